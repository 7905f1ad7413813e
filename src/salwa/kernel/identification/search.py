"""Kernel, identification: find and score the rows of one segment that a written serial may mean."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification import alignment, probes
from salwa.kernel.identification.alignment import (
    LOOK_ALIKE,
    NOWHERE,
    Alignment,
    Floats,
    align,
)
from salwa.kernel.identification.building import codes_at, first_at_least
from salwa.kernel.identification.codes import INDEX_MASK, PER_WORD, U64, UNREAD, Bytes, pack, unpack
from salwa.kernel.identification.compiled import Number, compiled, inlined
from salwa.kernel.identification.density import neighbourhood
from salwa.kernel.identification.layout import U32, Arrays
from salwa.kernel.identification.probes import Keys
from salwa.kernel.identification.scoring import Fields, agreement, most_agreement
from salwa.kernel.identification.words import (
    ONES,
    UNKNOWN,
    Packed,
    misfits_of,
    moved_cost,
    packed,
    replaced_cost,
    three_cost,
)
from salwa.kernel.marks.folding import LONGEST

MOST_SERIALS: Final = 1 << 15
"""Most distinct serials that are looked at for one written serial in one segment."""
SLOTS: Final = 1 << 16
MOST_BY_END: Final = 4096
"""Most distinct serials taken for one lost end."""
KEYS_AT_ONCE: Final = 512
BLOCK: Final = 32
"""Serials whose rows are fetched at once."""
SAMPLE: Final = 192
"""Serials that are read, at least, of those that cannot be among the best."""
LEVELS: Final = 8
"""Steps of cost that the order tells apart, by unit of cost."""
BEST: Final = 32
"""Rows kept of one segment."""
SHORTEST_END: Final = 4
LONGEST_LOST: Final = 6
EXPECTED, EXPECTED_MASK = 0, 1
PAIRS: Final = np.uint64(0x5555555555555555)
WEAKEST: Final = 40.0

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
    first look; unreadable characters. costs, order: of the distinct serials; levels: room for putting them in order.
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
    costs: Floats
    order: U32
    levels: NDArray[np.int64]
    packed: U64
    codes: Bytes
    keys: Keys
    alignment: Alignment


KEPT, LOOKED_AT, DISTINCT, BOUND, GENERATION, NEAR, UNREAD_COUNT = 0, 1, 2, 3, 4, 5, 6
ALL, NOT_SAME, ABSENT, ABSENT_PLAIN, AS_WRITTEN, TOUCHED = 0, 1, 2, 3, 4, 5


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
        np.zeros(MOST_SERIALS),
        np.zeros(MOST_SERIALS, dtype=np.uint32),
        np.zeros(int(WEAKEST * LEVELS) + 2, dtype=np.int64),
        np.zeros(2, dtype=np.uint64),
        np.zeros(LONGEST, dtype=np.uint8),
        probes.room(),
        alignment.room(),
    )


@inlined
def _take(found: Found, serial: Number) -> None:
    """Note a distinct serial, once."""
    slot = (np.uint64(serial) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)
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
        touched ^= arrays.keys[min(np.int64(found.low[k]), end)] ^ arrays.keys[max(np.int64(found.high[k]) - 1, 0)]
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
def _fetch(arrays: Arrays, found: Found, first: int, last: int, step: int) -> None:
    """Bring the rows of some serials in order nearer, all at once, so that memory answers many."""
    for at in range(first, last, step):
        found.low[at] = arrays.starts[found.serials[found.order[at]]]
    touched = np.uint64(0)
    for at in range(first, last, step):
        touched ^= arrays.rows[found.low[at], 0]
    found.sums[TOUCHED] = np.float64(touched & np.uint64(1))


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
def _is_straight(misfits: np.uint64) -> Number:
    """Say whether a serial differs from the writing in single places alone, none beside another."""
    return misfits != ONES and misfits & (misfits << np.uint64(5)) == np.uint64(0)


@inlined
def _bound_of(question: Question, own: Packed, arrays: Arrays, k: int, found: Found) -> Number:
    """Give the cost of a serial; of one at three edits or more, what it costs at least."""
    word = found.first_words[k]
    cost = replaced_cost(own, word, misfits_of(own, word), question.costs)
    if cost == UNKNOWN:
        cost = moved_cost(own, word, question.costs)
    return _aligned_cost(question, arrays, k, found) if cost == UNKNOWN else cost


@inlined
def _is_plain(own: Packed, arrays: Arrays, serial: Number) -> Number:
    """Say whether no look-alike stands in the writing nor in any row of a serial."""
    variants = own.variants
    for row in range(arrays.starts[serial], arrays.starts[serial + 1]):
        variants |= arrays.rows[row, 1]
    return variants == np.uint64(0)


@inlined
def _exact_cost(question: Question, own: Packed, arrays: Arrays, k: int, found: Found) -> Number:
    """Give the cost of a serial, and write which variants are expected and can be compared: none of plain ones."""
    if found.costs[k] < three_cost(question.costs) and _is_plain(own, arrays, np.int64(found.serials[k])):
        found.packed[EXPECTED_MASK] = np.uint64(0)
        return found.costs[k]
    misfits = misfits_of(own, found.first_words[k])
    cost = replaced_cost(own, found.first_words[k], misfits, question.costs)
    if cost == UNKNOWN or not _is_straight(misfits):
        return _aligned_cost(question, arrays, k, found)
    compared = own.compared
    for i in range(own.length):
        if (misfits >> np.uint64(55 - 5 * i)) & np.uint64(1):
            compared &= ~(np.uint64(1) << np.uint64(2 * i))
    found.packed[EXPECTED] = own.variants
    found.packed[EXPECTED_MASK] = compared
    return cost


@inlined
def _put_in_order(question: Question, own: Packed, arrays: Arrays, found: Found) -> Number:
    """Write the costs of all serials and their order, the cheapest first; give how many are not too weak."""
    for level in range(len(found.levels)):
        found.levels[level] = 0
    count = found.numbers[DISTINCT]
    for k in range(count):
        found.first_words[k] = arrays.words[found.serials[k]]
    for k in range(count):
        cost = _bound_of(question, own, arrays, k, found)
        found.costs[k] = cost
        if cost < WEAKEST:
            found.levels[int(cost * LEVELS) + 1] += 1
    for level in range(1, len(found.levels)):
        found.levels[level] += found.levels[level - 1]
    for k in range(count):
        if found.costs[k] < WEAKEST:
            level = int(found.costs[k] * LEVELS)
            found.order[found.levels[level]] = k
            found.levels[level] += 1
    return found.levels[len(found.levels) - 2]


@inlined
def _is_far(found: Found, best_possible: float) -> Number:
    """Say whether no row of a serial can come before one of those kept."""
    return found.numbers[KEPT] == BEST and best_possible <= found.score[BEST - 1]


@inlined
def _score_rows(question: Question, own: Packed, arrays: Arrays, fields: Fields, k: int, found: Found) -> None:
    cost = _exact_cost(question, own, arrays, k, found)
    if cost >= WEAKEST:
        return
    serial: Number = np.int64(found.serials[k])
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


@inlined
def _weigh_rest(
    question: Question, own: Packed, arrays: Arrays, fields: Fields, rest: tuple[int, int], found: Found
) -> None:
    """Add what the serials of an interval of the order weigh, of which none can be among the best.

    Every so many-th is read and counts as it is; the others count by their cost as those do.
    """
    first, last = rest
    step = max(1, (last - first) // SAMPLE)
    _fetch(arrays, found, first, last, step)
    weighed = found.sums[ALL]
    read, whole = 0.0, 0.0
    cost, usual = -1.0, 0.0
    wanted = first
    for at in range(first, last):
        k = found.order[at]
        if found.costs[k] != cost:
            cost = found.costs[k]
            usual = np.exp(-cost)
        whole += usual
        if at == wanted:
            _score_rows(question, own, arrays, fields, k, found)
            read += usual
            wanted += step
    found.numbers[LOOKED_AT] += last - first - len(range(first, last, step))
    if read > 0.0:
        others = (found.sums[ALL] - weighed) * (whole / read - 1.0)
        found.sums[ALL] += others
        found.sums[NOT_SAME] += others


@compiled
def search(question: Question, arrays: Arrays, fields: Fields, edits: int, found: Found) -> None:
    """Search one segment for one written serial; the answer is written to ``found``.

    Serials are taken by their cost. As soon as none of the others can be among the best, the other evidence is read of
    a sample of them only.
    """
    for k in range(len(found.sums)):
        found.sums[k] = 0.0
    collect(question.codes, arrays, edits, found)
    own = packed(question.codes, question.variants)
    absent, plain = neighbourhood(question.codes, arrays, fields, found.codes)
    most = most_agreement(fields)
    count = _put_in_order(question, own, arrays, found)
    at = 0
    while at < count and not _is_far(found, most - int(found.costs[found.order[at]] * LEVELS) / LEVELS):
        end = min(count, at + BLOCK)
        _fetch(arrays, found, at, end, 1)
        for k in range(at, end):
            _score_rows(question, own, arrays, fields, found.order[k], found)
        at = end
    _weigh_rest(question, own, arrays, fields, (at, count), found)
    found.sums[ABSENT] = absent
    found.sums[ABSENT_PLAIN] = plain
