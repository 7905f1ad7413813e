"""Platform, ledger: what may be wrong with a log and with the rows that it binds."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

MOST_TOLD: Final = 10_000


class FaultKind(StrEnum):
    """What may be wrong with a log."""

    UNSIGNED = "unsigned"
    SHORT = "short"
    HASHES = "hashes"
    TILE = "tile"
    PLACE = "place"
    DELETED = "deleted"
    ALTERED = "altered"
    COLUMNS = "columns"
    UNREADABLE = "unreadable"
    SPELLING = "spelling"
    INSERTED = "inserted"
    CUT = "cut"
    PAST = "past"
    NOTE = "note"
    WITNESS = "witness"
    TABLE = "table"
    ROW_CHANGED = "row changed"
    ROW_DELETED = "row deleted"
    ROW_INSERTED = "row inserted"
    LIST_LOST = "list lost"
    LIST_CHANGED = "list changed"
    ROWS_UNNAMED = "rows unnamed"
    STATE = "state"
    LICENCE = "licence"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: which entry, 0 where it is the log as a whole or no entry at all.

    ``name`` is that of the column, of the checkpoint handed out earlier, of the witness, of the table, or of the row
    (table and key); of a tile its level and number; of a stored checkpoint its size; of a state that does not follow
    from what happened, the record's or the licence's number.
    """

    kind: FaultKind
    entry: int = 0
    name: str = ""


@dataclass(slots=True)
class Verified:
    """What verification saw: entries sealed, entries waiting to be, rows held against them, and what does not fit.

    ``erased``: how many of those sealed have lost their personal data, which is no fault. ``untold``: faults beyond
    those that are named.
    """

    sealed: int = 0
    erased: int = 0
    waiting: int = 0
    rows: int = 0
    untold: int = 0
    faults: list[Fault] = field(default_factory=list)

    def say(self, kind: FaultKind, entry: int = 0, name: str = "") -> None:
        """Add a fault; of very many the first are named."""
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Fault(kind, entry, name))
        else:
            self.untold += 1
