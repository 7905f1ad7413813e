"""Kernel, identification: find and score the rows of one segment that a written serial may mean."""

from typing import Final, NamedTuple

import numpy as np

from salwa.kernel.identification.alignment import LOOK_ALIKE, NOWHERE, Alignment, Floats, align
from salwa.kernel.identification.building import codes_at, first_at_least
from salwa.kernel.identification.codes import U64, Bytes, unpack
from salwa.kernel.identification.collecting import (
    ABSENT,
    ABSENT_PLAIN,
    ALL,
    AS_WRITTEN,
    DISTINCT,
    KEPT,
    LEVELS,
    LOOKED_AT,
    NOT_SAME,
    ONE_EDIT,
    PASSED,
    SAME_NUMBER,
    STANDING,
    STANDING_ALIGNED,
    TOUCHED,
    TWO_EDITS,
    WEAKEST,
    Found,
    collect,
    collect_further,
)
from salwa.kernel.identification.compiled import Number, compiled, inlined
from salwa.kernel.identification.density import neighbourhood
from salwa.kernel.identification.layout import Arrays
from salwa.kernel.identification.scoring import Fields, agreement, most_agreement
from salwa.kernel.identification.words import (
    ONES,
    UNKNOWN,
    Packed,
    known_cost,
    misfits_of,
    packed,
    replaced_cost,
    three_cost,
)

BLOCK: Final = 64
"""Serials whose rows are fetched at once."""
SAMPLE: Final = 128
"""Serials that are read, at most, of those that cannot be among the best."""
ALIGNED: Final = 4
"""Of so many serials whose rows agree too little to be among the best one is aligned and stands for the others."""
EXPECTED, EXPECTED_MASK = 0, 1
PAIRS: Final = np.uint64(0x5555555555555555)


class Question(NamedTuple):
    """One written serial.

    codes: (n,) folded codes; variants: (n,) which look-alike; costs: (18,) of the events; unlisted: records, sorted,
    whose rows no longer count.
    """

    codes: Bytes
    variants: Bytes
    costs: Floats
    unlisted: U64


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
    if kept == len(found.score):
        if _is_before(found, kept - 1, score, record):
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
    cost = known_cost(own, found.first_words[k], question.costs)
    return _aligned_cost(question, arrays, k, found) if cost == UNKNOWN else cost


@inlined
def _is_plain(own: Packed, arrays: Arrays, serial: Number) -> Number:
    """Say whether no look-alike stands in the writing nor in any row of a serial."""
    variants = own.variants
    for row in range(arrays.starts[serial], arrays.starts[serial + 1]):
        variants |= arrays.rows[row, 1]
    return variants == np.uint64(0)


@inlined
def _is_known(question: Question, own: Packed, arrays: Arrays, k: int, found: Found) -> Number:
    """Say whether what a serial costs is known without an alignment, look-alikes and all."""
    return found.costs[k] < three_cost(question.costs) and _is_plain(own, arrays, np.int64(found.serials[k]))


@inlined
def _exact_cost(question: Question, own: Packed, arrays: Arrays, k: int, found: Found) -> Number:
    """Give the cost of a serial, and write which variants are expected and can be compared: none of plain ones."""
    if _is_known(question, own, arrays, k, found):
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
def _put_in_order(question: Question, own: Packed, arrays: Arrays, first: Number, found: Found) -> Number:
    """Write the costs of the serials from ``first`` and their order, the cheapest first; give how many count at all."""
    for level in range(len(found.levels)):
        found.levels[level] = 0
    count = found.numbers[DISTINCT]
    for k in range(first, count):
        found.first_words[k] = arrays.words[found.serials[k]]
    for k in range(first, count):
        cost = _bound_of(question, own, arrays, k, found)
        found.costs[k] = cost
        if cost < WEAKEST:
            found.levels[int(cost * LEVELS) + 1] += 1
    for level in range(1, len(found.levels)):
        found.levels[level] += found.levels[level - 1]
    for k in range(first, count):
        if found.costs[k] < WEAKEST:
            level = int(found.costs[k] * LEVELS)
            found.order[found.levels[level]] = k
            found.levels[level] += 1
    return found.levels[len(found.levels) - 2]


@inlined
def _is_far(found: Found, best_possible: float) -> Number:
    """Say whether no row of a serial can come before one of those kept."""
    kept = found.numbers[KEPT]
    return kept == len(found.score) and best_possible <= found.score[kept - 1]


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
        else:
            found.sums[SAME_NUMBER] += np.exp(-alike * question.costs[LOOK_ALIKE])
            if alike == 0:
                found.sums[AS_WRITTEN] += mass
        found.numbers[LOOKED_AT] += 1
        _keep(found, score, row, record, serial)


@inlined
def _agreeing(question: Question, arrays: Arrays, fields: Fields, k: int, found: Found) -> tuple[Number, Number]:
    """Give, without look-alikes, the best score of the rows of a serial, and what all weigh."""
    serial: Number = np.int64(found.serials[k])
    most, mass = -np.inf, 0.0
    for row in range(arrays.starts[serial], arrays.starts[serial + 1]):
        if arrays.rows[row, 0] != 0 and is_listed(question.unlisted, arrays.rows[row, 0]):
            score = agreement(fields, arrays.rows, row) - found.costs[k]
            most = max(most, score)
            mass += np.exp(score)
            found.numbers[LOOKED_AT] += 1
    return most, mass


@inlined
def _pass_or_score(question: Question, own: Packed, arrays: Arrays, fields: Fields, k: int, found: Found) -> None:
    """Score the rows of a serial; where other evidence keeps all of them from the best, only add what they weigh."""
    if found.numbers[KEPT] < len(found.score) or found.costs[k] == 0.0:
        _score_rows(question, own, arrays, fields, k, found)
        return
    looked_at = found.numbers[LOOKED_AT]
    most, mass = _agreeing(question, arrays, fields, k, found)
    if most > found.score[len(found.score) - 1]:
        found.numbers[LOOKED_AT] = looked_at
        _score_rows(question, own, arrays, fields, k, found)
    elif _is_known(question, own, arrays, k, found):
        found.sums[ALL] += mass
        found.sums[NOT_SAME] += mass
    elif k % ALIGNED:
        found.sums[PASSED] += mass
    else:
        found.numbers[LOOKED_AT] = looked_at
        weighed = found.sums[ALL]
        _score_rows(question, own, arrays, fields, k, found)
        found.sums[STANDING] += mass
        found.sums[STANDING_ALIGNED] += found.sums[ALL] - weighed


@inlined
def _weigh_passed(found: Found) -> None:
    """Add what the serials that were passed weigh, less for look-alikes as in those that stand for them."""
    aligned = found.sums[STANDING_ALIGNED] / found.sums[STANDING] if found.sums[STANDING] > 0.0 else 1.0
    found.sums[ALL] += found.sums[PASSED] * aligned
    found.sums[NOT_SAME] += found.sums[PASSED] * aligned
    for sum_of in (PASSED, STANDING, STANDING_ALIGNED):
        found.sums[sum_of] = 0.0


@inlined
def _weigh_rest(
    question: Question, own: Packed, arrays: Arrays, fields: Fields, rest: tuple[int, int], found: Found
) -> None:
    """Add what the serials of an interval of the order weigh, of which none can be among the best.

    Every so many-th is read and counts as it is; the others count by their cost as those do.
    """
    first, last = rest
    step = max(1, (last - first + SAMPLE - 1) // SAMPLE)
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


@inlined
def _score(question: Question, arrays: Arrays, fields: Fields, first: Number, found: Found) -> None:
    """Score the serials from ``first`` on, by their cost.

    As soon as none of the others can be among the best, the other evidence is read of a sample of them only.
    """
    own = packed(question.codes, question.variants)
    most = most_agreement(fields)
    count = _put_in_order(question, own, arrays, first, found)
    at = 0
    while at < count and not _is_far(found, most - int(found.costs[found.order[at]] * LEVELS) / LEVELS):
        end = min(count, at + BLOCK)
        _fetch(arrays, found, at, end, 1)
        for k in range(at, end):
            _pass_or_score(question, own, arrays, fields, found.order[k], found)
        at = end
    _weigh_passed(found)
    _weigh_rest(question, own, arrays, fields, (at, count), found)


@compiled
def search_further(question: Question, arrays: Arrays, fields: Fields, found: Found) -> None:
    """Go on within two edits where :func:`search` within one stopped: ``found`` is as that left it."""
    near = found.numbers[DISTINCT]
    collect_further(question.codes, arrays, found)
    _score(question, arrays, fields, near, found)


@compiled
def search(question: Question, arrays: Arrays, fields: Fields, edits: int, found: Found) -> None:
    """Search one segment for one written serial within ``edits`` (1 or 2); the answer is written to ``found``."""
    for k in range(len(found.sums)):
        found.sums[k] = 0.0
    collect(question.codes, arrays, ONE_EDIT, found)
    absent, plain = neighbourhood(question.codes, arrays, fields, found.codes)
    found.sums[ABSENT] = absent
    found.sums[ABSENT_PLAIN] = plain
    _score(question, arrays, fields, 0, found)
    if edits == TWO_EDITS:
        search_further(question, arrays, fields, found)
