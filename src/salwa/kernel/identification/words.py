"""Kernel, identification: what a registered serial costs, from its word alone.

The keys of two edits find more serials of three than of two, and few of either can be among the best; so the cost must
come before the alignment. What two texts have in common at both ends is set aside, as :func:`alignment.align` does.
What is left begins and ends with a mistake; with two mistakes one is at each end and all between them is the same, and
a shift lays it side by side.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np
from numba.cpython.unsafe import numbers

from salwa.kernel.identification.alignment import (
    DROPPED,
    EXCHANGED,
    INSERTED,
    PREFIX_ADDED,
    PREFIX_LOST,
    REPLACED,
    REPLACED_CLASS,
    SECOND_EDIT,
    SUFFIX_ADDED,
    SUFFIX_LOST,
    ZEROS_ADDED,
    ZEROS_LOST,
    Floats,
    replacement,
)
from salwa.kernel.identification.codes import FIRST_LETTER, PER_WORD, UNREAD, ZERO, Bytes, pack
from salwa.kernel.identification.compiled import Number, inlined

_zeros_before: Final[Callable[..., Any]] = numbers.leading_zeros
_zeros_behind: Final[Callable[..., Any]] = numbers.trailing_zeros
UNKNOWN: Final = -1.0
"""In place of a cost that the words alone do not tell."""
LOWEST_OF_FIVE: Final = np.uint64(0x0084210842108421)
ONES: Final = np.uint64(0xFFFFFFFFFFFFFFFF)
CODE: Final = np.uint64(31)
EVERY_OTHER: Final = np.uint64(0x007C1F07C1F07C1F)
TO_LETTERS: Final = np.uint64((32 - FIRST_LETTER) * 0x0004010040100401)
CARRIED: Final = np.uint64(0x0004010040100401)
ZEROS: Final = LOWEST_OF_FIVE * np.uint64(16 * ZERO)
"""A word of twelve zeros."""
FIVE: Final = np.uint64(5)
TOP: Final = np.uint64(55)
NEVER: Final = 1e9


class Packed(NamedTuple):
    """A written serial as words.

    word: its codes, 0 where they are more than twelve; mask: all five bits of each readable code; length: number of
    codes; letters: one bit for each letter, see :func:`_letters`; variants: its look-alikes, two bits each; compared:
    the lowest of these two bits for each readable code.
    """

    word: Number
    mask: Number
    length: Number
    letters: Number
    variants: Number
    compared: Number


@inlined
def packed(codes: Bytes, variants: Bytes) -> Packed:
    """Write a serial as words."""
    length = len(codes)
    mask = np.uint64(0)
    alike = np.uint64(0)
    compared = np.uint64(0)
    for i in range(length):
        if codes[i] != UNREAD:
            if i < PER_WORD:
                mask |= CODE << np.uint64(59 - 5 * i)
            alike |= np.uint64(variants[i]) << np.uint64(2 * i)
            compared |= np.uint64(1) << np.uint64(2 * i)
    word = pack(codes, 0, length) if length <= PER_WORD else np.uint64(0)
    return Packed(word, mask, length, _letters(word), alike, compared)


@inlined
def _places(bits: np.uint64) -> Number:
    """Give one bit, the lowest of five, for each code in which any bit is set."""
    bits >>= np.uint64(4)
    bits |= bits >> np.uint64(1) | bits >> np.uint64(2) | bits >> np.uint64(3) | bits >> np.uint64(4)
    return bits & LOWEST_OF_FIVE


@inlined
def _first(count: Number) -> Number:
    """Give all bits of the first ``count`` codes of a word."""
    return ~(ONES >> np.uint64(5 * count)) if count > 0 else np.uint64(0)


@inlined
def _code(word: np.uint64, i: Number) -> Number:
    return np.int64((word >> np.uint64(59 - 5 * i)) & CODE)


@inlined
def _length(word: np.uint64) -> Number:
    """Give the number of codes of a word."""
    return PER_WORD - np.int64(_zeros_behind(word >> np.uint64(4))) // 5 if word != np.uint64(0) else 0


@inlined
def _letters(word: np.uint64) -> Number:
    """Give one bit, the lowest of five, for each code of a letter: what is carried when they are added to."""
    word >>= np.uint64(4)
    low = ((word & EVERY_OTHER) + TO_LETTERS) >> FIVE
    high = (((word >> FIVE) & EVERY_OTHER) + TO_LETTERS) >> FIVE
    return (low & CARRIED) | ((high & CARRIED) << FIVE)


@inlined
def _number_of(places: np.uint64) -> Number:
    """Count the bits of which each is the lowest of five."""
    return np.int64(((places * LOWEST_OF_FIVE) >> TOP) & CODE)


@inlined
def _is_open(word: np.uint64) -> Number:
    """Say whether a registered serial has further words or a character that could not be read."""
    unread = word & (word << np.uint64(1)) & (word << np.uint64(2)) & (LOWEST_OF_FIVE << np.uint64(8))
    return (word & np.uint64(1)) | unread != np.uint64(0)


@inlined
def misfits_of(own: Packed, word: np.uint64) -> Number:
    """Give one bit, the lowest of five, for each readable place where a registered serial of this length differs.

    The first code stands highest, at bit 55. All bits where the length is another or the words do not tell.
    """
    if own.word == np.uint64(0) or _is_open(word) or _length(word) != own.length:
        return ONES
    return _places((own.word ^ word) & own.mask)


@inlined
def replaced_cost(own: Packed, word: np.uint64, misfits: np.uint64, costs: Floats) -> Number:
    """Give the cost of at most two replaced or two exchanged characters at ``misfits``, else :data:`UNKNOWN`."""
    if misfits == np.uint64(0):
        return 0.0
    edits = _number_of(misfits)
    if misfits == ONES or edits > 2:
        return UNKNOWN
    if edits == 2 and misfits & (misfits << FIVE):
        i = (np.int64(_zeros_before(misfits)) - 8) // 5
        if _is_exchanged(own.word, i, word, i):
            return costs[EXCHANGED]
    other = _number_of(misfits & (own.letters ^ _letters(word)))
    cost = (edits - other) * costs[REPLACED] + other * costs[REPLACED_CLASS]
    return cost + costs[SECOND_EDIT] if edits == 2 else cost


@inlined
def _is_exchanged(own: np.uint64, i: Number, word: np.uint64, j: Number) -> Number:
    """Say whether the written codes i and i + 1 are the registered j + 1 and j."""
    one, two = _code(own, i), _code(own, i + 1)
    return one == _code(word, j + 1) and two == _code(word, j) and one != two


@inlined
def _begins_with_zeros(word: np.uint64, count: Number) -> Number:
    return (word ^ ZEROS) & _first(count) == np.uint64(0)


@inlined
def _beginning_cost(own: Packed, word: np.uint64, less: Number, costs: Floats) -> Number:
    """Give the cost of ``less`` characters lost at the beginning; of so many added where it is negative."""
    if less > 0:
        is_zeros = _begins_with_zeros(word, less)
        return costs[ZEROS_LOST] if is_zeros else costs[PREFIX_LOST] + less * costs[PREFIX_LOST + 1]
    is_zeros = _begins_with_zeros(own.word, -less)
    return costs[ZEROS_ADDED] if is_zeros else costs[PREFIX_ADDED] - less * costs[PREFIX_ADDED + 1]


@inlined
def _end_cost(own: Packed, word: np.uint64, length: Number, costs: Floats) -> Number:
    """Give the cost of a lost or added end where the rest agrees, else :data:`UNKNOWN`."""
    shared = min(own.length, length)
    kept = (own.word << np.uint64(5 * (own.length - shared))) ^ (word << np.uint64(5 * (length - shared)))
    kept &= (own.mask << np.uint64(5 * (own.length - shared))) & _first(shared)
    begun = (own.word ^ word) & own.mask & _first(shared)
    less = length - own.length
    if kept == np.uint64(0):
        return _beginning_cost(own, word, less, costs)
    if begun == np.uint64(0):
        if less > 0:
            return costs[SUFFIX_LOST] + less * costs[SUFFIX_LOST + 1]
        return costs[SUFFIX_ADDED] - less * costs[SUFFIX_ADDED + 1]
    return UNKNOWN


class Rest(NamedTuple):
    """What two texts do not have in common: written codes from ``start`` to ``end``, registered ones to ``to``."""

    start: Number
    end: Number
    to: Number


@inlined
def _rest(own: Packed, word: np.uint64, length: Number) -> Rest:
    shorter = min(own.length, length)
    differ = (own.word ^ word) & own.mask
    start = min(shorter, np.int64(_zeros_before(differ | np.uint64(1))) // 5)
    down = np.uint64(5 * (PER_WORD - own.length))
    differ = ((own.word >> down) ^ (word >> np.uint64(5 * (PER_WORD - length)))) & (own.mask >> down)
    behind = min(shorter - start, np.int64(_zeros_behind((differ >> np.uint64(4)) | (ONES << np.uint64(60)))) // 5)
    return Rest(start, own.length - behind, length - behind)


@inlined
def _agree(own: Packed, i: Number, word: np.uint64, j: Number, count: Number) -> Number:
    """Say whether ``count`` written codes from i fit the registered ones from j."""
    if count < 0:
        return False
    differ = (own.word << np.uint64(5 * i)) ^ (word << np.uint64(5 * j))
    return differ & (own.mask << np.uint64(5 * i)) & _first(count) == np.uint64(0)


@inlined
def _pair_cost(own: Packed, word: np.uint64, rest: Rest, costs: Floats, extra: Number) -> Number:
    """Give the least cost of a mistake of one character with one that puts in (``extra`` 1) or drops one (-1)."""
    i, end, to = rest.start, rest.end, rest.to
    more, less = (1, 0) if extra > 0 else (0, 1)
    moved = costs[INSERTED] if extra > 0 else costs[DROPPED]
    count = end - i - 1 - more
    cost = NEVER
    if _agree(own, i + 1, word, i + 1, count):
        cost = min(cost, moved + costs[replacement(_code(own.word, i), _code(word, i))])
    if _agree(own, i + more, word, i + less, count):
        cost = min(cost, moved + costs[replacement(_code(own.word, end - 1), _code(word, to - 1))])
    if count >= 1:
        if _agree(own, i + 2, word, i + 2, count - 1) and _is_exchanged(own.word, i, word, i):
            cost = min(cost, moved + costs[EXCHANGED])
        if _agree(own, i + more, word, i + less, count - 1) and _is_exchanged(own.word, end - 2, word, to - 2):
            cost = min(cost, moved + costs[EXCHANGED])
    return cost


@inlined
def _level_cost(own: Packed, word: np.uint64, rest: Rest, costs: Floats) -> Number:
    """Give the least cost of two mistakes that leave the length: put in and dropped, or an exchange at least."""
    i, end = rest.start, rest.end
    count = end - i
    cost = NEVER
    if _agree(own, i + 1, word, i, count - 1) or _agree(own, i, word, i + 1, count - 1):
        cost = costs[INSERTED] + costs[DROPPED]
    begins = count > 2 and _is_exchanged(own.word, i, word, i)
    ends = count > 2 and _is_exchanged(own.word, end - 2, word, end - 2)
    if begins and _agree(own, i + 2, word, i + 2, count - 3):
        cost = min(cost, costs[EXCHANGED] + costs[replacement(_code(own.word, end - 1), _code(word, end - 1))])
    if ends and _agree(own, i + 1, word, i + 1, count - 3):
        cost = min(cost, costs[EXCHANGED] + costs[replacement(_code(own.word, i), _code(word, i))])
    if begins and ends and _agree(own, i + 2, word, i + 2, count - 4):
        cost = min(cost, 2.0 * costs[EXCHANGED])
    return cost


@inlined
def three_cost(costs: Floats) -> Number:
    """Give the least cost of three edits or more."""
    least = costs[REPLACED]
    for event in range(REPLACED, EXCHANGED + 1):
        least = min(least, costs[event])
    return 3.0 * least + 2.0 * min(0.0, costs[SECOND_EDIT])


@inlined
def _two_cost(own: Packed, word: np.uint64, length: Number, costs: Floats) -> Number:
    """Give the least cost of at most two mistakes, not both replacements."""
    rest = _rest(own, word, length)
    extra = own.length - length
    if rest.end == rest.start or rest.to == rest.start:
        cost = extra * costs[INSERTED] if extra > 0 else -extra * costs[DROPPED]
        return cost + costs[SECOND_EDIT] if abs(extra) == 2 else cost
    return _both_ends_cost(own, word, rest, costs) + costs[SECOND_EDIT]


@inlined
def _both_ends_cost(own: Packed, word: np.uint64, rest: Rest, costs: Floats) -> Number:
    """Give the least cost of one mistake at each end of the rest; :data:`NEVER` where all between is not the same."""
    extra = rest.end - rest.to
    if extra == 0:
        return _level_cost(own, word, rest, costs)
    if abs(extra) == 1:
        return _pair_cost(own, word, rest, costs, extra)
    if extra == 2 and _agree(own, rest.start + 1, word, rest.start, rest.end - rest.start - 2):
        return 2.0 * costs[INSERTED]
    if extra == -2 and _agree(own, rest.start, word, rest.start + 1, rest.end - rest.start):
        return 2.0 * costs[DROPPED]
    return NEVER


@inlined
def known_cost(own: Packed, word: np.uint64, costs: Floats) -> Number:
    """Give what ``alignment.align`` gives, or the least of three edits; :data:`UNKNOWN` where no word tells."""
    if own.word == np.uint64(0) or _is_open(word):
        return UNKNOWN
    length = _length(word)
    if length == own.length:
        cost = replaced_cost(own, word, _places((own.word ^ word) & own.mask), costs)
    else:
        cost = _end_cost(own, word, length, costs)
    if cost != UNKNOWN:
        return cost
    if abs(length - own.length) > 2:
        return three_cost(costs)
    return min(_two_cost(own, word, length, costs), three_cost(costs))
