"""Registry, import, reading: cut the bytes of a delimited text into records without parsing every cell.

A newline ends a record where an even number of quotation marks stands before it. Numpy counts; polars then parses the
records that are whole. Where a quotation mark stands inside an unquoted cell (``Colt 6" barrel``), counting does not do
and :mod:`csv` reads the block one record at a time.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from salwa.contexts.registry.importing.reading.table import LONGEST_RECORD

csv.field_size_limit(LONGEST_RECORD)

Offsets = npt.NDArray[np.int64]
_NEWLINE: Final = 10
_RETURN: Final = 13
_QUOTE: Final = 34


@dataclass(frozen=True, slots=True)
class Cut:
    """Records of a block.

    ``starts`` and ``ends`` are byte offsets without the newline, ``lines`` the line of the block (from 0) on which each
    starts, ``delimiters`` those outside quotation marks in each; ``rest`` is the offset where the unfinished begins.
    """

    starts: Offsets
    ends: Offsets
    lines: Offsets
    delimiters: Offsets
    rest: int
    rest_line: int


def cut(block: bytes, delimiter: str) -> Cut | None:
    """Cut ``block``, which begins where a record begins. None where a quotation mark stands inside an unquoted cell."""
    codes = np.frombuffer(block, dtype=np.uint8)
    newlines = np.flatnonzero(codes == _NEWLINE)
    quotes = np.flatnonzero(codes == _QUOTE)
    separators = np.flatnonzero(codes == ord(delimiter))
    closing = newlines
    if len(quotes):
        if not _well_placed(codes, quotes, ord(delimiter)):
            return None
        closing = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
        separators = separators[np.searchsorted(quotes, separators) % 2 == 0]
    rest = int(closing[-1]) + 1 if len(closing) else 0
    starts = np.concatenate((np.zeros(1, np.int64), closing[:-1] + 1)) if len(closing) else np.zeros(0, np.int64)
    ends = closing.copy()
    if len(ends):
        ends -= (ends > starts) & (codes[np.maximum(ends - 1, 0)] == _RETURN)
    return Cut(
        starts=starts,
        ends=ends,
        lines=np.searchsorted(newlines, starts),
        delimiters=np.searchsorted(separators, closing) - np.searchsorted(separators, starts),
        rest=rest,
        rest_line=int(np.searchsorted(newlines, rest)),
    )


def _well_placed(codes: npt.NDArray[np.uint8], quotes: Offsets, delimiter: int) -> bool:
    """Tell whether marks open after a delimiter, newline or mark, and close before one."""
    opening, closing = quotes[0::2], quotes[1::2]
    before = np.where(opening > 0, codes[np.maximum(opening - 1, 0)], _NEWLINE)
    after = np.where(closing + 1 < len(codes), codes[np.minimum(closing + 1, len(codes) - 1)], _NEWLINE)
    edges_before = np.array([delimiter, _NEWLINE, _QUOTE], dtype=np.uint8)
    edges_after = np.array([delimiter, _NEWLINE, _RETURN, _QUOTE], dtype=np.uint8)
    return bool(np.isin(before, edges_before).all() and np.isin(after, edges_after).all())


@dataclass(frozen=True, slots=True)
class Record:
    """One record read cell by cell: its first line in the block (from 0), and whether its marks are closed."""

    line: int
    cells: list[str]
    closed: bool


class _Lines:
    """Lines of a text, and whether the reader asked for one more than there are."""

    def __init__(self, text: str) -> None:
        self._lines = iter(text.split("\n"))
        self._waiting: str | None = next(self._lines, None)
        self.given = 0
        self.exhausted = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        now = self._waiting
        self._waiting = next(self._lines, None)
        if now is None or (now == "" and self._waiting is None):
            self.exhausted = True
            raise StopIteration
        self.given += 1
        return now if self._waiting is None else now + "\n"


def read_slowly(text: str, delimiter: str) -> Iterator[Record]:
    """Read ``text`` record by record; blank lines give records without cells. A stray mark inside a cell is kept.

    A cell longer than :data:`LONGEST_RECORD` ends the reading with a record that is not closed.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    started = 0
    try:
        for cells in reader:
            yield Record(started, cells, closed=not lines.exhausted)
            started = lines.given
    except csv.Error:
        yield Record(started, [], closed=False)
