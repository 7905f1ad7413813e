"""Kernel, identification: every row that bears a serial exactly, however many there are."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.building import codes_at, first_at_least
from salwa.kernel.identification.codes import PER_WORD, U64, Bytes, encode_one, pack
from salwa.kernel.identification.compiled import Number, compiled
from salwa.kernel.identification.layout import Arrays
from salwa.kernel.identification.model import Role
from salwa.kernel.marks.folding import LONGEST

_ROLE_AT: Final = np.uint64(56)


class Bearers(NamedTuple):
    """Records that bear a serial, each once and in order: record (n,), of_part (n,) where it stands on parts alone."""

    record: U64
    of_part: NDArray[np.bool_]


@compiled
def _rows_of(codes: Bytes, arrays: Arrays, room: Bytes) -> tuple[Number, Number]:
    """Give the first row of the serial with exactly these folded codes, and the one behind its last."""
    length = len(codes)
    word = pack(codes, 0, length)
    if length > PER_WORD:
        word |= np.uint64(1)
    at = first_at_least(arrays.words, word)
    while at < len(arrays.words) and arrays.words[at] == word:
        same = codes_at(arrays, at, room) == length
        for i in range(length):
            same = same and room[i] == codes[i]
        if same:
            return np.int64(arrays.starts[at]), np.int64(arrays.starts[at + 1])
        at += 1
    return np.int64(0), np.int64(0)


def rows_bearing(plain: str, arrays: Arrays, unlisted: U64) -> tuple[U64, U64]:
    """Give records and roles (n,) of the rows that bear the plain text exactly, but for characters beyond the 32nd.

    ``unlisted``: records, sorted, whose rows no longer count.
    """
    codes, variants = encode_one(plain[:LONGEST])
    first, last = _rows_of(codes, arrays, np.zeros(LONGEST, dtype=np.uint8))
    rows = arrays.rows[first:last]
    word = sum(int(variant) << (2 * place) for place, variant in enumerate(variants.tolist()))
    kept = (rows[:, 1] == np.uint64(word)) & (rows[:, 0] != 0) & ~np.isin(rows[:, 0], unlisted)
    return rows[kept, 0], rows[kept, 2] >> _ROLE_AT


def bearers_of(records: U64, roles: U64) -> Bearers:
    """Give each record of some rows once. Numbers that are nobody's serial do not count."""
    of_serial = roles != np.uint64(Role.OTHER_NUMBER)
    records, roles = records[of_serial], roles[of_serial]
    order = np.lexsort((roles, records))
    record, first = np.unique(records[order], return_index=True)
    return Bearers(record, roles[order][first] == np.uint64(Role.COMPONENT_SERIAL))
