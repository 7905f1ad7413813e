"""Registry, command line, ¶29: read the typed texts of a table; a fault is named by line and column."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from salwa.platform.errors import Fault, NotFound, Refused

COLUMN: Final = "text"
LONGEST_LINE: Final = 64_000
"""Bytes of one line: a name is never longer, a binary file is."""
MOST_FAULTS: Final = 20
_NO_FILE: Final = "The file {path} cannot be opened."
_EMPTY: Final = "the file is empty: the first line must name the columns, one of them text"
_NO_COLUMN: Final = "there is no column of this name; the columns are {columns}"
_TWICE: Final = "this column stands twice in the heading"
_LONG: Final = "this line is longer than {most} bytes: this is no table of texts"
_ENCODING: Final = "this is not UTF-8 text (byte {byte} of the line)"
_NUL: Final = "this line holds a NUL byte: this is no text file"
_FIELDS: Final = "this line has {found} fields, the heading {expected}"
_CSV: Final = "the quotation marks do not close, or the line is no CSV ({error})"


def read_texts(path: Path) -> list[str]:
    """Give the texts of the column ``text`` in the order of the file (CSV in UTF-8, parted by commas or semicolons).

    Raises :class:`NotFound` where there is no such file and :class:`Refused` with the faults, at most
    :data:`MOST_FAULTS`; then nothing of the file is used.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise NotFound(_NO_FILE.format(path=path)) from error
    with file:
        rows = csv.reader(_lines(file), delimiter=_delimiter(file), strict=True)
        try:
            return _column(rows, lambda: rows.line_num)
        except csv.Error as error:
            raise Refused([Fault(rows.line_num, "", _CSV.format(error=error))]) from error


def _column(rows: Iterator[list[str]], line: Callable[[], int]) -> list[str]:
    heading = [name.strip().lower() for name in next(rows, [])]
    if not any(heading):
        raise Refused([Fault(1, "", _EMPTY)])
    if COLUMN not in heading:
        shown = ", ".join(ascii(name[:40]) for name in heading[:10])
        raise Refused([Fault(1, COLUMN, _NO_COLUMN.format(columns=shown))])
    if heading.count(COLUMN) > 1:
        raise Refused([Fault(1, COLUMN, _TWICE)])
    place = heading.index(COLUMN)
    out: list[str] = []
    faults: list[Fault] = []
    for row in rows:
        if row and len(row) != len(heading):
            faults.append(Fault(line(), "", _FIELDS.format(found=len(row), expected=len(heading))))
            if len(faults) == MOST_FAULTS:
                break
        out.append(row[place] if len(row) == len(heading) else "")
    if faults:
        raise Refused(faults)
    return out


def _delimiter(file: BinaryIO) -> str:
    heading = file.readline(LONGEST_LINE)
    file.seek(0)
    return ";" if heading.count(b";") > heading.count(b",") else ","


def _lines(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), start=1):
        if len(line) > LONGEST_LINE:
            raise Refused([Fault(number, "", _LONG.format(most=LONGEST_LINE))])
        if b"\0" in line:
            raise Refused([Fault(number, "", _NUL)])
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise Refused([Fault(number, "", _ENCODING.format(byte=error.start + 1))]) from error
