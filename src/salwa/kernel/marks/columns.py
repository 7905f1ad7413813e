"""Kernel, marks: the columns for make, model, calibre and type: what stands there by right, and what strayed there."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from salwa.kernel.vocabularies import Make, Resolution, calibres, makes, models, types
from salwa.kernel.vocabularies.keys import squeezed

from . import sentences
from .model import MarkKind, Reading
from .names import importers, model_of
from .scan import Scan
from .tokens import pieces

_SURE: Final = 0.9
_NAMED: Final = 0.8
"""From here on the column's own reading stands, and its words name nothing else of the kind."""
_LIKELY: Final = 0.5
_ELSEWHERE: Final = 0.85
"""How surely a model's own name in the column for the make is that model."""
_STRAYED: Final = 0.45
"""What a number in another column is worth as a serial number."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the columns beside the serial number say: readings, codes of makers, and scans for what strayed there."""

    readings: tuple[Reading, ...]
    makers: tuple[int, ...]
    strayed: tuple[Scan, ...]


@lru_cache(maxsize=1 << 16)
def beside(make: str, model: str, calibre: str, type_: str) -> Beside:
    """Read the columns for make, model, calibre and type together; a register repeats few of them."""
    readings = read_make(make) if make else []
    sure = [reading for reading in readings if reading.confidence >= _LIKELY]
    maker = makes().get(sure[0].code or 0) if sure else None
    readings += _model_as_make(make) if make and not readings else []
    readings += read_model(model, maker) if model else []
    readings += read_calibre(calibre) if calibre else []
    readings += read_type(type_) if type_ else []
    makers = (maker.code,) if maker is not None else ()
    scans = (
        strayed(text, column, [reading for reading in readings if reading.column == column], makers)
        for column, text in (("make", make), ("model", model), ("calibre", calibre), ("type", type_))
        if text
    )
    return Beside(tuple(readings), makers, tuple(scan for scan in scans if scan is not None))


def read_make(text: str) -> list[Reading]:
    """Read the column for the make."""
    found = makes().resolve(text)
    out = _readings(found, text, MarkKind.MAKER, "make")
    return [
        Reading(r.text, MarkKind.IMPORTER, r.confidence, r.column, r.code, None, sentences.IMPORTER_NAME)
        if r.code in importers()
        else r
        for r in out
    ]


def _model_as_make(text: str) -> list[Reading]:
    """Read a well-known model in the column for the make, where hands often put it (``Makarov``)."""
    term = model_of(text)
    if term is None or not term.common or squeezed(text).isdigit():
        return []
    return [Reading(text, MarkKind.MODEL, _ELSEWHERE, "make", term.code, None, sentences.MODEL_AS_MAKE)]


def read_model(text: str, make: Make | None) -> list[Reading]:
    """Read the column for the model, beside the make."""
    return _readings(models().resolve(text, context=make), text, MarkKind.MODEL, "model")


def read_calibre(text: str) -> list[Reading]:
    """Read the column for the calibre."""
    return _readings(calibres().resolve(text), text, MarkKind.CALIBRE, "calibre")


def read_type(text: str) -> list[Reading]:
    """Read the column for the type."""
    return _readings(types().resolve(text), text, MarkKind.TYPE, "type")


def _readings(found: Resolution, text: str, kind: MarkKind, column: str) -> list[Reading]:
    if found.term is not None:
        return [Reading(text, kind, found.confidence, column, found.term.code, None, found.reason)]
    shared = [rival for rival in found.rivals if rival.term is not None]
    return [
        Reading(text, kind, round(0.9 * rival.confidence / len(shared), 3), column, rival.term.code, None, found.reason)
        for rival in shared
        if rival.term is not None
    ]


def strayed(text: str, column: str, own: list[Reading], makers: tuple[int, ...]) -> Scan | None:
    """Look for other marks in a column that its own reading does not explain; None where nothing is left."""
    is_explained = bool(own) and own[0].confidence >= _SURE
    if is_explained or (len(pieces(text)) < 2 and not any(c.isdigit() for c in text)):
        return None
    scan = Scan(text, column, makers).run()
    if own and own[0].confidence >= _NAMED:
        scan.readings = [reading for reading in scan.readings if reading.kind is not own[0].kind]
    scan.serials = [
        type(one)(one.text, one.searched, one.confidence * _STRAYED, one.reason, one.column) for one in scan.serials
    ]
    return scan
