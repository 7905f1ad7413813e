"""Kernel, identification: find and score the rows of one segment that a written serial may mean."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification import alignment, probes
from salwa.kernel.identification.alignment import (
    EXCHANGED,
    LOOK_ALIKE,
    NOWHERE,
    REPLACED,
    SECOND_EDIT,
    Alignment,
    Floats,
    align,
    replacement,
)
from salwa.kernel.identification.building import codes_at, first_at_least
from salwa.kernel.identification.codes import INDEX_MASK, PER_WORD, U64, UNREAD, Bytes, pack, unpack
from salwa.kernel.identification.compiled import Number, compiled, inlined
from salwa.kernel.identification.density import neighbourhood
from salwa.kernel.identification.layout import U32, Arrays
from salwa.kernel.identification.probes import Keys
from salwa.kernel.identification.scoring import Fields, agreement, most_agreement
from salwa.kernel.marks.folding import LONGEST

MOST_SERIALS: Final = 1 << 15
"""Most distinct serials that are looked at for one written serial in one segment."""
SLOTS: Final = 1 << 17
MOST_BY_END: Final = 4096
"""Most distinct serials taken for one lost end."""
NEAREST: Final = 512
BEST: Final = 32
"""Rows kept of one segment."""
SHORTEST_END: Final = 4
LONGEST_LOST: Final = 6
WORD, VARIANTS, COMPARED, EXPECTED, EXPECTED_MASK, READABLE = range(6)
ALL_BITS: Final = np.uint64(0xFFFFFFFFFFFFFFFF)
LOWEST_OF_FIVE: Final = np.uint64(0x0084210842108421)
PAIRS: Final = np.uint64(0x5555555555555555)
WEAKEST: Final = 40.0
FARTHER: Final = 2.0
"""What two edits cost on average above their least."""

ONE_EDIT: Final = 1
TWO_EDITS: Final = 2


class Question(NamedTuple):
    """One written serial.

    codes: (n,) folded codes; variants: (n,) which look-alike; costs: (16,) of the events; unlisted: records, sorted,
    whose rows no longer count.
    """

    codes: Bytes
    variants: Bytes
    costs: Floats
    unlisted: U64


class Found(NamedTuple):
    """What one segment answers, and the room that the search works in.

    score, row, record, serial: (BEST,) the best rows, best first. sums: (6,) sum of exp(score) over all rows; the same
    over rows whose folded serial is not the written one; expected mass of firearms that are not in the register; the
    same without the other evidence; sum over the rows with the plain serial as written; not used. numbers: (8,) rows
    kept; rows looked at; distinct serials; 1 where a bound was met; generation of the slots; distinct serials of the
    first look; unreadable characters.
    """

    score: Floats
    row: NDArray[np.int64]
    record: U64
    serial: NDArray[np.int64]
    sums: Floats
    numbers: NDArray[np.int64]
    slots: U64
    serials: U32
    low: U32
    high: U32
    first_words: U64
    packed: U64
    codes: Bytes
    keys: Keys
    alignment: Alignment


KEPT, LOOKED_AT, DISTINCT, BOUND, GENERATION, NEAR, UNREAD_COUNT = 0, 1, 2, 3, 4, 5, 6
ALL, NOT_SAME, ABSENT, ABSENT_PLAIN, AS_WRITTEN, TOUCHED = 0, 1, 2, 3, 4, 5
MOST = TOUCHED


def room() -> Found:
    """Give room for the search of one thread; about 2.5 MB."""
    return Found(
        np.zeros(BEST),
        np.zeros(BEST, dtype=np.int64),
        np.zeros(BEST, dtype=np.uint64),
        np.zeros(BEST, dtype=np.int64),
        np.zeros(6),
        np.zeros(8, dtype=np.int64),
        np.zeros(SLOTS, dtype=np.uint64),
        np.zeros(MOST_SERIALS, dtype=np.uint32),
        np.zeros(max(probes.ROOM, MOST_SERIALS), dtype=np.uint32),
        np.zeros(max(probes.ROOM, MOST_SERIALS), dtype=np.uint32),
        np.zeros(MOST_SERIALS, dtype=np.uint64),
        np.zeros(6, dtype=np.uint64),
        np.zeros(LONGEST, dtype=np.uint8),
        probes.room(),
        alignment.room(),
    )


@inlined
def _take(found: Found, serial: Number) -> None:
    """Note a distinct serial, once."""
    slot = (np.uint64(serial) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(47)
    mark = (np.uint64(found.numbers[GENERATION]) << np.uint64(32)) | np.uint64(serial)
    while found.slots[slot] >> np.uint64(32) == mark >> np.uint64(32):
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
def _look_up(arrays: Arrays, found: Found) -> None:
    """Look all keys up and forget them: first the bounds of their buckets, then these, so that memory answers many."""
    keys = found.keys
    bits = 0
    while (1 << bits) < len(arrays.buckets) - 1:
        bits += 1
    shift = np.uint64(64 - bits)
    for k in range(keys.number[0]):
        bucket = np.int64(keys.hashes[k] >> shift)
        found.low[k] = arrays.buckets[bucket]
        found.high[k] = arrays.buckets[bucket + 1]
    for k in range(keys.number[0]):
        wanted = keys.hashes[k]
        for at in range(found.low[k], found.high[k]):
            if (arrays.keys[at] ^ wanted) <= INDEX_MASK:
                _take(found, np.int64(arrays.keys[at] & INDEX_MASK))
    found.numbers[BOUND] |= keys.number[1]
    keys.number[0] = 0


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


@compiled
def collect(codes: Bytes, arrays: Arrays, edits: int, found: Found) -> None:
    """Note every distinct serial that ``codes`` may mean, within ``edits`` (1 or 2), and with lost or added ends."""
    length = len(codes)
    found.numbers[:GENERATION] = 0
    found.numbers[GENERATION] = (found.numbers[GENERATION] + 1) & 0x7FFFFFFF
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
    found.numbers[NEAR] = found.numbers[DISTINCT]
    if edits == TWO_EDITS:
        if unread == 0:
            probes.two_edits(codes, length, found.keys)
        elif unread <= probes.MOST_UNREAD_WITH_EDIT:
            probes.unread(codes, length, found.keys, True)
        _look_up(arrays, found)


@inlined
def expected_variants(question: Question, registered: Bytes, out: Alignment) -> tuple[np.uint64, np.uint64]:
    """Give the variants that the writing has at the registered characters, and which of these can be compared."""
    expected = np.uint64(0)
    compared = np.uint64(0)
    for i in range(len(question.codes)):
        to = out.to[i]
        if to != NOWHERE and question.codes[i] == registered[to]:
            expected |= np.uint64(question.variants[i]) << np.uint64(2 * to)
            compared |= np.uint64(1) << np.uint64(2 * to)
    return expected, compared


@inlined
def look_alikes(variants: np.uint64, expected: np.uint64, compared: np.uint64) -> int:
    """Count the compared characters where another look-alike stands."""
    differ = variants ^ expected
    differ = (differ | (differ >> np.uint64(1))) & PAIRS & compared
    count = 0
    while differ:
        differ &= differ - np.uint64(1)
        count += 1
    return count


@inlined
def is_listed(unlisted: U64, record: np.uint64) -> Number:
    """Say whether rows of ``record`` in a segment still count."""
    if len(unlisted) == 0:
        return True
    at = first_at_least(unlisted, record)
    return at == len(unlisted) or unlisted[at] != record


@inlined
def _is_before(found: Found, at: int, score: float, record: np.uint64) -> Number:
    """Say whether the row kept at ``at`` comes before one of this score and record."""
    return found.score[at] > score or (found.score[at] == score and found.record[at] <= record)


@inlined
def _keep(found: Found, score: float, row: int, record: np.uint64, serial: int) -> None:
    kept = found.numbers[KEPT]
    if kept == BEST:
        if _is_before(found, BEST - 1, score, record):
            return
        kept -= 1
    at = kept
    while at > 0 and not _is_before(found, at - 1, score, record):
        found.score[at] = found.score[at - 1]
        found.row[at] = found.row[at - 1]
        found.record[at] = found.record[at - 1]
        found.serial[at] = found.serial[at - 1]
        at -= 1
    found.score[at] = score
    found.row[at] = row
    found.record[at] = record
    found.serial[at] = serial
    found.numbers[KEPT] = kept + 1


@inlined
def _fetch(arrays: Arrays, found: Found) -> None:
    """Bring what the serials need nearer, many at a time: words of all, rows of the first, which are the nearest."""
    count = found.numbers[DISTINCT]
    for k in range(count):
        found.first_words[k] = arrays.words[found.serials[k]]
    nearest = min(count, NEAREST)
    for k in range(nearest):
        found.low[k] = arrays.starts[found.serials[k]]
    touched = np.uint64(0)
    for k in range(nearest):
        touched ^= arrays.rows[found.low[k], 0]
    found.sums[TOUCHED] = np.float64(touched & np.uint64(1))


@inlined
def _pack_question(question: Question, found: Found) -> None:
    """Write the question as words: codes, variants, one bit for each readable character; no codes where too long."""
    length = len(question.codes)
    variants = np.uint64(0)
    compared = np.uint64(0)
    readable = LOWEST_OF_FIVE
    for i in range(length):
        if question.codes[i] == UNREAD:
            if i < PER_WORD:
                readable &= ~(np.uint64(1) << np.uint64(55 - 5 * i))
        else:
            variants |= np.uint64(question.variants[i]) << np.uint64(2 * i)
            compared |= np.uint64(1) << np.uint64(2 * i)
    found.packed[WORD] = np.uint64(0)
    if length <= PER_WORD:
        found.packed[WORD] = pack(question.codes, 0, length)
    found.packed[VARIANTS] = variants
    found.packed[READABLE] = readable
    found.packed[COMPARED] = compared


@inlined
def _misfits(question: Question, word: np.uint64, found: Found) -> Number:
    """Give one bit, the lowest of five, for each place where a serial of the same length differs; else all bits."""
    length = len(question.codes)
    own = found.packed[WORD]
    if own == np.uint64(0) or word & np.uint64(1):
        return ALL_BITS
    last = (word >> np.uint64(64 - 5 * length)) & np.uint64(31)
    behind = word & ((np.uint64(1) << np.uint64(64 - 5 * length)) - np.uint64(1))
    if last == np.uint64(0) or behind != np.uint64(0):
        return ALL_BITS
    differ = (word ^ own) >> np.uint64(4)
    differ |= differ >> np.uint64(1) | differ >> np.uint64(2) | differ >> np.uint64(3) | differ >> np.uint64(4)
    return differ & found.packed[READABLE]


@inlined
def _replaced_cost(question: Question, word: np.uint64, misfits: np.uint64, found: Found) -> Number:
    """Give the cost of at most two replaced characters, from the words alone; below zero where that cannot be said.

    Also writes which variants are expected and can be compared.
    """
    found.packed[EXPECTED_MASK] = found.packed[COMPARED]
    if misfits == ALL_BITS or misfits & (misfits << np.uint64(5)):
        return -1.0
    cost = 0.0
    edits = 0
    for i in range(len(question.codes)):
        shift = np.uint64(55 - 5 * i)
        if (misfits >> shift) & np.uint64(1):
            written = question.codes[i]
            edits += 1
            if edits > 2:
                return -1.0
            registered = (word >> (shift + np.uint64(4))) & np.uint64(31)
            event = replacement(int(written), int(registered))
            cost += question.costs[event]
            found.packed[EXPECTED_MASK] &= ~(np.uint64(1) << np.uint64(2 * i))
            if edits == 2:
                cost += question.costs[SECOND_EDIT]
    return cost


@inlined
def _aligned_cost(question: Question, arrays: Arrays, k: int, found: Found) -> Number:
    """Give the cost of a serial by alignment, and write which variants are expected and can be compared."""
    if found.first_words[k] & np.uint64(1):
        length = codes_at(arrays, int(found.serials[k]), found.codes)
    else:
        length = unpack(found.first_words[k], found.codes, 0)
    cost = align(question.codes, len(question.codes), found.codes, length, question.costs, found.alignment)
    if cost < WEAKEST:
        expected, compared = expected_variants(question, found.codes, found.alignment)
        found.packed[EXPECTED] = expected
        found.packed[EXPECTED_MASK] = compared
    return cost


@inlined
def _is_far(found: Found, best_possible: float) -> Number:
    """Say whether no row of a serial can be among those kept."""
    return found.numbers[KEPT] == BEST and best_possible < found.score[BEST - 1]


@inlined
def _least_cost(question: Question, found: Found) -> Number:
    """Give the least cost of a serial that only the second look found."""
    least = question.costs[REPLACED]
    for event in range(REPLACED, EXCHANGED + 1):
        least = min(least, question.costs[event])
    if found.numbers[UNREAD_COUNT] > 0:
        return least
    return 2.0 * least + min(0.0, question.costs[SECOND_EDIT])


@inlined
def _cost(question: Question, arrays: Arrays, k: int, least: float, found: Found) -> Number:
    """Give the cost of a serial; for one that cannot be among the best in any case, a little more than the least."""
    found.packed[EXPECTED] = found.packed[VARIANTS]
    cost = _replaced_cost(question, found.first_words[k], _misfits(question, found.first_words[k], found), found)
    if cost >= 0.0:
        return cost
    if k >= found.numbers[NEAR] and _is_far(found, found.sums[MOST] - least):
        return least + FARTHER
    return _aligned_cost(question, arrays, k, found)


@inlined
def _score_rows(question: Question, arrays: Arrays, fields: Fields, serial: Number, cost: float, found: Found) -> None:
    for row in range(arrays.starts[serial], arrays.starts[serial + 1]):
        record = arrays.rows[row, 0]
        if record == 0 or not is_listed(question.unlisted, record):
            continue
        alike = look_alikes(arrays.rows[row, 1], found.packed[EXPECTED], found.packed[EXPECTED_MASK])
        score = agreement(fields, arrays.rows, row) - cost - alike * question.costs[LOOK_ALIKE]
        mass = np.exp(score)
        found.sums[ALL] += mass
        if cost > 0.0:
            found.sums[NOT_SAME] += mass
        elif alike == 0:
            found.sums[AS_WRITTEN] += mass
        found.numbers[LOOKED_AT] += 1
        _keep(found, score, row, record, serial)


@compiled
def search(question: Question, arrays: Arrays, fields: Fields, edits: int, found: Found) -> None:
    """Search one segment for one written serial; the answer is written to ``found``.

    Of serials so far that none of their rows can be among the best, the other evidence is not read: they count with the
    worth that is usual around the written serial.
    """
    for k in range(len(found.sums)):
        found.sums[k] = 0.0
    collect(question.codes, arrays, edits, found)
    _fetch(arrays, found)
    _pack_question(question, found)
    absent, plain = neighbourhood(question.codes, arrays, fields, found.codes)
    usual = absent / plain if plain > 0.0 else 1.0
    usual *= len(arrays.rows) / max(1, len(arrays.words))
    most = most_agreement(fields)
    found.sums[MOST] = most
    least = _least_cost(question, found)
    for k in range(found.numbers[DISTINCT]):
        cost = _cost(question, arrays, k, least, found)
        if cost >= WEAKEST:
            continue
        if _is_far(found, most - cost):
            mass = usual * np.exp(-cost)
            found.sums[ALL] += mass
            found.sums[NOT_SAME] += mass
            found.numbers[LOOKED_AT] += 1
        else:
            _score_rows(question, arrays, fields, np.int64(found.serials[k]), cost, found)
    found.sums[ABSENT] = absent
    found.sums[ABSENT_PLAIN] = plain
