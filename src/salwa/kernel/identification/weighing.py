"""Kernel, identification: turn the evidence beside the serial into tables for the search."""

import math
from collections.abc import Sequence

from salwa.kernel.identification.layout import FIELDS
from salwa.kernel.identification.model import Evidence, Weighted
from salwa.kernel.identification.parameters import FieldWorth, Parameters
from salwa.kernel.identification.scoring import MEANINGS, Fields, no_fields
from salwa.kernel.identification.statistics import Counts

YEARS = 80.0
"""Years over which manufacture is taken to be spread when a year agrees."""
YEAR_OFF = 0.5
"""Weight of a year one or two off."""
LEAST_RARITY = 0.4


def meanings_of(evidence: Evidence) -> dict[str, tuple[Weighted, ...]]:
    """Give what each field of the evidence may mean; fields that say nothing are left out."""
    meanings = {
        "make": evidence.makes,
        "model": evidence.models,
        "calibre": evidence.calibres,
        "type": evidence.types,
        "country": evidence.countries,
        "year": _years(evidence.year),
        "import_country": (Weighted(evidence.import_country),) if evidence.import_country else (),
        "import_year": _years(evidence.import_year),
    }
    return {
        name: tuple(sorted((one for one in given if one.code > 0), key=lambda one: -one.weight)[:MEANINGS])
        for name, given in meanings.items()
        if any(one.code > 0 for one in given)
    }


def _years(year: int | None) -> tuple[Weighted, ...]:
    if year is None:
        return ()
    off = tuple(Weighted(year + by, YEAR_OFF) for by in (-1, 1, -2, 2))
    return (Weighted(year), *off)


def tables(evidence: Evidence, counts: Counts, parameters: Parameters) -> Fields:
    """Give the scoring tables of ``evidence`` in a register whose values are as common as ``counts`` says."""
    fields = no_fields()
    fields.roles[:] = parameters.roles
    fields.echo[0] = parameters.echo
    meanings = meanings_of(evidence)
    for name, given in meanings.items():
        at = FIELDS.index(name)
        worth = parameters.fields[name]
        rarities = [_rarity(name, one.code, meanings, counts, parameters.most) for one in given]
        fields.used[at] = len(given)
        fields.codes[at, : len(given)] = [one.code for one in given]
        fields.worth[at, : len(given)], fields.differs[at] = _worths(given, rarities, worth)
        fields.missing[at] = worth.missing
    return fields


def _rarity(name: str, code: int, meanings: dict[str, tuple[Weighted, ...]], counts: Counts, most: float) -> float:
    if name in ("year", "import_year"):
        return math.log(YEARS)
    rarity = -math.log(counts.share(name, code))
    if name == "model" and "make" in meanings:
        rarity += math.log(counts.share("make", meanings["make"][0].code))
    return min(most, max(LEAST_RARITY, rarity))


def _worths(given: Sequence[Weighted], rarities: Sequence[float], worth: FieldWorth) -> tuple[list[float], float]:
    total = min(1.0, max(sum(one.weight for one in given), max(one.weight for one in given)))
    scale = total / max(total, sum(one.weight for one in given))
    against = math.exp(worth.differs)
    other = 1.0 - total
    worths = [
        math.log(one.weight * scale * math.exp(worth.scale * rarity) + (total - one.weight * scale) * against + other)
        for one, rarity in zip(given, rarities, strict=True)
    ]
    return worths, math.log(total * against + other)
