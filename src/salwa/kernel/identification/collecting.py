"""Kernel, identification: note every distinct serial of a segment that a written one may mean."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification import alignment, probes
from salwa.kernel.identification.alignment import Alignment, Floats
from salwa.kernel.identification.building import first_at_least
from salwa.kernel.identification.codes import INDEX_MASK, PER_WORD, U64, UNREAD, Bytes, pack
from salwa.kernel.identification.compiled import Number, compiled, inlined
from salwa.kernel.identification.layout import U32, Arrays
from salwa.kernel.identification.probes import Keys
from salwa.kernel.marks.folding import LONGEST

MOST_SERIALS: Final = 1 << 15
"""Most distinct serials that are looked at for one written serial in one segment."""
SLOTS: Final = 1 << 16
SERIAL_BITS: Final = 24
GENERATIONS: Final = 1 << 8
MOST_BY_END: Final = 4096
"""Most distinct serials taken for one lost end."""
KEYS_AT_ONCE: Final = 512
LEVELS: Final = 8
"""Steps of cost that the order tells apart, by unit of cost."""
BEST: Final = 32
"""Rows kept of one segment,"""
WIDEST: Final = 4096
"""and where so many are alike that these do not hold them."""
SHORTEST_END: Final = 4
WEAKEST: Final = 40.0

KEPT, LOOKED_AT, DISTINCT, BOUND, GENERATION, UNREAD_COUNT = range(6)
ALL, NOT_SAME, ABSENT, ABSENT_PLAIN, AS_WRITTEN, TOUCHED, PASSED, STANDING, STANDING_ALIGNED, SAME_NUMBER = range(10)
SUMS: Final = 10

ONE_EDIT: Final = 1
TWO_EDITS: Final = 2


class Found(NamedTuple):
    """What one segment answers, and the room that the search works in.

    score, row, record, serial: (best,) the best rows, best first. sums: (10,) sum of exp(score) over all rows; the
    same over rows whose folded serial is not the written one; expected mass of firearms that are not in the
    register; the same without the other evidence; sum over the rows with the plain serial as written; the last,
    rows with the folded serial as written, without the other evidence; the others are the search's own. numbers:
    (6,) rows kept; rows looked at; distinct serials; 1 where a bound was met; generation of the slots; unreadable
    characters. costs, order: of the distinct serials; levels: room for putting them in order.
    """

    score: Floats
    row: NDArray[np.int64]
    record: U64
    serial: NDArray[np.int64]
    sums: Floats
    numbers: NDArray[np.int64]
    slots: U32
    serials: U32
    low: U32
    high: U32
    first_words: U64
    costs: Floats
    order: U32
    levels: NDArray[np.int64]
    packed: U64
    codes: Bytes
    keys: Keys
    alignment: Alignment


def room(best: int = BEST) -> Found:
    """Give room for the search of one thread, which keeps the ``best`` rows; about 1.6 MB."""
    return Found(
        np.zeros(best),
        np.zeros(best, dtype=np.int64),
        np.zeros(best, dtype=np.uint64),
        np.zeros(best, dtype=np.int64),
        np.zeros(SUMS),
        np.zeros(6, dtype=np.int64),
        np.zeros(SLOTS, dtype=np.uint32),
        np.zeros(MOST_SERIALS, dtype=np.uint32),
        np.zeros(max(probes.ROOM, MOST_SERIALS), dtype=np.uint32),
        np.zeros(max(probes.ROOM, MOST_SERIALS), dtype=np.uint32),
        np.zeros(MOST_SERIALS, dtype=np.uint64),
        np.zeros(MOST_SERIALS),
        np.zeros(MOST_SERIALS, dtype=np.uint32),
        np.zeros(int(WEAKEST * LEVELS) + 2, dtype=np.int64),
        np.zeros(2, dtype=np.uint64),
        np.zeros(LONGEST, dtype=np.uint8),
        probes.room(),
        alignment.room(),
    )


@inlined
def _slot_of(serial: Number) -> np.uint64:
    """Give where a serial is noted: neighbours in the order of serials, often met together, beside each other."""
    run = (np.uint64(serial) >> np.uint64(3)) * np.uint64(0x9E3779B97F4A7C15)
    return ((run >> np.uint64(48)) & np.uint64(SLOTS - 8)) | (np.uint64(serial) & np.uint64(7))


@inlined
def _take(found: Found, serial: Number) -> None:
    """Note a distinct serial, once."""
    slot = _slot_of(serial)
    generation = np.uint32(found.numbers[GENERATION])
    mark = (generation << np.uint32(SERIAL_BITS)) | np.uint32(serial)
    while found.slots[slot] >> np.uint32(SERIAL_BITS) == generation:
        if found.slots[slot] == mark:
            return
        slot = (slot + np.uint64(1)) & np.uint64(SLOTS - 1)
    count = found.numbers[DISTINCT]
    if count == MOST_SERIALS:
        found.numbers[BOUND] = 1
        return
    found.slots[slot] = mark
    found.serials[count] = serial
    found.numbers[DISTINCT] = count + 1


@inlined
def _forget(found: Found) -> None:
    """Begin a new generation of the slots; those of all before it are free."""
    found.numbers[:GENERATION] = 0
    found.numbers[GENERATION] += 1
    if found.numbers[GENERATION] == GENERATIONS:
        found.slots[:] = 0
        found.numbers[GENERATION] = 1


@inlined
def _look_up(arrays: Arrays, found: Found) -> None:
    """Look all keys up and forget them, many at a time, so that memory answers many at once."""
    keys = found.keys
    bits = 0
    while (1 << bits) < len(arrays.buckets) - 1:
        bits += 1
    for first in range(0, keys.number[0], KEYS_AT_ONCE):
        _look_up_some(arrays, np.uint64(64 - bits), first, min(first + KEYS_AT_ONCE, keys.number[0]), found)
    found.numbers[BOUND] |= keys.number[1]
    keys.number[0] = 0


@inlined
def _look_up_some(arrays: Arrays, shift: np.uint64, first: int, last: int, found: Found) -> None:
    """Read the bounds of the buckets of some keys, then touch the buckets, and only then compare what is in them."""
    hashes = found.keys.hashes
    for k in range(first, last):
        bucket = np.int64(hashes[k] >> shift)
        found.low[k] = arrays.buckets[bucket]
        found.high[k] = arrays.buckets[bucket + 1]
    touched = np.uint64(0)
    end = len(arrays.keys) - 1
    for k in range(first, last):
        low: Number = np.int64(found.low[k])
        high: Number = np.int64(found.high[k])
        touched ^= arrays.keys[min(low, end)] ^ arrays.keys[max(high - 1, 0)]
    found.sums[TOUCHED] = np.float64(touched & np.uint64(1))
    for k in range(first, last):
        wanted = hashes[k]
        for at in range(found.low[k], found.high[k]):
            if (arrays.keys[at] ^ wanted) <= INDEX_MASK:
                _take(found, np.int64(arrays.keys[at] & INDEX_MASK))


@inlined
def _range(column: U64, codes: Bytes, length: int) -> tuple[int, int]:
    """Give the bounds of the words that begin with the codes, at most twelve of them."""
    taken = min(length, PER_WORD)
    low = pack(codes, 0, taken)
    step = np.uint64(1) << np.uint64(64 - 5 * taken)
    return first_at_least(column, low), first_at_least(column, low + step)


@inlined
def _bounded(low: int, high: int, found: Found) -> int:
    if high - low > MOST_BY_END:
        found.numbers[BOUND] = 1
        return low + MOST_BY_END
    return high


@inlined
def _by_ends(codes: Bytes, length: int, arrays: Arrays, found: Found) -> None:
    """Take serials that begin or end with the readable run of codes at the same end of the writing."""
    head = 0
    while head < length and codes[head] != UNREAD:
        head += 1
    if head >= SHORTEST_END:
        low, high = _range(arrays.words, codes, head)
        for at in range(low, _bounded(low, high, found)):
            _take(found, at)
    tail = 0
    turned = found.codes
    while tail < length and codes[length - 1 - tail] != UNREAD:
        turned[tail] = codes[length - 1 - tail]
        tail += 1
    if tail >= SHORTEST_END:
        low, high = _range(arrays.backward, turned, tail)
        for at in range(low, _bounded(low, high, found)):
            _take(found, np.int64(arrays.backward_at[at]))


@inlined
def collect_near(codes: Bytes, arrays: Arrays, found: Found) -> None:
    """Note every distinct serial that ``codes`` may mean within one edit, and with lost or added ends."""
    length = len(codes)
    _forget(found)
    found.keys.number[:] = 0
    unread = 0
    for i in range(length):
        if codes[i] == UNREAD:
            unread += 1
    found.numbers[UNREAD_COUNT] = unread
    if unread == 0:
        probes.one_edit(codes, length, found.keys)
        probes.text_beside(codes, length, found.keys)
    else:
        probes.unread(codes, length, found.keys, False)
    _look_up(arrays, found)
    if unread == 0 or unread > probes.MOST_UNREAD:
        _by_ends(codes, length, arrays, found)


@inlined
def collect_further(codes: Bytes, arrays: Arrays, found: Found) -> None:
    """Note, behind those of :func:`collect_near`, the serials that ``codes`` may mean within two edits."""
    length = len(codes)
    unread = found.numbers[UNREAD_COUNT]
    if unread == 0:
        probes.two_edits(codes, length, found.keys)
    elif unread <= probes.MOST_UNREAD_WITH_EDIT:
        probes.unread(codes, length, found.keys, True)
    _look_up(arrays, found)


@compiled
def collect(codes: Bytes, arrays: Arrays, edits: int, found: Found) -> None:
    """Note every distinct serial that ``codes`` may mean, within ``edits`` (1 or 2), and with lost or added ends."""
    collect_near(codes, arrays, found)
    if edits == TWO_EDITS:
        collect_further(codes, arrays, found)
