"""Kernel, identification: read rows of a segment back into texts."""

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.building import codes_at
from salwa.kernel.identification.codes import BASE, CHARACTER_OF, U64, Bytes, mixed
from salwa.kernel.identification.compiled import compiled
from salwa.kernel.identification.layout import Arrays
from salwa.kernel.marks.folding import LONGEST


@compiled
def _describe(arrays: Arrays, serials: NDArray[np.int64], rows: NDArray[np.int64], text: Bytes, folded: U64) -> None:
    for k in range(len(rows)):
        codes = text[k]
        length = codes_at(arrays, serials[k], codes)
        variants = arrays.rows[rows[k], 1]
        whole = np.uint64(0)
        for i in range(length):
            code = codes[i]
            whole = whole * BASE + np.uint64(code)
            codes[i] = CHARACTER_OF[code, np.int64((variants >> np.uint64(2 * i)) & np.uint64(3))]
        for i in range(length, LONGEST):
            codes[i] = 0
        folded[k] = mixed(whole)


def describe(
    arrays: Arrays, serials: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.bytes_], NDArray[np.uint64]]:
    """Give for each row its plain text (n,) S32, and a number that is equal where the folded texts are (n,)."""
    text = np.zeros((len(rows), LONGEST), dtype=np.uint8)
    folded = np.zeros(len(rows), dtype=np.uint64)
    _describe(arrays, serials, rows, text, folded)
    return text.view(f"S{LONGEST}").reshape(-1), folded
