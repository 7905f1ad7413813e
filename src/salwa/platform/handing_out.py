"""Platform, handing out: a list as a file: CSV, a workbook, Parquet; every cell as text, none of which is a formula.

A file is written while the list is read, so that a register of any length is handed out in the memory of a page.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Final

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from salwa.platform.errors import NotFound, Refused
from salwa.platform.written_out import guarded

FORMS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
"""The forms of a file, with their media types."""
MOST_OF_A_WORKBOOK: Final = 1_048_575
"""Lines below the heading that a sheet has room for. Source: ECMA-376 part 1, 18.3.1.73, as spreadsheets keep to it."""
_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class List:
    """A list to hand out: ``name`` is that of the file, each row has a cell for each of ``heading``."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Iterable[str]]


def check_form(form: str) -> None:
    """See that there is such a form of a file. Raises NotFound."""
    if form not in FORMS:
        raise NotFound(_("There is no such form of a list."))


def handed_out(given: List, form: str) -> HttpResponseBase:
    """Give a list as a file to take away.

    Raises:
        NotFound: there is no such form.
        Refused: the list is longer than a workbook.
    """
    check_form(form)
    headers = {"Content-Disposition": f'attachment; filename="{_plain(given.name)}.{form}"'}
    if form == "csv":
        return StreamingHttpResponse(_csv(given), content_type=FORMS[form], headers=headers)
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    if form == "xlsx":
        _write_workbook(given, file)
    else:
        import_module("salwa.platform.parquet").write(given.heading, given.rows, file)
    file.seek(0)
    return FileResponse(file, content_type=FORMS[form], headers=headers)


def _plain(name: str) -> str:
    """Give a name that stands in a header and on a sheet: letters, digits, dash and underscore."""
    return "".join(letter for letter in name if letter.isalnum() or letter in "-_") or "list"


def _csv(given: List) -> Iterator[str]:
    """Give the lines of a CSV file, in UTF-8 with the mark by which spreadsheets know it."""
    written = io.StringIO()
    writer = csv.writer(written)
    written.write("\ufeff")
    writer.writerow(given.heading)
    for row in given.rows:
        writer.writerow([guarded(cell) for cell in row])
        if written.tell() > _AT_ONCE:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def _write_workbook(given: List, file: IO[bytes]) -> None:
    """Write every cell as text, so that nothing in it is reckoned and no zero of a number is lost."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as made:
        sheet = made.add_worksheet(_plain(given.name)[:31])
        sheet.freeze_panes(1, 0)
        bold = made.add_format({"bold": True})
        for column, cell in enumerate(given.heading):
            sheet.write_string(0, column, cell, bold)
        for at, cells in enumerate(given.rows, start=1):
            if at > MOST_OF_A_WORKBOOK:
                detail = _("A workbook has room for %(most)s lines. Take the list away as CSV or Parquet.")
                raise Refused(detail % {"most": MOST_OF_A_WORKBOOK})
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, cell)
