"""Kernel, identification: how a written serial came from a registered one, character by character.

One alignment, always the same for the same two texts: the cheapest under the costs of the parameters; among equals a
replaced character before an exchange, an exchange before a dropped and an inserted one. A lost or added end is taken as
one event where the rest agrees, and as another where it is zeros alone: spreadsheets drop them, and forms fill them in.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.codes import FIRST_LETTER, UNREAD, ZERO, Bytes
from salwa.kernel.identification.compiled import compiled, inlined
from salwa.kernel.marks.folding import LONGEST

EVENTS: Final = (
    "look_alike",
    "substituted",
    "substituted_other_class",
    "inserted",
    "dropped",
    "transposed",
    "prefix_lost",
    "prefix_lost_each",
    "suffix_lost",
    "suffix_lost_each",
    "prefix_added",
    "prefix_added_each",
    "suffix_added",
    "suffix_added_each",
    "registered_unreadable",
    "second_edit",
    "zeros_lost",
    "zeros_added",
)
"""What may have happened on the way from the register to the paper, in the order of costs and counts."""
LOOK_ALIKE, REPLACED, REPLACED_CLASS, INSERTED, DROPPED, EXCHANGED = 0, 1, 2, 3, 4, 5
PREFIX_LOST, SUFFIX_LOST, PREFIX_ADDED, SUFFIX_ADDED = 6, 8, 10, 12
REGISTERED_UNREAD, SECOND_EDIT = 14, 15
ZEROS_LOST, ZEROS_ADDED = 16, 17

NOWHERE: Final = -1
IMPOSSIBLE: Final = 1e9
BAND: Final = 3
_SIDE: Final = LONGEST + 1
_SAME, _UP, _LEFT, _SWAP = 0, 1, 2, 3

Floats = NDArray[np.float64]


class Alignment(NamedTuple):
    """Room for one alignment.

    counts: (18,) how often each event happened; to: (32,) for each written character the index of the registered one,
    or -1; cost: (33, 33) and step: (33, 33), the table of the search.
    """

    counts: NDArray[np.int64]
    to: NDArray[np.int64]
    cost: Floats
    step: Bytes


def room() -> Alignment:
    """Give empty room for one alignment."""
    return Alignment(
        np.zeros(len(EVENTS), dtype=np.int64),
        np.zeros(LONGEST, dtype=np.int64),
        np.zeros((_SIDE, _SIDE)),
        np.zeros((_SIDE, _SIDE), dtype=np.uint8),
    )


@inlined
def fits(written: int, registered: int) -> bool:
    """Say whether a written code may stand for a registered one without an error."""
    return written == UNREAD or registered == written


@inlined
def replacement(written: int, registered: int) -> int:
    """Give the event of a written code in the place of another registered one."""
    if registered == UNREAD:
        return REGISTERED_UNREAD
    if (written < FIRST_LETTER) == (registered < FIRST_LETTER):
        return REPLACED
    return REPLACED_CLASS


@inlined
def _straight(q: Bytes, n: int, r: Bytes, offset: int, out: Alignment) -> int:
    """Align q[i] with r[i + offset] and give the number of misfits inside r."""
    misfits = 0
    for i in range(n):
        out.to[i] = i + offset
        if not fits(q[i], r[i + offset]):
            misfits += 1
    return misfits


@inlined
def _replaced(q: Bytes, n: int, r: Bytes, out: Alignment) -> None:
    for i in range(n):
        if not fits(q[i], r[i]):
            out.counts[replacement(q[i], r[i])] += 1


@inlined
def _swapped_pair(q: Bytes, n: int, r: Bytes) -> int:
    """Give where two neighbours are exchanged, the only misfits of two texts with two misfits; else -1."""
    for i in range(n - 1):
        if not fits(q[i], r[i]):
            if q[i] == r[i + 1] and q[i + 1] == r[i] and q[i] != q[i + 1]:
                return i
            return -1
    return -1


@inlined
def _same_length(q: Bytes, n: int, r: Bytes, out: Alignment) -> bool:
    misfits = _straight(q, n, r, 0, out)
    if misfits > 2:
        return False
    if misfits == 2:
        at = _swapped_pair(q, n, r)
        if at >= 0:
            out.counts[EXCHANGED] = 1
            out.to[at] = at + 1
            out.to[at + 1] = at
            return True
    _replaced(q, n, r, out)
    return True


@inlined
def _are_zeros(codes: Bytes, length: int) -> bool:
    zeros = 0
    while zeros < length and codes[zeros] == ZERO:
        zeros += 1
    return zeros == length


@inlined
def _ends(q: Bytes, n: int, r: Bytes, m: int, out: Alignment) -> bool:
    if m > n:
        if _straight(q, n, r, m - n, out) == 0:
            if _are_zeros(r, m - n):
                out.counts[ZEROS_LOST] = 1
            else:
                out.counts[PREFIX_LOST] = 1
                out.counts[PREFIX_LOST + 1] = m - n
            return True
        if _straight(q, n, r, 0, out) == 0:
            out.counts[SUFFIX_LOST] = 1
            out.counts[SUFFIX_LOST + 1] = m - n
            return True
        return False
    return _added(q, n, r, m, out)


@inlined
def _added(q: Bytes, n: int, r: Bytes, m: int, out: Alignment) -> bool:
    extra = n - m
    behind = True
    before = True
    for i in range(m):
        before = before and fits(q[i + extra], r[i])
        behind = behind and fits(q[i], r[i])
    if not before and not behind:
        return False
    start = extra if before else 0
    for i in range(n):
        out.to[i] = i - start if start <= i < start + m else NOWHERE
    if before and _are_zeros(q, extra):
        out.counts[ZEROS_ADDED] = 1
        return True
    event = PREFIX_ADDED if before else SUFFIX_ADDED
    out.counts[event] = 1
    out.counts[event + 1] = extra
    return True


@inlined
def _cell(q: Bytes, r: Bytes, i: int, j: int, costs: Floats, out: Alignment) -> None:
    best = out.cost[i - 1, j - 1]
    if not fits(q[i - 1], r[j - 1]):
        best += costs[replacement(q[i - 1], r[j - 1])]
    step = _SAME
    if i > 1 and j > 1 and q[i - 1] == r[j - 2] and q[i - 2] == r[j - 1] and q[i - 1] != q[i - 2]:
        other = out.cost[i - 2, j - 2] + costs[EXCHANGED]
        if other < best:
            best, step = other, _SWAP
    other = out.cost[i - 1, j] + costs[INSERTED]
    if other < best:
        best, step = other, _UP
    other = out.cost[i, j - 1] + costs[DROPPED]
    if other < best:
        best, step = other, _LEFT
    out.cost[i, j] = best
    out.step[i, j] = step


@inlined
def _table(q: Bytes, r: Bytes, costs: Floats, out: Alignment) -> None:
    out.cost[0, 0] = 0.0
    for j in range(1, len(r) + 1):
        out.cost[0, j] = j * costs[DROPPED]
        out.step[0, j] = _LEFT
    for i in range(1, len(q) + 1):
        out.cost[i, 0] = i * costs[INSERTED]
        out.step[i, 0] = _UP
        for j in range(1, len(r) + 1):
            _cell(q, r, i, j, costs, out)


@inlined
def _walk(q: Bytes, r: Bytes, before: int, out: Alignment) -> None:
    """Follow the table back from its end; what stands ``before`` both texts is aligned already."""
    i, j = len(q), len(r)
    while i > 0 or j > 0:
        step = out.step[i, j]
        if step == _SAME:
            i, j = i - 1, j - 1
            out.to[before + i] = before + j
            if not fits(q[i], r[j]):
                out.counts[replacement(q[i], r[j])] += 1
        elif step == _SWAP:
            out.to[before + i - 1], out.to[before + i - 2] = before + j - 2, before + j - 1
            out.counts[EXCHANGED] += 1
            i, j = i - 2, j - 2
        elif step == _UP:
            i -= 1
            out.to[before + i] = NOWHERE
            out.counts[INSERTED] += 1
        else:
            j -= 1
            out.counts[DROPPED] += 1


@inlined
def _between(q: Bytes, n: int, r: Bytes, m: int, costs: Floats, out: Alignment) -> None:
    """Align what is left between the common beginning and the common end."""
    shorter = min(n, m)
    before = 0
    while before < shorter and fits(q[before], r[before]):
        out.to[before] = before
        before += 1
    behind = 0
    while behind < shorter - before and fits(q[n - 1 - behind], r[m - 1 - behind]):
        behind += 1
        out.to[n - behind] = m - behind
    left, right = q[before : n - behind], r[before : m - behind]
    _table(left, right, costs, out)
    _walk(left, right, before, out)


@compiled
def align(q: Bytes, n: int, r: Bytes, m: int, costs: Floats, out: Alignment) -> float:
    """Align written codes ``q[:n]`` with registered codes ``r[:m]`` and give the cost of the events but look-alikes.

    costs: (18,), in the order of :data:`EVENTS`. Writes ``out.counts`` and ``out.to``.
    """
    out.counts[:] = 0
    done = _same_length(q, n, r, out) if n == m else _ends(q, n, r, m, out)
    if not done:
        if abs(n - m) > BAND:
            return IMPOSSIBLE
        out.counts[:] = 0
        _between(q, n, r, m, costs, out)
    edits = 0
    for event in range(REPLACED, EXCHANGED + 1):
        edits += out.counts[event]
    out.counts[SECOND_EDIT] = max(0, edits - 1)
    cost = 0.0
    for event in range(1, len(out.counts)):
        cost += out.counts[event] * costs[event]
    return cost
