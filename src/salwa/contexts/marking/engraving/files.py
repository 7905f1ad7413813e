"""Marking, engraving, ¶28 ¶63: the files of a job in one ZIP, with the SHA-256 of each."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from salwa.contexts.marking.engraving.drawing import LEAST_MM, drawn_matrix, drawn_text
from salwa.contexts.marking.engraving.matrix import datamatrix

COLUMNS: Final = ("number", "record", "component", "place", "text", "height_mm", "depth_mm", "twice")
REPORT: Final = ("mark", "outcome", "record", "reason")
"""The columns of the report that comes back."""
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the ZIP: the first that the form knows, so that the same job gives the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A mark to be struck. ``record`` and ``part`` are empty where the firearm is not known yet."""

    number: int
    mark: str
    record: str = ""
    component: int = 1
    part: str = ""
    is_doubled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The marks of a job, with what is asked of all of them (millimetres, 0 where nothing is asked)."""

    job: int
    height_mm: float
    depth_mm: float
    is_machine_readable: bool
    strikes: tuple[Strike, ...]


def archive(order: Order) -> bytes:
    """Give the ZIP with every file of an order and the manifest; nothing in it depends on when or where it is made."""
    files = dict(_files(order))
    manifest = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    taken = io.BytesIO()
    with zipfile.ZipFile(taken, "w", zipfile.ZIP_STORED) as packed:
        for name, data in sorted((files | {"manifest.sha256": manifest.encode()}).items()):
            told = zipfile.ZipInfo(name, _LONG_AGO)
            told.create_system, told.external_attr = 3, 0o644 << 16
            packed.writestr(told, data)
    return taken.getvalue()


def listed(order: Order) -> str:
    """Give the list of an order as CSV: number, record, component, place, text, height, depth, and whether twice."""
    height = order.height_mm or LEAST_MM
    rows = [
        (one.number, one.record, one.component, one.part, one.mark, height, order.depth_mm, int(one.is_doubled))
        for one in order.strikes
    ]
    return _csv([COLUMNS, *rows])


def _files(order: Order) -> Iterator[tuple[str, bytes]]:
    yield "marks.txt", "".join(f"{one.mark}\n" for one in order.strikes).encode()
    yield "marks.csv", listed(order).encode()
    yield "report.csv", _csv([REPORT, *((one.mark, "", "", "") for one in order.strikes)]).encode()
    for one in order.strikes:
        yield f"svg/{one.number:08}.svg", drawn_text(one.mark, order.height_mm).encode()
        if order.is_machine_readable:
            drawn = drawn_matrix(one.mark, datamatrix(one.mark))
            yield f"datamatrix/{one.number:08}.svg", drawn.encode()


def _csv(rows: list[tuple[object, ...]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
