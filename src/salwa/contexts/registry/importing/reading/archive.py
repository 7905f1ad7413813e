"""Registry, import, reading: look into a workbook's archive before anything unpacks it.

An XLSX file is a ZIP archive. What it says of its own sizes is not believed: every part is unpacked once piece by
piece, counted and thrown away, and looked through for a grid too large for memory: any part can be named as a sheet.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.reading.refusing import refused

MOST_BYTES: Final = 3 << 30
"""Bytes of all parts together, unpacked. A workbook full to its last row has about 1 GiB in these columns."""

MOST_CELLS: Final = 40_000_000
_PIECE: Final = 1 << 20
_OVERLAP: Final = 512
MOST_SHARED_BYTES: Final = 128 << 20
MOST_SHARED_TEXTS: Final = 4_000_000
"""Texts that cells share. A sheet full to its last row with two columns of distinct texts has half of that."""
_SHARED: Final = "sharedstrings.xml"
_WIDE: Final = re.compile(rb"""\sr\s*=\s*["']\s*([A-Z]{2,9})[0-9]{1,9}\s*["']""", re.IGNORECASE)
_LOW: Final = re.compile(
    rb"""(?:<(?:\w+:)?row\s(?:[^<>]{0,400}?\s)?r\s*=\s*["']\s*|\sr\s*=\s*["']\s*[A-Z]{1,9})([0-9]{5,9})\s*["']""",
    re.IGNORECASE,
)
_FORMULA: Final = re.compile(rb"""<(?:[^\s<>/:=]{1,64}:)?f[\s/>]|\st\s*=\s*["']\s*e\s*["']""")
"""The beginning of a formula, with or without a prefix, or a cell that says itself that it holds an error."""
_FOREIGN: Final = ("workbook.bin", "content.xml")
"""Parts by which an archive is a workbook of another make (XLSB, ODS), whose cells are not looked at here."""
_MORE_ROWS: Final = 99_999
"""Rows that a sheet may have without being looked at: five digits and more are."""
_LETTERS: Final = 26


@dataclass(slots=True)
class Part:
    """What was seen while a part was unpacked.

    ``rows`` and ``columns`` are no less than its highest; ``formulas`` tells whether a cell holds one, or an error;
    ``texts`` counts texts that cells share.
    """

    rows: int = _MORE_ROWS
    columns: int = _LETTERS
    formulas: bool = False
    texts: int = 0
    tail: bytes = b""


def look_through(path: Path) -> dict[str, Part]:
    """Unpack every part once, bounded, and give what was seen by the part's name. Raises Refused for a bomb."""
    parts: dict[str, Part] = {}
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            _refuse_foreign({name.lower().lstrip("/") for name in archive.namelist()})
            left = MOST_BYTES
            for info in archive.infolist():
                part = parts.setdefault(info.filename, Part())
                left = _look_at(part, _unpacked(file, info), left, is_shared=info.filename.lower().endswith(_SHARED))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise refused(_("The workbook is broken and cannot be opened (%(error)s).") % {"error": error}) from error
    for part in parts.values():
        if part.rows * part.columns > MOST_CELLS:
            raise refused(
                _(
                    "A sheet of the workbook spans %(rows)s rows and %(columns)s columns; at most "
                    "%(most_cells)s cells are read. Look for a stray cell far below or to the right of the "
                    "table."
                )
                % {"rows": part.rows, "columns": part.columns, "most_cells": MOST_CELLS}
            )
    return parts


def _refuse_foreign(names: set[str]) -> None:
    if any(name.rsplit("/", 1)[-1] == foreign for name in names for foreign in _FOREIGN):
        raise refused(_("This is a workbook of another format (XLSB or ODS). Save it as XLSX or CSV."))
    if "xl/workbook.xml" not in names:
        raise refused(_("This is a ZIP archive, but no workbook (XLSX)."))


def _look_at(part: Part, pieces: Iterator[bytes], left: int, *, is_shared: bool) -> int:
    """Look at one part, piece by piece, and give how many bytes the others may still have."""
    shared = MOST_SHARED_BYTES
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise refused(
                _(
                    "The workbook unpacks to more than %(most)s GiB; it was not read. Save the sheet as CSV "
                    "if it really is that large."
                )
                % {"most": MOST_BYTES >> 30}
            )
        _look(piece, part)
        if is_shared:
            shared -= len(piece)
            part.texts += piece.count(b"<si")
        if shared < 0 or part.texts > MOST_SHARED_TEXTS:
            raise refused(
                _(
                    "The texts of the workbook are more than %(most_shared_texts)s, or more than %(most)s "
                    "MiB; it was not read. Save the sheet as CSV."
                )
                % {"most_shared_texts": MOST_SHARED_TEXTS, "most": MOST_SHARED_BYTES >> 20}
            )
    return left


def _unpacked(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one part without trusting the length that it states."""
    if info.flag_bits & 1:
        raise refused(_("The workbook is protected by a password. Save it without one and import it again."))
    file.seek(info.header_offset)
    local = file.read(30)
    if len(local) < 30 or local[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile("a part is not where the archive says")
    file.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
    left = info.compress_size
    if info.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("a part is packed in a way that workbooks do not use")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and not inflater.eof and (packed := file.read(min(_PIECE, left))):
        left -= len(packed)
        while packed:
            yield inflater.decompress(packed, _PIECE)
            packed = inflater.unconsumed_tail


def _look(piece: bytes, sheet: Part) -> None:
    """Note rows, columns and formulas, also where the edge of a piece cuts a reference in two."""
    piece = sheet.tail + piece.replace(b"\0", b"")  # in UTF-16 every other byte of the marks is 0, in UTF-8 none
    sheet.tail = piece[-_OVERLAP:]
    low = _LOW.findall(piece)
    if low:
        sheet.rows = max(sheet.rows, int(max(low, key=lambda digits: (len(digits), digits))))
    for letters in set(_WIDE.findall(piece)):
        sheet.columns = max(sheet.columns, column_number(letters.decode().upper()))
    sheet.formulas = sheet.formulas or _FORMULA.search(piece) is not None


def column_number(letters: str) -> int:
    """Give the number, from 1, of a column by its letters: ``A`` 1, ``Z`` 26, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Give the letters of a column by its number from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
