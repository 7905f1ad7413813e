"""Tracing, questions from a file, ¶29, ¶67: a table of marks as written becomes questions, line by line.

Two passes: the first looks at every line and names each fault by line and column, the second hands out the questions. A
file with one fault gives no question at all, so that no half answer is written. Two questions of one name are a fault:
nobody could tell which firearm an answer is about.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.rules import FIELDS, LONGEST_FIELD, LONGEST_QUERY_ID, fault_of_text
from salwa.kernel.marks.model import Written
from salwa.platform.errors import Fault, NotFound, Refused

LONGEST_LINE: Final = 64_000
"""Bytes of one line of a file of questions: seven fields of the greatest length fit with room to spare."""
MOST_FAULTS: Final = 20
"""Faults that are told before reading stops."""
COLUMNS: Final = ("query_id", *FIELDS)


class _UnreadableError(Exception):
    """Reading cannot go on."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def check(path: Path) -> int:
    """Read the whole file and give the number of questions.

    Raises :class:`Refused` with every fault (at most :data:`MOST_FAULTS`), :class:`NotFound` where there is no file.
    """
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    count = 0
    try:
        for line, written in _rows(path):
            count += 1
            faults.extend(_faults(line, written))
            first = lines.setdefault(written.query_id, line)
            if first != line:
                text = _(
                    "line %(line)s has the same: give each question its own, or nobody can tell their answers apart"
                )
                faults.append(Fault(line, "query_id", text % {"line": first}))
            if len(faults) >= MOST_FAULTS:
                break
    except _UnreadableError as unreadable:
        faults.append(unreadable.fault)
    if not faults and not count:
        faults.append(Fault(2, "", _("the table has a heading but no line of marks")))
    if faults:
        raise Refused(faults[:MOST_FAULTS])
    return count


def read_questions(path: Path) -> Iterator[Written]:
    """Hand out the questions of a file that :func:`check` has passed, one at a time."""
    try:
        for _line, written in _rows(path):
            yield written
    except _UnreadableError as unreadable:
        raise Refused([unreadable.fault]) from unreadable


def _faults(line: int, written: Written) -> Iterator[Fault]:
    for column in COLUMNS:
        longest = LONGEST_QUERY_ID if column == "query_id" else LONGEST_FIELD
        found = fault_of_text(getattr(written, column), longest)
        if found is not None:
            yield Fault(line, column, wording.fault(found))


def _rows(path: Path) -> Iterator[tuple[int, Written]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise NotFound(_("The file %(path)s cannot be opened.") % {"path": path}) from error
    with file:
        rows = csv.reader(_lines(file), delimiter=_delimiter(file), strict=True)
        try:
            columns = _heading(next(rows, []))
            for number, row in enumerate(rows, start=1):
                if not row:
                    continue
                if len(row) != len(columns):
                    text = _("this line has %(found)s fields, the heading %(expected)s")
                    raise _UnreadableError(
                        Fault(rows.line_num, "", text % {"found": len(row), "expected": len(columns)})
                    )
                values = dict(zip(columns, row, strict=True))
                values["query_id"] = values.get("query_id") or str(number)
                yield rows.line_num, Written(**values)
        except csv.Error as error:
            text = _("the quotation marks do not close, or the line is no CSV (%(error)s)") % {"error": error}
            raise _UnreadableError(Fault(rows.line_num, "", text)) from error


def _delimiter(file: BinaryIO) -> str:
    """Tell by the heading whether the table is parted by commas, or by semicolons as many spreadsheets write it."""
    heading = file.readline(LONGEST_LINE)
    file.seek(0)
    return ";" if heading.count(b";") > heading.count(b",") else ","


def _heading(row: list[str]) -> list[str]:
    """Give the columns in the order of the file."""
    columns = [name.strip().lower() for name in row]
    if not any(columns):
        raise _UnreadableError(Fault(1, "", _("the file is empty: the first line must name the columns")))
    for name in columns:
        if name not in COLUMNS:
            text = _("there is no such column; the columns are %(columns)s") % {"columns": ", ".join(COLUMNS)}
            raise _UnreadableError(Fault(1, ascii(name[:40]), text))
        if columns.count(name) > 1:
            raise _UnreadableError(Fault(1, name, _("this column stands twice in the heading")))
    if not set(columns) & set(FIELDS):
        text = _("no column of marks; at least one of %(columns)s is needed") % {"columns": ", ".join(FIELDS)}
        raise _UnreadableError(Fault(1, "", text))
    return columns


def _lines(file: BinaryIO) -> Iterator[str]:
    """Decode line by line, so that a fault has a line, and a file of one endless line is not read whole."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            text = _("the line is longer than %(longest)s bytes: is this a table?") % {"longest": LONGEST_LINE}
            raise _UnreadableError(Fault(number, "", text))
        if b"\0" in raw:
            text = _("a NUL byte: this is no text file. Save the table as CSV in UTF-8.")
            raise _UnreadableError(Fault(number, "", text))
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            text = _("byte %(place)s is not UTF-8. Save the table as CSV in UTF-8.") % {"place": error.start + 1}
            raise _UnreadableError(Fault(number, "", text)) from error
