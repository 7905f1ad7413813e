"""Registry, import: the columns an imported register may have, and which of a file's headers stands for which."""

import re
import unicodedata
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.headings import meant, near
from salwa.contexts.registry.importing.reading.archive import column_letters
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.models import ComponentKind
from salwa.platform.errors import Refused

COLUMNS: Final = {
    "external_id": 64,
    "serial": 100,
    "make": 200,
    "model": 200,
    "calibre": 200,
    "type": 200,
    "country_of_manufacture": 100,
    "year_of_manufacture": 30,
    "import_country": 100,
    "import_year": 30,
    "first_sale_date": 40,
    "first_sale_place": 300,
    "status": 100,
}
"""Each column with the most characters that a cell of it may have."""

PARTS: Final = {
    f"{kind.name.lower()}_serial": kind
    for kind in (
        ComponentKind.FRAME,
        ComponentKind.RECEIVER,
        ComponentKind.LOWER_RECEIVER,
        ComponentKind.UPPER_RECEIVER,
        ComponentKind.SLIDE,
        ComponentKind.BARREL,
        ComponentKind.CYLINDER,
        ComponentKind.BOLT,
    )
}
"""Columns with the serial of a part, and which part it is; a register need not have them."""

BEARING: Final = ("frame_serial", "receiver_serial", "lower_receiver_serial")
"""Those of them whose part may be the one that carries the firearm's own serial (ITI 10)."""

LONGEST: Final = COLUMNS | dict.fromkeys(PARTS, COLUMNS["serial"])
"""The most characters that a cell of each column may have, those of parts among them."""

LONGEST_REMARK: Final = 10_000
LONGEST_HEADING: Final = 120
_SHOWN: Final = 40
"""Headings that a sentence lists."""

IDENTIFYING: Final = ("serial", "make", "model")
"""A row is of a firearm only where one of these says something, or the serial of a part."""

REJECT_COLUMNS: Final = ("salwa_line", "salwa_column", "salwa_value", "salwa_reason", "salwa_source", "salwa_mapping")
"""What a rejects file has before the columns of the file it comes from; left out when it is imported again."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A heading that was not taken, and the columns it may stand for."""

    heading: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column of the file, counted from 0, is read as what.

    ``known`` goes from our column to the file's, ``remarks`` lists the others under their headings, ``suggestions`` has
    those of them that may be one of ours, ``reserved`` goes from each column that a rejects file adds to its place.
    """

    known: dict[str, int]
    remarks: tuple[tuple[int, str], ...]
    suggestions: tuple[Suggestion, ...]
    reserved: dict[str, int]

    @property
    def is_rejects(self) -> bool:
        """Whether the file is one that an import wrote."""
        return REJECT_COLUMNS[0] in self.reserved

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns of :data:`PARTS` that the file has."""
        return tuple(column for column in PARTS if column in self.known)


def plan(headers: Sequence[str], named: AnyMapping[str, str], *, line: int = 1, needs_serial: bool = True) -> Plan:
    """Match ``headers``, which stand on ``line``, with our columns; ``named`` goes from ours to what a mapping names.

    What a mapping names is taken; of the other headings, those that are known (:mod:`headings`) and say which column
    they mean. A rejects file has our own names, and no others are taken. Raises Refused where two headings are the
    same or mean the same, where a mapping names a heading that is not there, and where no column holds the serial.
    """
    places = _places(headers, line)
    reserved = reserved_columns(headers)
    is_rejects = REJECT_COLUMNS[0] in reserved
    known = _named(headers, named, places, line, is_rejects=is_rejects)
    free = [at for at in range(len(headers)) if at not in {*known.values(), *reserved.values()}]
    recognised = _ours if is_rejects else meant
    for at in free:
        columns = recognised(headers[at])
        if len(columns) != 1 or columns[0] in named:
            continue
        if columns[0] in known:
            raise _both(headers[known[columns[0]]].strip(), headers[at].strip(), columns[0], line)
        known[columns[0]] = at
    left = [at for at in free if at not in known.values()]
    suggestions = () if is_rejects else _suggestions([headers[at].strip() for at in left], known)
    found = Plan(known, tuple((at, heading(headers, at)) for at in left), suggestions, reserved)
    if needs_serial and "serial" not in known:
        bearing = [Suggestion(headers[known[one]].strip(), ("serial",)) for one in BEARING if one in known]
        raise no_serial(headers, (*suggestions, *bearing), line)
    if not any(column in known for column in IDENTIFYING):
        raise refused(_nothing_identifies(headers), line=line)
    return found


def reserved_columns(headers: Sequence[str]) -> dict[str, int]:
    """Give the columns that only a rejects file has, with their places."""
    places = {squeezed(header): at for at, header in reversed(list(enumerate(headers)))}
    return {name: places[name_key] for name in REJECT_COLUMNS if (name_key := squeezed(name)) in places}


def no_serial(headers: Sequence[str], suggestions: Sequence[Suggestion], line: int) -> Refused:
    """Give the error for a file none of whose columns is known to hold the serial."""
    maybe = [one.heading for one in suggestions if "serial" in one.columns]
    facts = {"headings": _listed(headers), "guess": maybe[0] if maybe else "…"}
    if maybe:
        return refused(
            _(
                "No column is known to hold the serial. The headings are: %(headings)s. Did you mean “%(guess)s”? "
                'Then write in a mapping: [columns] serial = "%(guess)s".'
            )
            % facts,
            line=line,
        )
    return refused(
        _(
            "No column is known to hold the serial. The headings are: %(headings)s. Write in a mapping which of them "
            'it is: [columns] serial = "%(guess)s". If the register really has no serials, write instead: [file] '
            "without_serials = true."
        )
        % facts,
        line=line,
    )


def none_has_serial(headers: Sequence[str], column: str) -> Refused:
    """Give the error for a file that has nothing in its column of the serial, on any row."""
    return refused(
        _(
            "No line has a serial: the column “%(column)s” is blank throughout, and nothing was loaded. The headings "
            "are: %(headings)s. If another of them holds the serial, write in a mapping: [columns] serial = "
            '"…". If the register really has no serials, write instead: [file] without_serials = true.'
        )
        % {"headings": _listed(headers), "column": column},
        column=column,
    )


def _nothing_identifies(headers: Sequence[str]) -> str:
    return _(
        "No column is known to hold a serial, a make or a model. The headings are: %(headings)s. Write in a mapping "
        'which of them is which: [columns] make = "…" model = "…".'
    ) % {"headings": _listed(headers)}


def _listed(headers: Sequence[str]) -> str:
    shown = [header.strip()[:LONGEST_HEADING] for header in headers if header.strip()]
    more = ["…"] if len(shown) > _SHOWN else []
    return ", ".join([f"“{header}”" for header in shown[:_SHOWN]] + more)


def _both(first: str, second: str, column: str, line: int) -> Refused:
    return refused(
        _(
            "The headings “%(first)s” and “%(second)s” both mean %(column)s. Write in a mapping which of them it is: "
            '[columns] %(column)s = "%(first)s". The other is then kept as a remark.'
        )
        % {"first": first, "second": second, "column": column},
        line=line,
        column=second,
    )


def _named(
    headers: Sequence[str], named: AnyMapping[str, str], places: dict[str, int], line: int, *, is_rejects: bool
) -> dict[str, int]:
    """Find what a mapping names; in a rejects file it may stand under our own name."""
    known: dict[str, int] = {}
    for column, theirs in named.items():
        at = places.get(squeezed(theirs))
        if at is None and is_rejects:
            at = places.get(squeezed(column))
        if at is None:
            raise refused(
                _(
                    "The mapping takes %(column)s from the column “%(heading)s”, which the file does not have. "
                    "It has: %(headings)s."
                )
                % {"column": column, "heading": theirs, "headings": _listed(headers)},
                line=line,
            )
        known[column] = at
    return known


def _ours(header: str) -> tuple[str, ...]:
    return tuple(column for column in LONGEST if squeezed(column) == squeezed(header))


def _suggestions(left: Sequence[str], known: AnyMapping[str, int]) -> tuple[Suggestion, ...]:
    found = []
    for header in left:
        columns = tuple(column for column in meant(header) or near(header) if column not in known)
        if columns:
            found.append(Suggestion(header[:LONGEST_HEADING], columns))
    return tuple(found)


def heading(headers: Sequence[str], at: int) -> str:
    """Give the heading a column's cells are kept under as remarks: its own, or its letter where it has none.

    It is kept with the record, and a row is known again by it: it is the same in every language.
    """
    return headers[at].strip()[:LONGEST_HEADING] or f"column {column_letters(at + 1)}"


def squeezed(header: str) -> str:
    """Give the header as it is compared: small letters, without spaces, hyphens, underscores and invisible marks."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(
        r"[\s_\-]+", "", "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace())
    )


def _places(headers: Sequence[str], line: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, header in enumerate(headers):
        key = squeezed(header)
        if not key:
            continue
        if "\0" in header:
            raise refused(_("A column's name holds a NUL character."), line=line, column=_place(at))
        if key in places:
            raise refused(
                _("The columns %(first)s and %(second)s are both named “%(name)s”. Give each its own name.")
                % {
                    "first": column_letters(places[key] + 1),
                    "second": column_letters(at + 1),
                    "name": header.strip(),
                },
                line=line,
                column=header.strip(),
            )
        places[key] = at
    return places


def _place(at: int) -> str:
    return _("column %(letters)s") % {"letters": column_letters(at + 1)}
