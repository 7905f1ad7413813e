"""Registry, events, ¶29: what this context announces once it is committed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirearmRegistered:
    """A firearm was registered by hand."""

    firearm: int


@dataclass(frozen=True, slots=True)
class LifeRecorded:
    """Something that happened to a firearm was recorded; ``kind`` is the kernel's event kind."""

    firearm: int
    ordinal: int
    kind: int


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """A mark of a firearm was added or withdrawn."""

    firearm: int


@dataclass(frozen=True, slots=True)
class RecordsMerged:
    """A record is shown under another from now on, or (``is_undone``) no more."""

    survivor: int
    absorbed: int
    is_undone: bool = False
