"""Registry, import: the columns an imported register may have, and which of a file's headers stands for which."""

import re
import unicodedata
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from salwa.contexts.registry.importing.reading.archive import column_letters
from salwa.contexts.registry.importing.reading.refusing import refused

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

LONGEST_REMARK: Final = 10_000
LONGEST_HEADING: Final = 120

IDENTIFYING: Final = ("serial", "make", "model")
"""A row is of a firearm only where one of these says something."""

REJECT_COLUMNS: Final = ("salwa_line", "salwa_column", "salwa_value", "salwa_reason", "salwa_source")
"""What a rejects file has before the columns of the file it comes from; left out when it is imported again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column of the file, counted from 0, is read as what.

    ``known`` goes from our column to the file's, ``remarks`` lists the others under their headings, ``source_at`` is
    where a rejects file says from which source it came.
    """

    known: dict[str, int]
    remarks: tuple[tuple[int, str], ...]
    source_at: int | None
    is_rejects: bool


def plan(headers: Sequence[str], named: AnyMapping[str, str]) -> Plan:
    """Match ``headers`` with our columns; ``named`` goes from ours to the header that a mapping gives it.

    Case, spaces, hyphens and underscores do not count. Raises Refused where two headers are the same, where a mapping
    names a header that is not there, and where no column can identify a firearm.
    """
    places = _places(headers)
    known: dict[str, int] = {}
    for column in COLUMNS:
        if column in named:
            at = places.get(squeezed(named[column]))
            if at is None:
                raise refused(
                    f"The mapping takes {column} from the column “{named[column]}”, which the file does not have. "
                    f"It has: {', '.join(filter(None, headers))}.",
                    line=1,
                )
            known[column] = at
    taken = set(known.values())
    for column in COLUMNS:
        at = places.get(squeezed(column))
        if column not in known and at is not None and at not in taken:
            known[column] = at
    if not any(column in known for column in IDENTIFYING):
        raise refused(
            f"The heading has none of the columns {', '.join(IDENTIFYING)}. "
            f"It has: {', '.join(filter(None, headers))}. "
            'Name in a mapping which column is which: [columns] serial = "…".',
            line=1,
        )
    taken = set(known.values()) | {places[squeezed(name)] for name in REJECT_COLUMNS if squeezed(name) in places}
    remarks = tuple((at, heading(headers, at)) for at in range(len(headers)) if at not in taken)
    is_rejects = squeezed(REJECT_COLUMNS[0]) in places
    return Plan(known, remarks, places.get(squeezed(REJECT_COLUMNS[-1])), is_rejects)


def heading(headers: Sequence[str], at: int) -> str:
    """Give the heading a column's cells are kept under as remarks: its own, or its letter where it has none."""
    return headers[at].strip()[:LONGEST_HEADING] or f"column {column_letters(at + 1)}"


def squeezed(header: str) -> str:
    """Give the header as it is compared: small letters, without spaces, hyphens, underscores and invisible marks."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(
        r"[\s_\-]+", "", "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace())
    )


def _places(headers: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, header in enumerate(headers):
        key = squeezed(header)
        if not key:
            continue
        if "\0" in header:
            raise refused("A column's name holds a NUL character.", line=1, column=f"column {column_letters(at + 1)}")
        if key in places:
            raise refused(
                f"The columns {column_letters(places[key] + 1)} and {column_letters(at + 1)} are both named "
                f"“{header.strip()}”. Give each its own name.",
                line=1,
                column=header.strip(),
            )
        places[key] = at
    return places
