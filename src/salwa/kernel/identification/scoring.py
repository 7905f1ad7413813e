"""Kernel, identification: how well the other evidence agrees with a row.

For each field the question brings a small table: which codes the written text may mean and what agreement with each is
worth, what disagreement costs, and what a field that the register left open is worth. The values are logarithms of
P(written | registered) / P(written | any firearm), so that agreement on a rare make says more than on a common one
(Fellegi and Sunter 1969). Where the model agrees, calibre and type say little more, and where the make agrees, the
country: their worth is then multiplied by ``echo``.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.alignment import Floats
from salwa.kernel.identification.codes import U64
from salwa.kernel.identification.compiled import Number, inlined
from salwa.kernel.identification.layout import FIELDS

MEANINGS = 24
"""Most codes that one written field may mean."""
MAKE, MODEL, CALIBRE, TYPE, COUNTRY, YEAR, IMPORT_COUNTRY, IMPORT_YEAR = range(len(FIELDS))


class Fields(NamedTuple):
    """What each field of a row is worth: by field and meaning.

    codes: (8, 24); worth: (8, 24); used: (8,) meanings in use; differs, missing: (8,); roles: (4,) worth of the role;
    echo: (1,).
    """

    codes: NDArray[np.int64]
    worth: Floats
    used: NDArray[np.int64]
    differs: Floats
    missing: Floats
    roles: Floats
    echo: Floats


def no_fields() -> Fields:
    """Give tables that say nothing."""
    count = len(FIELDS)
    return Fields(
        np.zeros((count, MEANINGS), dtype=np.int64),
        np.zeros((count, MEANINGS)),
        np.zeros(count, dtype=np.int64),
        np.zeros(count),
        np.zeros(count),
        np.zeros(4),
        np.zeros(1),
    )


@inlined
def field_of(rows: U64, row: int, field: int) -> Number:
    """Give the code of ``field`` in ``row``."""
    if field < TYPE:
        return np.int64((rows[row, 2] >> np.uint64(16 * field)) & np.uint64(0xFFFF))
    if field == TYPE:
        return np.int64((rows[row, 2] >> np.uint64(48)) & np.uint64(0xFF))
    return np.int64((rows[row, 3] >> np.uint64(16 * (field - COUNTRY))) & np.uint64(0xFFFF))


@inlined
def _worth(fields: Fields, field: int, code: Number) -> Number:
    if code == 0:
        return fields.missing[field]
    for k in range(fields.used[field]):
        if fields.codes[field, k] == code:
            return fields.worth[field, k]
    return fields.differs[field]


@inlined
def agreement(fields: Fields, rows: U64, row: Number) -> Number:
    """Give what make, model, calibre, type, country, years and role of ``row`` add to its score."""
    total = fields.roles[(rows[row, 2] >> np.uint64(56)) & np.uint64(3)]
    make_agrees = False
    model_agrees = False
    for field in range(len(FIELDS)):
        if fields.used[field] == 0:
            continue
        worth = _worth(fields, field, field_of(rows, row, field))
        if worth > 0.0:
            if field == MAKE:
                make_agrees = True
            elif field == MODEL:
                model_agrees = True
            elif ((field in (CALIBRE, TYPE)) and model_agrees) or (field == COUNTRY and make_agrees):
                worth *= fields.echo[0]
        total += worth
    return total


@inlined
def most_agreement(fields: Fields) -> Number:
    """Give the greatest number that :func:`agreement` can give under these tables."""
    total = 0.0
    for role in range(len(fields.roles)):
        total = max(total, fields.roles[role])
    for field in range(len(FIELDS)):
        if fields.used[field] > 0:
            best = max(fields.differs[field], fields.missing[field])
            for k in range(fields.used[field]):
                best = max(best, fields.worth[field, k])
            total += best
    return total
