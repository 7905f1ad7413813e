"""Kernel, identification: read rows of a segment back into texts, and lay the written serial beside them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.alignment import EVENTS, Alignment, Floats, align
from salwa.kernel.identification.building import codes_at
from salwa.kernel.identification.codes import BASE, CHARACTER_OF, U64, Bytes, mixed
from salwa.kernel.identification.compiled import compiled, inlined
from salwa.kernel.identification.layout import FIELDS, Arrays
from salwa.kernel.identification.scoring import field_of
from salwa.kernel.marks.folding import LONGEST


class Described(NamedTuple):
    """Rows in words.

    text: (n, 32) plain texts, zeros behind; folded: (n,) a number that is equal where the folded texts are; to: (n, 32)
    for each written character the registered one, see ``alignment.Alignment``; counts: (n, 16) of the events; fields:
    (n, 8) codes; role: (n,).
    """

    text: Bytes
    folded: U64
    to: NDArray[np.int64]
    counts: NDArray[np.int64]
    fields: NDArray[np.int64]
    role: NDArray[np.int64]


def no_descriptions(count: int) -> Described:
    """Give room for ``count`` rows."""
    return Described(
        np.zeros((count, LONGEST), dtype=np.uint8),
        np.zeros(count, dtype=np.uint64),
        np.zeros((count, LONGEST), dtype=np.int64),
        np.zeros((count, len(EVENTS)), dtype=np.int64),
        np.zeros((count, len(FIELDS)), dtype=np.int64),
        np.zeros(count, dtype=np.int64),
    )


@inlined
def _spell(codes: Bytes, length: int, variants: np.uint64) -> np.uint64:
    """Turn folded codes into the characters of the plain text, in place; give the number of the folded text."""
    whole = np.uint64(0)
    for i in range(length):
        code = codes[i]
        whole = whole * BASE + np.uint64(code)
        codes[i] = CHARACTER_OF[code, np.int64((variants >> np.uint64(2 * i)) & np.uint64(3))]
    for i in range(length, len(codes)):
        codes[i] = 0
    return mixed(whole)


@compiled
def _describe(arrays: Arrays, serials: NDArray[np.int64], rows: NDArray[np.int64], text: Bytes, folded: U64) -> None:
    for k in range(len(rows)):
        length = codes_at(arrays, serials[k], text[k])
        folded[k] = _spell(text[k], length, arrays.rows[rows[k], 1])


def describe(
    arrays: Arrays, serials: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.bytes_], NDArray[np.uint64]]:
    """Give for each row its plain text (n,) S32, and a number that is equal where the folded texts are (n,)."""
    text = np.zeros((len(rows), LONGEST), dtype=np.uint8)
    folded = np.zeros(len(rows), dtype=np.uint64)
    _describe(arrays, serials, rows, text, folded)
    return text.view(f"S{LONGEST}").reshape(-1), folded


@compiled
def compare(
    written: tuple[Bytes, Floats],
    arrays: Arrays,
    serials: NDArray[np.int64],
    rows: NDArray[np.int64],
    room: Alignment,
    out: Described,
) -> None:
    """Describe rows and align each with the written codes. written: the codes and the costs of the events."""
    codes, costs = written
    for k in range(len(rows)):
        length = codes_at(arrays, serials[k], out.text[k])
        align(codes, len(codes), out.text[k], length, costs, room)
        for i in range(len(codes)):
            out.to[k, i] = room.to[i]
        for event in range(len(room.counts)):
            out.counts[k, event] = room.counts[event]
        for field in range(out.fields.shape[1]):
            out.fields[k, field] = field_of(arrays.rows, rows[k], field)
        out.role[k] = np.int64((arrays.rows[rows[k], 2] >> np.uint64(56)) & np.uint64(0xFF))
        out.folded[k] = _spell(out.text[k], length, arrays.rows[rows[k], 1])
