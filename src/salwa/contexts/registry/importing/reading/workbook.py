"""Registry, import, reading: one sheet of an XLSX workbook.

Cells are taken as they were saved. A text that starts with ``=`` stays that text; of a formula only the saved value is
taken, and a formula without one, or an error such as ``#N/A``, spoils its row. Nothing is ever calculated.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element, ParseError

import polars as pl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from salwa.contexts.registry.importing.reading.archive import Part, column_letters, column_number, look_through
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.reading.table import (
    BATCH_ROWS,
    LINE,
    MOST_COLUMNS,
    Batch,
    Doubt,
    Form,
    Spoiled,
)
from salwa.contexts.registry.importing.reading.top import Top, first_lines, heading_among

Cell = int | float | str | bool | time | date | datetime | timedelta

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EXACT: Final = 10**15
"""A spreadsheet keeps fifteen digits of a number; what stands behind them is lost when it is saved."""

_AS_NUMBER: Final = gettext_noop(
    "The spreadsheet holds this as a number: noughts at its front, if there were any, are lost."
)


class WorkbookTable:
    """A sheet, read as a table whose headings stand among its first rows. Raises Refused for what is no such thing."""

    def __init__(self, path: Path, form: Form) -> None:
        parts = look_through(path)
        try:
            self._book = CalamineWorkbook.from_path(str(path))
        except PasswordError as error:
            raise refused(
                _("The workbook is protected by a password. Save it without one and import it again.")
            ) from error
        except CalamineError as error:
            raise refused(_("The workbook is broken and cannot be opened (%(error)s).") % {"error": error}) from error
        self._name = _chosen(self._book.sheet_names, form.sheet)
        self._valueless = _valueless(path, self._name, parts)
        self._sheet = self._open()
        self.heading_line, self.above, self.headers = self._heading(form)

    @property
    def form(self) -> dict[str, str]:
        """Format and the sheet taken."""
        return {"format": "workbook (XLSX)", "sheet": self._name}

    def _open(self) -> CalamineSheet:
        try:
            return self._book.get_sheet_by_name(self._name)
        except CalamineError as error:
            raise refused(
                _("The sheet “%(name)s” is broken and cannot be read (%(error)s).")
                % {"name": self._name, "error": error}
            ) from error

    def _rows(self) -> Iterator[tuple[int, list[Cell]]]:
        yield from enumerate(self._sheet.iter_rows(), start=1)

    def _heading(self, form: Form) -> tuple[int, int, tuple[str, ...]]:
        rows = (Top(line, tuple(_text(cell) for cell in cells)) for line, cells in self._rows())
        found = first_lines(rows, form)
        if not found:
            raise refused(_("The sheet “%(name)s” is empty.") % {"name": self._name}, line=1)
        at = heading_among(found, form)
        texts = list(found[at].cells)
        while not texts[-1].strip():
            texts.pop()
        if len(texts) > MOST_COLUMNS:
            told = _("The sheet has %(count)s columns; at most %(most_columns)s are read.") % {
                "count": len(texts),
                "most_columns": MOST_COLUMNS,
            }
            raise refused(told, line=found[at].line)
        return found[at].line, at, tuple(texts)

    def batches(self) -> Iterator[Batch]:
        """Read the rows below the heading."""
        total = max(self._sheet.total_height, 1)
        gathered: list[tuple[int, list[Cell]]] = []
        for line, cells in self._rows():
            if line <= self.heading_line:
                continue
            gathered.append((line, cells))
            if len(gathered) == BATCH_ROWS:
                yield self._batch(gathered, min(line / total, 1.0))
                gathered = []
        if gathered:
            yield self._batch(gathered, 1.0)

    def _batch(self, gathered: list[tuple[int, list[Cell]]], done: float) -> Batch:
        width = len(self.headers)
        lines: list[int] = []
        rows: list[list[str]] = []
        spoiled: list[Spoiled] = []
        doubts: dict[int, Doubt] = {}
        blank = 0
        for line, cells in gathered:
            texts = [_text(cell) for cell in cells]
            wrong = self._wrong(line, cells, texts)
            if wrong is not None:
                spoiled.append(wrong)
            elif not any(texts):
                blank += 1
            else:
                rows.append(texts[:width] + [""] * (width - len(texts)))
                lines.append(line)
                _note_numbers(doubts, line, cells[:width], self.headers)
        columns = {str(i): [row[i] for row in rows] for i in range(width)}
        frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
        frame = frame.with_columns(pl.Series(LINE, lines, dtype=pl.Int64))
        return Batch(frame, spoiled, list(doubts.values()), done, blank)

    def _wrong(self, line: int, cells: list[Cell], texts: list[str]) -> Spoiled | None:
        width = len(self.headers)
        kept = tuple(texts[:width])
        for number in self._valueless.get(line, ()):
            reason = _("The cell holds a formula without a saved value, or an error. Write the value itself.")
            return Spoiled(line, self._column(number), texts[number - 1] if number <= len(texts) else "", reason, kept)
        for at, cell in enumerate(cells[:width]):
            if isinstance(cell, float) and abs(cell) >= _EXACT:
                reason = _("The spreadsheet has rounded this number to fifteen digits. Write it as text.")
                return Spoiled(line, self._column(at + 1), texts[at], reason, kept)
        for at, text in enumerate(texts[width:], start=width + 1):
            if text.strip():
                return Spoiled(line, self._column(at), text[:200], _("The cell stands under no column name."), kept)
        return None

    def _column(self, number: int) -> str:
        named = self.headers[number - 1] if number <= len(self.headers) else ""
        return named or f"column {column_letters(number)}"


def _note_numbers(doubts: dict[int, Doubt], line: int, cells: list[Cell], headers: tuple[str, ...]) -> None:
    for at, cell in enumerate(cells):
        if type(cell) is float:
            known = doubts.get(at)
            first = known or Doubt(line, headers[at], _text(cell), _(_AS_NUMBER), 0)
            doubts[at] = Doubt(first.line, first.column, first.value, first.reason, first.rows + 1)


def _text(cell: Cell) -> str:
    """Give the text of a cell: whole numbers without a point, dates as ISO 8601, truth values as in the spreadsheet."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _chosen(names: list[str], said: str) -> str:
    if not names:
        raise refused(_("The workbook holds no sheet."))
    if not said and len(names) == 1:
        return names[0]
    listed = ", ".join(f"“{name}”" for name in names)
    if not said:
        raise refused(
            _('The workbook holds several sheets: %(listed)s. Name one in the mapping: [file] sheet = "%(given)s".')
            % {"listed": listed, "given": names[0]}
        )
    if said not in names:
        raise refused(
            _("The workbook holds no sheet “%(said)s”; it holds %(listed)s.") % {"said": said, "listed": listed}
        )
    return said


def _valueless(path: Path, name: str, parts: dict[str, Part]) -> dict[int, list[int]]:
    """Rows and columns (both from 1) of formulas without a saved value and of errors."""
    if not any(part.formulas for part in parts.values()):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, name)
            if part not in parts or not parts[part].formulas:
                return {}
            with archive.open(part) as file:
                return _scan(iterparse(file, events=("end",)))
    except (ParseError, DefusedXmlException, KeyError) as error:
        raise refused(
            _("The sheet “%(name)s” is broken and cannot be read (%(error)s).") % {"name": name, "error": error}
        ) from error


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    book = fromstring(archive.read("xl/workbook.xml"))
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.iter(f"{_MAIN}sheet"):
        if sheet.get("name") == name:
            target = targets.get(sheet.get(_RELATION), "")
            return target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return ""


def _scan(events: Iterator[tuple[str, Element]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for _event, element in events:
        if element.tag == f"{_MAIN}row":
            element.clear()
        if element.tag != f"{_MAIN}c":
            continue
        value = element.find(f"{_MAIN}v")
        formula = element.find(f"{_MAIN}f") is not None
        empty = value is None or (not value.text and element.get("t") != "str")
        if (formula and empty) or element.get("t") == "e":
            reference = element.get("r", "")
            letters = reference.rstrip("0123456789")
            if letters and letters != reference:
                found.setdefault(int(reference[len(letters) :]), []).append(column_number(letters))
    return found
