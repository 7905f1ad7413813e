"""Kernel, identification: turn the evidence beside the serial into tables for the search."""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.alignment import Floats
from salwa.kernel.identification.compiled import Number, compiled, inlined
from salwa.kernel.identification.layout import FIELDS
from salwa.kernel.identification.model import Evidence, Weighted
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.scoring import MAKE, MEANINGS, MODEL, Fields, no_fields
from salwa.kernel.identification.statistics import Counts

YEARS: Final = 80.0
"""Years over which manufacture is taken to be spread when a year agrees."""
YEAR_OFF: Final = 0.5
"""Weight of a year one or two off."""
LEAST_RARITY: Final = 0.4
CODES: Final = 1 << 16

Meant = dict[str, tuple[Weighted, ...]]


class Meanings(NamedTuple):
    """What the written fields may mean: codes and weights (8, 24), and how many of each are used (8,)."""

    codes: NDArray[np.int64]
    weights: Floats
    used: NDArray[np.int64]


class Weights(NamedTuple):
    """What agreement is worth in one register.

    common: (8, 65536) logarithm of the share of each code among the rows that know the field; scale, differs, missing:
    (8,); most, echo: (1,); roles: (4,).
    """

    common: NDArray[np.float32]
    scale: Floats
    differs: Floats
    missing: Floats
    most: Floats
    echo: Floats
    roles: Floats


def weights_of(counts: Counts, parameters: Parameters) -> Weights:
    """Give the weights in a register whose values are as common as ``counts`` says."""
    common = np.full((len(FIELDS), CODES), -math.log(YEARS), dtype=np.float32)
    for at, name in enumerate(FIELDS):
        if name in counts.of:
            common[at] = math.log(counts.share(name, -1))
            known = [code for code in counts.of[name] if code > 0]
            common[at, known] = [math.log(counts.share(name, code)) for code in known]
    worths = [parameters.fields[name] for name in FIELDS]
    return Weights(
        common,
        np.array([worth.scale for worth in worths]),
        np.array([worth.differs for worth in worths]),
        np.array([worth.missing for worth in worths]),
        np.array([parameters.most]),
        np.array([parameters.echo]),
        parameters.roles,
    )


def no_meanings() -> Meanings:
    """Give room for the meanings of one question."""
    shape = (len(FIELDS), MEANINGS)
    return Meanings(np.zeros(shape, dtype=np.int64), np.zeros(shape), np.zeros(len(FIELDS), dtype=np.int64))


def meanings_of(evidence: Evidence) -> Meant:
    """Give what each field of the evidence may mean, likeliest first; fields that say nothing are left out."""
    given = {
        "make": evidence.makes,
        "model": evidence.models,
        "calibre": evidence.calibres,
        "type": evidence.types,
        "country": evidence.countries,
        "year": _years(evidence.year),
        "import_country": (Weighted(evidence.import_country),) if evidence.import_country else (),
        "import_year": _years(evidence.import_year),
    }
    kept = {name: [one for one in some if 0 < one.code < CODES] for name, some in given.items() if some}
    return {name: tuple(sorted(some, key=lambda one: -one.weight)[:MEANINGS]) for name, some in kept.items() if some}


def _years(year: int | None) -> tuple[Weighted, ...]:
    if not year:
        return ()
    off = tuple(Weighted(year + by, YEAR_OFF) for by in (-1, 1, -2, 2))
    return (Weighted(year), *off)


def tables(meanings: Meant, weights: Weights) -> Fields:
    """Give the scoring tables of one question."""
    room, fields = no_meanings(), no_fields()
    for name, given in meanings.items():
        at = FIELDS.index(name)
        room.used[at] = len(given)
        room.codes[at, : len(given)] = [one.code for one in given]
        room.weights[at, : len(given)] = [one.weight for one in given]
    weigh(room, weights, fields)
    return fields


@inlined
def _rarity(field: int, code: int, meanings: Meanings, weights: Weights) -> Number:
    """Give the logarithm of how rare a value is; a model's among those of the make that was written."""
    rarity = -float(weights.common[field, code])
    if field == MODEL and meanings.used[MAKE] > 0:
        rarity += float(weights.common[MAKE, meanings.codes[MAKE, 0]])
    return min(weights.most[0], max(LEAST_RARITY, rarity))


@inlined
def _weigh_field(field: int, meanings: Meanings, weights: Weights, fields: Fields) -> None:
    used = meanings.used[field]
    given = 0.0
    for k in range(used):
        given += meanings.weights[field, k]
    total = min(1.0, given)
    against = math.exp(weights.differs[field])
    for k in range(used):
        share = meanings.weights[field, k] * total / given
        rarity = _rarity(field, meanings.codes[field, k], meanings, weights)
        agreeing = share * math.exp(weights.scale[field] * rarity) + (total - share) * against
        fields.codes[field, k] = meanings.codes[field, k]
        fields.worth[field, k] = math.log(agreeing + 1.0 - total)
    fields.differs[field] = math.log(total * against + 1.0 - total)


@compiled
def weigh(meanings: Meanings, weights: Weights, fields: Fields) -> None:
    """Write the scoring tables of one question to ``fields``."""
    for role in range(len(weights.roles)):
        fields.roles[role] = weights.roles[role]
    fields.echo[0] = weights.echo[0]
    for field in range(len(meanings.used)):
        fields.used[field] = meanings.used[field]
        fields.missing[field] = weights.missing[field]
        if meanings.used[field] > 0:
            _weigh_field(field, meanings, weights, fields)
