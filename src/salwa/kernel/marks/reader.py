"""Kernel, marks: read what an officer wrote, column by column, into typed marks, before anything is searched.

Nothing here raises whatever the text, and the work is bounded: of each column the first
:data:`~salwa.kernel.marks.tokens.LONGEST` characters are read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from . import sentences
from .columns import beside
from .folding import UNREADABLE, plain
from .model import MarkKind, Reading, Reads, Written
from .scan import Scan
from .serial_column import SerialColumn, read_serial, shown
from .serials import Candidate, letters_of_end, second_readings
from .spreadsheets import lost
from .tokens import LONGEST, cleaned

_COLUMNS: Final = ("serial", "make", "model", "calibre", "type", "marks", "remarks")
_BESIDE: Final = {"marks": 0.6, "remarks": 0.4}
"""What a number elsewhere is worth where the serial column holds a serial number already."""

_ORDER: Final = {kind: place for place, kind in enumerate(MarkKind)}
_LEAST: Final = 0.05
_MOST: Final = 12


def read(written: Written) -> Reads:
    """Read marks as they were written into typed marks.

    Every reading keeps the text as written (but for invisible characters) and says where it stood and why it is taken
    so.
    ``serials`` is empty where nothing written can be a serial number.
    """
    texts, notes = _texts(written)
    columns = beside(texts["make"], texts["model"], texts["calibre"], texts["type"])
    readings = list(columns.readings)
    readings += _taken_out(texts)
    notes += [reading.reason for reading in readings if reading.column == "marks"]
    column = read_serial(texts["serial"], columns.makers) if texts["serial"] else SerialColumn()
    readings += column.readings
    notes += column.notes
    serials = list(column.serials)
    makers = tuple(dict.fromkeys((*columns.makers, *_makers(column.readings))))
    for scan in (*_scans(texts, makers), *columns.strayed):
        readings += scan.readings
        serials += _weighed(scan, has_serial=bool(column.serials))
    serials += [other for one in serials for other in second_readings(one)]
    kept = _ranked(serials)
    if (
        kept
        and not column.serials
        and kept[0].column in ("remarks", "make", "model", "calibre", "type")
        and texts["serial"]
    ):
        notes.append(sentences.FOUND_IN.told(text=shown(kept[0].text), column=sentences.COLUMNS[kept[0].column]))
    notes += _unreadable(kept) or _ends_with_x(texts)
    if any(reading.kind is MarkKind.CONDITION for reading in readings):
        notes.append(sentences.ADVISE_RESTORATION)
    return _reads(readings, kept, notes)


def _texts(written: Written) -> tuple[dict[str, str], list[str]]:
    texts = dict.fromkeys(_COLUMNS, "")
    notes: list[str] = []
    for column in _COLUMNS:
        text: str = getattr(written, column)
        if text and not text.isspace():
            clean = cleaned(text)
            text = clean.text
            if clean.is_invisible:
                notes.append(sentences.INVISIBLE.told(column=sentences.COLUMNS[column]))
            if clean.is_cut:
                notes.append(sentences.CUT.told(column=sentences.COLUMNS[column], count=LONGEST))
            texts[column] = text
    return texts, notes


def _taken_out(texts: dict[str, str]) -> list[Reading]:
    """Take marks out of the texts that a spreadsheet destroyed whole, and say what they are."""
    spoiled = lost(texts["marks"])
    if spoiled is None:
        return []
    text, texts["marks"] = texts["marks"], ""
    return [Reading(text, MarkKind.REMARK, 0.95, "marks", reason=spoiled.told(text=shown(text)))]


def _makers(readings: Iterable[Reading]) -> list[int]:
    return [reading.code for reading in readings if reading.kind is MarkKind.MAKER and reading.code]


def _scans(texts: dict[str, str], makers: tuple[int, ...]) -> list[Scan]:
    return [
        Scan(texts[column], column, makers, is_narrative=column == "remarks").run()
        for column in ("marks", "remarks")
        if texts[column]
    ]


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


def _unreadable(serials: Sequence[Candidate]) -> Sequence[str]:
    for one in serials:
        if one.reason == sentences.X_UNREAD:
            return [sentences.DOUBTED_X.told(text=shown(one.text))]
        if one.reason == sentences.WITHOUT_DOUBT:
            return [sentences.DOUBTED_END.told(text=shown(one.text))]
    return [
        sentences.UNREADABLE.told(text=shown(one.text))
        for one in serials
        if UNREADABLE in plain(one.searched) and one.confidence >= 0.3
    ][:1]


def _ends_with_x(texts: dict[str, str]) -> Sequence[str]:
    """Ask for the sign of an unread character where a number ends with what many hands write for one."""
    found = ((texts[column].strip(), letters_of_end(texts[column])) for column in ("serial", "marks"))
    return [sentences.ENDS_WITH_X.told(text=shown(text), letters=letters) for text, letters in found if letters]


def _once(readings: list[Reading]) -> Iterable[Reading]:
    """Give every reading once for each column: what stands a hundred times on one weapon is one mark."""
    seen: dict[tuple[MarkKind, str, int | str], Reading] = {}
    for reading in readings:
        seen.setdefault((reading.kind, reading.column, reading.code or reading.text), reading)
    return seen.values()


def _reads(readings: list[Reading], serials: list[Candidate], notes: list[str]) -> Reads:
    verbatim = tuple(
        Reading(one.text, MarkKind.SERIAL, round(one.confidence, 3), one.column, reason=one.reason) for one in serials
    )
    searched = tuple(
        reading if one.searched == one.text else replace(reading, text=one.searched)
        for one, reading in zip(serials, verbatim, strict=True)
    )
    others = sorted(_once(readings), key=lambda reading: (_ORDER[reading.kind], -reading.confidence))
    return Reads((*others, *verbatim), searched, tuple(dict.fromkeys(notes)))
