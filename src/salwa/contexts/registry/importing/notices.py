"""Registry, import: what the person who imports is told: rows refused, and rows taken with a doubt."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_MOST_TEXTS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that is not taken: its line, the column and value at fault, the reason in words, and its cells as read."""

    line: int
    column: str
    value: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A doubt about ``rows`` rows that were taken nevertheless; ``line`` and ``value`` of the first of them."""

    column: str
    reason: str
    line: int
    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class Doubted:
    """A serial for a person to look at: what the cell holds, what was taken as the serial ("" for none), and why."""

    line: int
    written: str
    taken: str
    reason: str


@dataclass(slots=True)
class Notices:
    """Doubts counted by column and reason, and texts of the vocabulary columns that nothing was found for."""

    warned: dict[tuple[str, str], Warned] = field(default_factory=dict)
    unresolved: dict[str, Counter[str]] = field(default_factory=dict)

    def warn(self, column: str, reason: str, *, line: int, value: str, rows: int = 1) -> None:
        """Count ``rows`` more of a doubt."""
        old = self.warned.get((column, reason))
        first = (old.line, old.value) if old else (line, value)
        self.warned[column, reason] = Warned(column, reason, *first, (old.rows if old else 0) + rows)

    def leave(self, column: str, texts: Iterable[tuple[str, int]]) -> None:
        """Count texts that were left as they are."""
        counter = self.unresolved.setdefault(column, Counter())
        for text, rows in texts:
            if text in counter or len(counter) < _MOST_TEXTS:
                counter[text] += rows

    def most_frequent(self, column: str, limit: int = 10) -> list[tuple[str, int]]:
        """Give the texts of a column most often left as they are, with their rows."""
        return self.unresolved.get(column, Counter()).most_common(limit)

    def listed(self) -> list[Warned]:
        """Give the doubts, those about most rows first."""
        return sorted(self.warned.values(), key=lambda one: (-one.rows, one.column, one.reason))

    @property
    def rows(self) -> int:
        """Doubts altogether; a row may be counted more than once."""
        return sum(one.rows for one in self.warned.values())
