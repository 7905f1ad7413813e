"""Marking, rules, ¶28 ¶63: compose a mark from a scheme and a running number, and read it back.

Source: the State's scheme in its country pack (Firearms Protocol 8, ITI 8); check characters: ISO 7064.
"""

import re
from dataclasses import dataclass
from typing import Final

from salwa.kernel.packs import MarkingScheme
from salwa.kernel.packs.checks import COUNTED, LENGTHS, check

ENGRAVABLE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -/.*")
"""Characters that every machine, and the stroke font of this house, can engrave."""
_PLACEHOLDERS: Final = frozenset({"country", "year", "year2", "unit", "number", "check"})
_FIELD: Final = re.compile(r"\{(\w*)\}")
_UNIT: Final = re.compile(r"[A-Z0-9]{1,8}")
_YEARS: Final = range(1900, 2200)


class NotOfThisScheme(ValueError):
    """A text is no mark of this scheme; ``is_misread`` where it has the form and its check character does not fit."""

    def __init__(self, text: str, *, is_misread: bool = False) -> None:
        super().__init__(text)
        self.is_misread = is_misread


@dataclass(frozen=True, slots=True)
class Parts:
    """What a mark says: the year (0 where the scheme has none), the unit, the running number from 1."""

    year: int
    unit: str
    number: int


def capacity(scheme: MarkingScheme) -> int:
    """Give the highest running number that a scheme has room for. Numbers begin with 1."""
    return int(len(scheme.alphabet) ** scheme.digits) - 1


def compose(scheme: MarkingScheme, year: int, unit: str, number: int) -> str:
    """Give the mark of a running number, as it is engraved.

    Raises:
        ValueError: the number does not fit into the scheme's digits, or the unit is none.
    """
    if not 1 <= number <= capacity(scheme):
        raise ValueError(f"{number} does not fit into {scheme.digits} places")
    parts = _parts(scheme, year, unit) | {"number": _in_digits(scheme, number), "check": ""}
    bare = _FIELD.sub(lambda found: parts[found[1]], scheme.template)
    parts["check"] = check(scheme.check, _summed(scheme, bare)) if uses(scheme, "check") else ""
    return _FIELD.sub(lambda found: parts[found[1]], scheme.template).strip()


def parse(scheme: MarkingScheme, text: str) -> Parts:
    """Read a mark back. Capitals and the number of spaces do not matter; every letter and digit does.

    Raises:
        NotOfThisScheme: the text has another form, or its check character does not fit (``is_misread``).
    """
    given = " ".join(text.upper().split())
    found = _pattern(scheme).fullmatch(given)
    if found is None:
        raise NotOfThisScheme(text)
    told = found.groupdict()
    year = int(told.get("year") or 0) or (2000 + int(told["year2"]) if told.get("year2") else 0)
    number = 0
    for character in told["number"]:
        number = number * len(scheme.alphabet) + scheme.alphabet.index(character)
    parts = Parts(year, told.get("unit") or "", number)
    if not 1 <= number <= capacity(scheme) or (uses(scheme, "year") and year not in _YEARS):
        raise NotOfThisScheme(text)
    if plain(compose(scheme, parts.year, parts.unit, parts.number)) != plain(given):
        raise NotOfThisScheme(text, is_misread=True)
    return parts


def plain(text: str) -> str:
    """Give a mark without its spaces, in capitals: two readings are one where this is one."""
    return "".join(text.upper().split())


def stem(scheme: MarkingScheme, year: int, unit: str) -> str:
    """Give what all marks of a series share, ``#`` for each place of the number and ``=`` for the check character.

    Two series with one stem would give two firearms one mark, so there is only one series for a stem.
    """
    parts = _parts(scheme, year, unit) | {"number": "#" * scheme.digits, "check": "="}
    return _FIELD.sub(lambda found: parts[found[1]], scheme.template).strip()


def fixed(scheme: MarkingScheme, year: int, unit: str) -> str:
    """Give the part of the marks of a series that says country and year: what stands before the number."""
    return stem(scheme, year, unit).split("#")[0].strip(" -/.")


def is_unit(text: str) -> bool:
    """Whether a text can stand for a unit in a mark: one to eight capitals and digits."""
    return _UNIT.fullmatch(text) is not None


def uses(scheme: MarkingScheme, name: str) -> bool:
    """Whether the marks of a scheme say a thing: ``country``, ``year``, ``unit``, ``number`` or ``check``."""
    return name in _FIELD.findall(scheme.template)


def faults_of(scheme: MarkingScheme) -> tuple[str, ...]:
    """Give what makes a scheme useless for marking, in words for who wrote the pack; nothing where all is well."""
    named = _FIELD.findall(scheme.template)
    faults = [f"{{{name}}} is no part of a mark" for name in named if name not in _PLACEHOLDERS]
    if named.count("number") != 1:
        faults.append("a mark has one {number}")
    if len(set(scheme.alphabet)) != len(scheme.alphabet) or len(scheme.alphabet) < 2 or scheme.digits < 1:
        faults.append("the alphabet has each character once, two at least, and the number a place at least")
    letters = set(_FIELD.sub("", scheme.template)) | set(scheme.alphabet) | set(scheme.country)
    if not letters <= ENGRAVABLE:
        faults.append(f"cannot be engraved: {' '.join(sorted(letters - ENGRAVABLE))}")
    return tuple(faults)


def _parts(scheme: MarkingScheme, year: int, unit: str) -> dict[str, str]:
    if uses(scheme, "unit") and not is_unit(unit):
        raise ValueError(f"{unit!r} is no unit of a mark")
    return {"country": scheme.country, "year": f"{year:04}", "year2": f"{year % 100:02}", "unit": unit}


def _in_digits(scheme: MarkingScheme, number: int) -> str:
    base, written = len(scheme.alphabet), ""
    for _place in range(scheme.digits):
        number, rest = divmod(number, base)
        written = scheme.alphabet[rest] + written
    return written


def _summed(scheme: MarkingScheme, bare: str) -> str:
    """Give what the check character is reckoned from: of the whole mark, the characters that its rule can count."""
    return "".join(one for one in bare if one in COUNTED[scheme.check])


def _pattern(scheme: MarkingScheme) -> re.Pattern[str]:
    forms = {
        "country": re.escape(scheme.country),
        "year": r"(?P<year>\d{4})",
        "year2": r"(?P<year2>\d{2})",
        "unit": r"(?P<unit>[A-Z0-9]{1,8}?)",
        "number": rf"(?P<number>[{re.escape(scheme.alphabet)}]{{{scheme.digits}}})",
        "check": rf"[0-9A-Z]{{{LENGTHS.get(scheme.check, 1)}}}",
    }
    written = ""
    for at, piece in enumerate(_FIELD.split(scheme.template)):
        written += forms[piece] if at % 2 else re.escape(piece).replace(r"\ ", r"\s?")
    return re.compile(rf"\s?{written}\s?", re.ASCII)
