"""Registry, import, reading: a table of texts in batches, whatever file it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

import polars as pl

LINE: Final = "line"
"""The column of a batch that holds the line (CSV) or row (workbook, Parquet) of the file, counted from 1."""

LONGEST_RECORD: Final = 1_000_000
"""Bytes of one row. A longer one means that the file is no table, or that a quotation mark was never closed."""

MOST_COLUMNS: Final = 256
BATCH_ROWS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A row that could not be read as a row: where, what is wrong in words, and its cells as far as they go."""

    line: int
    column: str
    value: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Cells of one column that the file's own format may have changed before they came here; the first of ``rows``."""

    line: int
    column: str
    value: str
    reason: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of the file.

    ``frame`` has the Int64 column :data:`LINE` and one String column per header, named ``"0"``, ``"1"``, …; an empty
    cell is null or empty. ``done`` is the share of the file read so far; ``blank`` counts rows without any text.
    """

    frame: pl.DataFrame
    spoiled: list[Spoiled] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    done: float = 0.0
    blank: int = 0


class Table(Protocol):
    """A file that has been opened and whose header has been read."""

    @property
    def headers(self) -> tuple[str, ...]:
        """Names of the columns as the file writes them."""
        ...

    @property
    def form(self) -> dict[str, str]:
        """How the file was understood, in words for the preview: format, encoding, delimiter, sheet."""
        ...

    @property
    def heading_line(self) -> int:
        """The line on which the names of the columns stand, from 1."""
        ...

    @property
    def above(self) -> int:
        """Lines with text above the names of the columns; they are not read."""
        ...

    def batches(self) -> Iterator[Batch]:
        """Read the rows from the first to the last. May be called again, and starts anew."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a mapping says about the file itself; empty where the file is to be asked.

    ``heading_line`` counts from 1; ``headings`` are those that the mapping gives to columns.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    heading_line: int = 0
    headings: tuple[str, ...] = ()
