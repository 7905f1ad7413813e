"""Kernel, marks: what an officer wrote, and the typed marks read from it."""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What a mark says. The first nine are kinds of mark on a firearm; the rest is what hands write beside them."""

    MAKER = "maker"
    LICENSOR = "licensor"
    IMPORTER = "importer"
    PROOF = "proof"
    IMPORT = "import"
    STATE_STOCK = "state_stock"
    MODEL = "model"
    CALIBRE = "calibre"
    SERIAL = "serial"
    APPROVAL = "approval"
    COUNTRY = "country"
    YEAR = "year"
    TYPE = "type"
    CONDITION = "condition"
    NUMBER = "number"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Marks as they were written down: free text, columns, or both. Nothing is cleaned here."""

    query_id: str = ""
    marks: str = ""
    serial: str = ""
    make: str = ""
    model: str = ""
    calibre: str = ""
    type: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One typed mark read from the written text.

    ``text`` is verbatim; ``code`` the vocabulary code for makers, importers, models, calibres, types and countries
    (else None); ``year`` for import marks and years; ``column`` where it stood; ``confidence`` from 0 to 1; ``reason``
    in words.
    """

    text: str
    kind: MarkKind
    confidence: float
    column: str = ""
    code: int | None = None
    year: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reads:
    """All readings of one written text, the likeliest first within a kind.

    ``serials`` holds what may serve as a serial, likeliest first, wildcards as ``?``; empty where nothing on the weapon
    as written can be one. ``notes`` are sentences for the officer (why a text was refused as a serial).
    """

    readings: tuple[Reading, ...]
    serials: tuple[Reading, ...]
    notes: tuple[str, ...] = ()
