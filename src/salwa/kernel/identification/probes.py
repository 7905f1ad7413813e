"""Kernel, identification: which keys of the index to look up for one written serial (identification.md section 2).

The index holds every registered serial r and each r less one character. A record is found when one of those equals one
of the keys below. Write q for the written serial, ``q-i`` for q less its character i, ``q+c`` for q with a character
put in, ``q/ac`` for q with character a replaced by c, T for the exchange of two neighbours.

One edit: q and every ``q-i`` (a replaced character is missing on both sides, so is one of two exchanged neighbours).

Two edits: ``q-i-j`` (two dropped by the register, replaced and dropped, exchanged and dropped); ``q+c`` (two put in);
``q/ac`` (replaced and put in); ``q/ac-b`` for a before b (two replaced, the second missing on both sides); ``T``, and
``T-j`` (an exchange with any other edit). One dropped and one put in needs nothing more than one edit does.

A character that could not be read is one that may be any: with one of them the key lacks it; with several, all but one
take every value and the last is lacking.

``tests/kernel/identification/test_search.py`` holds this against brute force.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.codes import BASE, CODES, POWERS, U64, UNREAD, Bytes, mixed
from salwa.kernel.identification.compiled import Number, inlined
from salwa.kernel.marks.folding import LONGEST

ROOM: Final = 1 << 15
"""Most keys of one serial."""
MOST_UNREAD: Final = 4
"""Most unreadable characters that the keys allow for; beyond them only readable ends are searched."""
MOST_UNREAD_WITH_EDIT: Final = 2
MOST_EXTRA: Final = 8
"""Longest text beside a serial that is tried as not belonging to it."""
LEAST_REST: Final = 4


class Keys(NamedTuple):
    """Keys to look up: hashes (ROOM,) and their number in ``number[0]``; ``number[1]`` is 1 where room ran out.

    head, other_head: (34,) hashes of the beginnings of a text; text, other_text: (33,) codes; at: (4,) places.
    """

    hashes: U64
    number: NDArray[np.int64]
    head: U64
    other_head: U64
    text: Bytes
    other_text: Bytes
    at: Bytes


def room() -> Keys:
    """Give empty room for the keys of one serial."""
    return Keys(
        np.zeros(ROOM, dtype=np.uint64),
        np.zeros(2, dtype=np.int64),
        np.zeros(LONGEST + 2, dtype=np.uint64),
        np.zeros(LONGEST + 2, dtype=np.uint64),
        np.zeros(LONGEST + 1, dtype=np.uint8),
        np.zeros(LONGEST + 1, dtype=np.uint8),
        np.zeros(MOST_UNREAD, dtype=np.uint8),
    )


@inlined
def add(keys: Keys, polynomial: np.uint64) -> None:
    """Add the key of a polynomial hash."""
    at = keys.number[0]
    if at < len(keys.hashes):
        keys.hashes[at] = mixed(polynomial)
        keys.number[0] = at + 1
    else:
        keys.number[1] = 1


@inlined
def beginnings(codes: Bytes, length: int, out: U64) -> None:
    """Write the hash of the first i codes to ``out[i]``, i from 0 to length."""
    out[0] = np.uint64(0)
    for i in range(length):
        out[i + 1] = out[i] * BASE + np.uint64(codes[i])


@inlined
def piece(head: U64, start: int, end: int) -> Number:
    """Give the hash of the codes from ``start`` to ``end``, from the hashes of the beginnings."""
    return head[end] - head[start] * POWERS[end - start]


@inlined
def without(head: U64, length: int, i: int) -> Number:
    """Give the hash of the serial less its code ``i``."""
    return head[i] * POWERS[length - 1 - i] + piece(head, i + 1, length)


@inlined
def one_edit(codes: Bytes, length: int, keys: Keys) -> None:
    """Add what finds every serial within one edit or exchange of ``codes[:length]``."""
    head = keys.head
    beginnings(codes, length, head)
    add(keys, head[length])
    for i in range(length):
        if i == 0 or codes[i] != codes[i - 1]:
            add(keys, without(head, length, i))


@inlined
def _two_less(head: U64, length: int, keys: Keys) -> None:
    for i in range(length):
        for j in range(i + 1, length):
            middle = piece(head, i + 1, j) * POWERS[length - 1 - j]
            add(keys, head[i] * POWERS[length - 2 - i] + middle + piece(head, j + 1, length))


@inlined
def _one_more(codes: Bytes, head: U64, length: int, keys: Keys) -> None:
    for i in range(length + 1):
        around = head[i] * POWERS[length + 1 - i] + piece(head, i, length)
        for code in range(1, CODES + 1):
            if i == 0 or code != codes[i - 1]:
                add(keys, around + np.uint64(code) * POWERS[length - i])


@inlined
def _one_other(codes: Bytes, length: int, whole: np.uint64, keys: Keys, upto: int) -> None:
    for a in range(upto):
        power = POWERS[length - 1 - a]
        around = whole - np.uint64(codes[a]) * power
        for code in range(1, CODES + 1):
            if code != codes[a]:
                add(keys, around + np.uint64(code) * power)


@inlined
def _exchanged(codes: Bytes, length: int, keys: Keys) -> None:
    turned = keys.other_text
    for i in range(length):
        turned[i] = codes[i]
    for i in range(length - 1):
        if codes[i] != codes[i + 1]:
            turned[i], turned[i + 1] = codes[i + 1], codes[i]
            one_edit(turned, length, keys)
            turned[i], turned[i + 1] = codes[i], codes[i + 1]


@inlined
def two_edits(codes: Bytes, length: int, keys: Keys) -> None:
    """Add what, with :func:`one_edit`, finds every serial within two edits or exchanges of ``codes[:length]``."""
    head = keys.other_head
    beginnings(codes, length, head)
    if length >= 2:
        _two_less(head, length, keys)
    _one_more(codes, head, length, keys)
    _one_other(codes, length, head[length], keys, length)
    for b in range(1, length):
        _one_other(codes, length - 1, without(head, length, b), keys, b)
    _exchanged(codes, length, keys)


@inlined
def _unread_at(codes: Bytes, length: int, at: Bytes) -> int:
    found = 0
    for i in range(length):
        if codes[i] == UNREAD:
            if found < MOST_UNREAD:
                at[found] = i
            found += 1
    return found


@inlined
def _fill(codes: Bytes, at: Bytes, count: int, value: int) -> None:
    for k in range(count):
        codes[at[k]] = 1 + value % CODES
        value //= CODES


@inlined
def unread(codes: Bytes, length: int, keys: Keys, edit: bool) -> None:
    """Add what finds every serial that agrees with ``codes[:length]`` where it can be read.

    With ``edit``, those one edit further too, for up to two unreadable characters. Nothing is added where there are
    more than four.
    """
    at = keys.at
    found = _unread_at(codes, length, at)
    if found > MOST_UNREAD:
        return
    filled = keys.text
    for i in range(length):
        filled[i] = codes[i]
    if edit and found <= MOST_UNREAD_WITH_EDIT:
        for value in range(CODES**found):
            _fill(filled, at, found, value)
            one_edit(filled, length, keys)
        return
    head = keys.head
    for value in range(CODES ** (found - 1)):
        _fill(filled, at, found - 1, value)
        beginnings(filled, length, head)
        add(keys, without(head, length, at[found - 1]))


@inlined
def text_beside(codes: Bytes, length: int, keys: Keys) -> None:
    """Add what finds a serial that has text before or behind it in the writing, up to eight characters."""
    head = keys.head
    beginnings(codes, length, head)
    for extra in range(1, min(MOST_EXTRA, length - LEAST_REST) + 1):
        add(keys, piece(head, extra, length))
        add(keys, head[length - extra])
