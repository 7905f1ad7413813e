"""Kernel, identification: read rows of a segment back into texts, and lay the written serial beside them."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.alignment import (
    PREFIX_ADDED,
    PREFIX_LOST,
    SUFFIX_ADDED,
    SUFFIX_LOST,
    ZEROS_ADDED,
    ZEROS_LOST,
    Alignment,
    Floats,
    align,
)
from salwa.kernel.identification.building import codes_at, first_at_least
from salwa.kernel.identification.codes import BASE, CHARACTER_OF, U64, Bytes, mixed
from salwa.kernel.identification.compiled import Number, compiled, inlined
from salwa.kernel.identification.layout import FIELDS, U32, Arrays
from salwa.kernel.identification.scoring import field_of
from salwa.kernel.marks.folding import LONGEST

FOLDED, ROLE, VERBATIM, STRAIGHT, ENDS, FIRST_FIELD = range(6)
NO_VERBATIM: Final = -1
PREFIX_IS_LOST, SUFFIX_IS_LOST, PREFIX_IS_ADDED, SUFFIX_IS_ADDED = 1, 2, 4, 8
_END_EVENTS: Final = (
    (PREFIX_LOST, PREFIX_IS_LOST),
    (ZEROS_LOST, PREFIX_IS_LOST),
    (SUFFIX_LOST, SUFFIX_IS_LOST),
    (PREFIX_ADDED, PREFIX_IS_ADDED),
    (ZEROS_ADDED, PREFIX_IS_ADDED),
    (SUFFIX_ADDED, SUFFIX_IS_ADDED),
)


class Described(NamedTuple):
    """Rows in words.

    text: (n, 32) plain texts, zeros behind; to: (n, 32) for each written character the registered one, see
    ``alignment.Alignment``; numbers: (n, 13): a number that is equal where the folded texts are; the role; the place of
    the verbatim text, -1 where there is none; 1 where every character stands at its own place; the ends lost or added,
    a bit for each; the codes of the eight fields.
    """

    text: Bytes
    to: NDArray[np.int64]
    numbers: NDArray[np.int64]


def no_descriptions(count: int) -> Described:
    """Give room for ``count`` rows."""
    return Described(
        np.zeros((count, LONGEST), dtype=np.uint8),
        np.zeros((count, LONGEST), dtype=np.int64),
        np.zeros((count, FIRST_FIELD + len(FIELDS)), dtype=np.int64),
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


@inlined
def _place(rows: U32, row: Number) -> Number:
    """Give where ``row`` stands among sorted ``rows``, -1 where it does not."""
    at = first_at_least(rows, np.uint32(row))
    return at if at < len(rows) and rows[at] == row else NO_VERBATIM


@inlined
def _ends(room: Alignment) -> Number:
    ends = 0
    for at in range(len(_END_EVENTS)):
        event, end = _END_EVENTS[at]
        if room.counts[event] > 0:
            ends |= end
    return ends


@compiled
def compare(
    written: tuple[Bytes, Floats],
    held: tuple[Arrays, U32],
    serials: NDArray[np.int64],
    rows: NDArray[np.int64],
    room: Alignment,
    out: Described,
) -> None:
    """Describe rows and align each with the written codes.

    written: the codes and the costs of the events; held: a segment, and which of its rows have a verbatim text.
    """
    codes, costs = written
    arrays, verbatim = held
    for k in range(len(rows)):
        length = codes_at(arrays, serials[k], out.text[k])
        align(codes, len(codes), out.text[k], length, costs, room)
        straight = length == len(codes)
        for i in range(len(codes)):
            out.to[k, i] = room.to[i]
            straight = straight and room.to[i] == i
        numbers = out.numbers[k]
        numbers[STRAIGHT] = np.int64(straight)
        numbers[ENDS] = _ends(room)
        for field in range(len(FIELDS)):
            numbers[FIRST_FIELD + field] = field_of(arrays.rows, rows[k], field)
        numbers[ROLE] = np.int64((arrays.rows[rows[k], 2] >> np.uint64(56)) & np.uint64(0xFF))
        numbers[VERBATIM] = _place(verbatim, rows[k])
        numbers[FOLDED] = np.int64(_spell(out.text[k], length, arrays.rows[rows[k], 1]))
