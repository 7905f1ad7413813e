"""Registry, import, reading: look into a workbook's archive before anything unpacks it.

An XLSX file is a ZIP archive. What it says of its own sizes is not believed: every part is unpacked once piece by
piece, counted and thrown away, and the parts that hold cells are looked through for a grid too large for memory.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from salwa.contexts.registry.importing.reading.refusing import refused

MOST_BYTES: Final = 3 << 30
"""Bytes of all parts together, unpacked. A workbook full to its last row has about 1 GiB in these columns."""

MOST_CELLS: Final = 40_000_000
_PIECE: Final = 1 << 20
_OVERLAP: Final = 64
_WIDE: Final = re.compile(rb"""r\s*=\s*["']([A-Z]{2,3})[0-9]{1,7}["']""")
_LOW: Final = re.compile(rb"""r\s*=\s*["'][A-Z]{0,3}([0-9]{5,7})["']""")
_MORE_ROWS: Final = 99_999
"""Rows that a sheet may have without being looked at: five digits and more are."""
_LETTERS: Final = 26


@dataclass(slots=True)
class Part:
    """What was seen while a sheet's part was unpacked.

    ``rows`` and ``columns`` are no less than its highest; ``formulas`` tells whether a cell holds one, or an error.
    """

    rows: int = _MORE_ROWS
    columns: int = _LETTERS
    formulas: bool = False
    tail: bytes = b""


def look_through(path: Path) -> dict[str, Part]:
    """Unpack every part once, bounded, and give the sheets by their part's name. Raises Refused for a bomb."""
    parts: dict[str, Part] = {}
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            left = MOST_BYTES
            for info in archive.infolist():
                sheet = Part() if "worksheets/" in info.filename and info.filename.endswith(".xml") else None
                for piece in _unpacked(file, info):
                    left -= len(piece)
                    if left < 0:
                        raise refused(
                            f"The workbook unpacks to more than {MOST_BYTES >> 30} GiB; it was not read. "
                            "Save the sheet as CSV if it really is that large."
                        )
                    if sheet is not None:
                        _look(piece, sheet)
                if sheet is not None:
                    parts[info.filename] = sheet
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise refused(f"The workbook is broken and cannot be opened ({error}).") from error
    if "xl/workbook.xml" not in archive.namelist() and "xl/workbook.bin" not in archive.namelist():
        raise refused("This is a ZIP archive, but no workbook (XLSX).")
    for part in parts.values():
        if part.rows * part.columns > MOST_CELLS:
            raise refused(
                f"A sheet of the workbook spans {part.rows} rows and {part.columns} columns; at most {MOST_CELLS} "
                "cells are read. Look for a stray cell far below or to the right of the table."
            )
    return parts


def _unpacked(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one part without trusting the length that it states."""
    if info.flag_bits & 1:
        raise refused("The workbook is protected by a password. Save it without one and import it again.")
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
    piece = sheet.tail + piece
    sheet.tail = piece[-_OVERLAP:]
    low = _LOW.findall(piece)
    if low:
        sheet.rows = max(sheet.rows, int(max(low, key=lambda digits: (len(digits), digits))))
    for letters in set(_WIDE.findall(piece)):
        sheet.columns = max(sheet.columns, column_number(letters.decode()))
    sheet.formulas = sheet.formulas or b"<f>" in piece or b"<f " in piece or b"<f/" in piece or b't="e"' in piece


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
