"""Kernel, identification: whether the register contradicts what was written beside the serial.

A make, model, calibre or type that was written, and that is none of those the register could mean by its own, has to be
set aside before the firearm can be taken for the written one. What was read with little confidence contradicts nothing,
and so the name of an importer, which may stand in the register as the make.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.codes import U64
from salwa.kernel.identification.compiled import compiled
from salwa.kernel.identification.layout import FIELDS
from salwa.kernel.identification.questions import Many
from salwa.kernel.identification.scoring import CALIBRE, MAKE, MODEL, TYPE, field_of
from salwa.kernel.identification.weighing import Meant

_COMPARED: Final = (MAKE, MODEL, CALIBRE, TYPE)


def is_contradicted(meanings: Meant, registered: list[int], importer: float) -> bool:
    """Say whether the codes of a row, in the order of ``layout.FIELDS``, contradict what was written.

    ``importer`` is the weight up to which a statement contradicts nothing (:class:`.parameters.Parameters`).
    """
    for field in _COMPARED:
        given, code = meanings.get(FIELDS[field], ()), registered[field]
        if code and given and given[0].weight > importer and all(one.code != code for one in given):
            return True
    return False


@compiled
def contradicted(
    many: Many, queries: NDArray[np.int64], at: NDArray[np.int64], rows: U64, importer: float, out: NDArray[np.bool_]
) -> None:
    """Write to ``out`` (n,) whether rows ``at`` (n,) of a segment contradict their questions ``queries`` (n,).

    ``importer`` as in :func:`is_contradicted`.
    """
    for k in range(len(at)):
        out[k] = False
        for field in _COMPARED:
            first, last = many.meant_at[field, queries[k]], many.meant_at[field, queries[k] + 1]
            code = field_of(rows, at[k], field)
            if code == 0 or first == last or many.meant_weights[field, first] <= importer:
                continue
            is_met = False
            for meant in range(first, last):
                is_met = is_met or many.meant_codes[field, meant] == code
            out[k] = out[k] or not is_met
