"""Platform: who acts or reads, as every layer below the entry points sees it."""

from typing import Protocol


class Actor(Protocol):
    """A person or a service on whose behalf something is read or written. Passed instead of a web request."""

    @property
    def actor_id(self) -> int: ...

    @property
    def actor_name(self) -> str: ...

    @property
    def agency_id(self) -> int: ...

    @property
    def roles(self) -> frozenset[str]: ...
