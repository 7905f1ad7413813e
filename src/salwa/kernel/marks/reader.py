"""Kernel, marks: read what an officer wrote, column by column, into typed marks, before anything is searched.

Nothing here raises whatever the text, and the work is bounded: of each column the first
:data:`~salwa.kernel.marks.tokens.LONGEST` characters are read.
"""

from collections.abc import Iterable
from typing import Final

from salwa.kernel.vocabularies import makes

from . import sentences
from .columns import read_calibre, read_make, read_model, read_type, strayed
from .folding import UNREADABLE, plain
from .model import MarkKind, Reading, Reads, Written
from .scan import Scan
from .serial_column import SerialColumn, read_serial, shown
from .serials import Candidate
from .tokens import LONGEST, cleaned

_COLUMNS: Final = ("serial", "make", "model", "calibre", "type", "marks", "remarks")
_BESIDE: Final = {"marks": 0.6, "remarks": 0.4}
"""What a number elsewhere is worth where the serial column holds a serial number already."""

_LEAST: Final = 0.05
_MOST: Final = 12


def read(written: Written) -> Reads:
    """Read marks as they were written into typed marks.

    Every reading keeps the text as written (but for invisible characters) and says where it stood and why it is taken
    so.
    ``serials`` is empty where nothing written can be a serial number.
    """
    texts, notes = _texts(written)
    readings, makers = _by_column(texts)
    column = read_serial(texts["serial"], makers) if texts["serial"] else SerialColumn()
    readings += column.readings
    notes += column.notes
    serials = list(column.serials)
    makers = tuple(dict.fromkeys((*makers, *_codes(column.readings, MarkKind.MAKER))))
    scans = _scans(texts, readings, makers)
    for scan in scans:
        readings += scan.readings
        serials += _weighed(scan, has_serial=bool(column.serials))
    kept = _ranked(serials)
    if (
        kept
        and not column.serials
        and kept[0].column in ("remarks", "make", "model", "calibre", "type")
        and texts["serial"]
    ):
        notes.append(sentences.FOUND_IN.format(text=shown(kept[0].text), column=kept[0].column))
    notes += _unreadable(kept)
    if any(reading.kind is MarkKind.CONDITION for reading in readings):
        notes.append(sentences.ADVISE_RESTORATION)
    return _reads(readings, kept, notes)


def _texts(written: Written) -> tuple[dict[str, str], list[str]]:
    texts: dict[str, str] = {}
    notes: list[str] = []
    for column in _COLUMNS:
        text: str = getattr(written, column)
        if text:
            clean = cleaned(text)
            text = clean.text
            if clean.is_invisible:
                notes.append(sentences.INVISIBLE.format(column=column))
            if clean.is_cut:
                notes.append(sentences.CUT.format(column=column, count=LONGEST))
        texts[column] = text
    return texts, notes


def _by_column(texts: dict[str, str]) -> tuple[list[Reading], tuple[int, ...]]:
    """Read the columns for make, model, calibre and type; give the readings and the codes of the makers."""
    readings = read_make(texts["make"]) if texts["make"].strip() else []
    sure = [r for r in readings if r.confidence >= 0.5]
    make = makes().get(sure[0].code or 0) if sure else None
    if texts["model"].strip():
        readings += read_model(texts["model"], make)
    if texts["calibre"].strip():
        readings += read_calibre(texts["calibre"])
    if texts["type"].strip():
        readings += read_type(texts["type"])
    return readings, (make.code,) if make is not None else ()


def _codes(readings: Iterable[Reading], kind: MarkKind) -> list[int]:
    return [reading.code for reading in readings if reading.kind is kind and reading.code]


def _scans(texts: dict[str, str], readings: list[Reading], makers: tuple[int, ...]) -> list[Scan]:
    out = [
        Scan(texts[column], column, makers, is_narrative=column == "remarks").run()
        for column in ("marks", "remarks")
        if texts[column].strip()
    ]
    for column in ("make", "model", "calibre", "type"):
        if texts[column].strip():
            scan = strayed(texts[column], column, [r for r in readings if r.column == column], makers)
            if scan is not None:
                out.append(scan)
    return out


def _weighed(scan: Scan, *, has_serial: bool) -> list[Candidate]:
    """Give the numbers of a scan with what they are worth beside the serial column, and the reason."""
    out: list[Candidate] = []
    for one in scan.serials:
        is_labelled = bool(one.reason) and one.reason != sentences.STATE_NUMBER
        confidence = one.confidence
        if has_serial and not is_labelled:
            confidence *= _BESIDE.get(scan.column, 0.3)
        elif scan.column == "remarks" and not has_serial and len(scan.serials) == 1:
            confidence = min(0.9, confidence * 1.4)
        reason = one.reason or (sentences.LEFT_OVER if len(scan.serials) == 1 else sentences.AMONG_OTHERS)
        out.append(Candidate(one.text, one.searched, confidence, reason, one.column))
    return out


def _ranked(serials: Iterable[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for one in serials:
        key = plain(one.searched)
        if key and one.confidence >= _LEAST and (key not in best or best[key].confidence < one.confidence):
            best[key] = one
    return sorted(best.values(), key=lambda one: -one.confidence)[:_MOST]


def _unreadable(serials: Iterable[Candidate]) -> list[str]:
    return [
        sentences.UNREADABLE.format(text=shown(one.text))
        for one in serials
        if UNREADABLE in plain(one.searched) and one.confidence >= 0.3
    ][:1]


def _once(readings: list[Reading]) -> Iterable[Reading]:
    """Give every reading once for each column: what stands a hundred times on one weapon is one mark."""
    seen: dict[tuple[MarkKind, str, int | str], Reading] = {}
    for reading in readings:
        seen.setdefault((reading.kind, reading.column, reading.code or reading.text), reading)
    return seen.values()


def _reads(readings: list[Reading], serials: list[Candidate], notes: list[str]) -> Reads:
    as_readings = tuple(
        Reading(one.searched, MarkKind.SERIAL, round(one.confidence, 3), one.column, reason=one.reason)
        for one in serials
    )
    verbatim = tuple(
        Reading(one.text, MarkKind.SERIAL, round(one.confidence, 3), one.column, reason=one.reason) for one in serials
    )
    order = {kind: place for place, kind in enumerate(MarkKind)}
    others = sorted(_once(readings), key=lambda r: (order[r.kind], -r.confidence))
    return Reads((*others, *verbatim), as_readings, tuple(dict.fromkeys(notes)))
