"""Registry, import: how far an import is, and what came of it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from salwa.contexts.registry.importing.notices import Doubted, Warned

LISTED: Final = 50
"""Changed rows, doubts and rejects that an outcome lists; all of them are counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of an import: what is being done, rows so far, and the share of the file read."""

    phase: str
    rows: int
    done: float


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import did.

    ``read`` = ``loaded`` + ``known`` + ``changed`` + ``rejected``. ``headings`` counts the lines on which the headings
    came again, ``footers`` the totals and numbers of pages in a rejects file: both are passed over. ``known`` rows were
    loaded before and are the same;
    ``changed`` ones were loaded before and the source now says otherwise, or were registered by hand under the same
    source and external id: nothing is overwritten, each is a finding.
    ``doubtful`` counts the serials to look at, the first of which are ``doubted`` and all in ``doubts_file``.
    ``brought`` says by which mapping of its own a rejects file was read. ``twins`` counts new firearms whose make and
    serial another record has too. ``entry`` is the ledger entry, whose digest is ``digest``.
    """

    file: str
    source: str
    read: int = 0
    blank: int = 0
    headings: int = 0
    footers: int = 0
    loaded: int = 0
    known: int = 0
    changed: int = 0
    rejected: int = 0
    twins: int = 0
    remarks: int = 0
    entry: int = 0
    digest: str = ""
    seconds: float = 0.0
    rejects_file: str = ""
    doubtful: int = 0
    doubted: tuple[Doubted, ...] = ()
    doubts_file: str = ""
    brought: tuple[str, ...] = ()
    changed_lines: tuple[tuple[int, str], ...] = ()
    warned: tuple[Warned, ...] = ()
    unresolved: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give the outcome as JSON has it."""
        return asdict(self)
