"""Kernel, identification: the question put to a register, and the answer."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Role(IntEnum):
    """Which mark of a firearm a row of a segment holds."""

    CONTROL_SERIAL = 0
    COMPONENT_SERIAL = 1
    OTHER_NUMBER = 2


class Verdict(StrEnum):
    """What the register says to the question."""

    MATCH = "match"
    MATCH_CORRECTED = "match_corrected"
    AMBIGUOUS = "ambiguous"
    INSUFFICIENT = "insufficient"
    NO_RECORD = "no_record"


@dataclass(frozen=True, slots=True)
class Weighted:
    """A vocabulary code with the probability that it is what the text means."""

    code: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SerialText:
    """A text that may be the serial: verbatim, with ``?`` for what could not be read; ``weight`` from 0 to 1."""

    text: str
    weight: float = 1.0
    column: str = "serial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of the recovered firearm, already read into vocabulary codes."""

    serials: tuple[SerialText, ...] = ()
    makes: tuple[Weighted, ...] = ()
    models: tuple[Weighted, ...] = ()
    calibres: tuple[Weighted, ...] = ()
    types: tuple[Weighted, ...] = ()
    countries: tuple[Weighted, ...] = ()
    year: int | None = None
    import_country: int | None = None
    import_year: int | None = None


class Reason(NamedTuple):
    """One place where written and registered agree or differ.

    ``field`` is serial, make, model, calibre, type, year or country; ``position`` counts characters of the plain text
    from 1 (None for a field as a whole); ``kind`` is one of same, look_alike, substituted, inserted, dropped,
    transposed, unreadable, prefix_lost, suffix_lost, spacing, script, differs, missing, wrong_field. Positions count
    the registered characters, but for an inserted one the written; codes of fields are given in digits.
    """

    field: str
    position: int | None
    written: str
    registered: str
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One registered firearm that may be the one. ``serial`` is the registered plain text."""

    record: int
    role: Role
    serial: str
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer of the index: candidates, likeliest first, and the probability of "not in this register".

    What ``probability`` of all candidates found (also those cut off the list) and ``not_in_register`` leave to 1 is a
    registered firearm whose serial is damaged beyond what is looked for. ``equals``
    counts the candidates that the evidence cannot tell from the first, also those cut off the list. ``complete`` is
    False where a bound on the work was met: not every record within two edits was looked at, or there are more equals.
    """

    verdict: Verdict
    candidates: tuple[Candidate, ...]
    not_in_register: float
    considered: int = 0
    equals: int = 1
    complete: bool = True
