"""Kernel, identification: how many firearms outside the register would be expected to bear a serial like this.

A firearm that was never registered comes from the same makers and the same series as those that were. So the registered
serials around the written one tell how densely that part of the numbers is taken: those that share all but the last k
characters and have the same length, divided by how many such serials there could be. k is the smallest for which at
least eight are found. Where the register holds fewer of this length it says nothing of them, and a series is supposed
of which twenty thousand firearms are about; a running number has at most seven places. Rows count by how well their
other fields agree with the evidence: amid a fleet of one make and model, an unregistered firearm of that make and model
is as likely as its registered neighbours.
"""

from typing import Final

import numpy as np

from salwa.kernel.identification.building import codes_at, first_at_least
from salwa.kernel.identification.codes import FIRST_LETTER, PER_WORD, UNREAD, Bytes, pack
from salwa.kernel.identification.compiled import Number, compiled, inlined
from salwa.kernel.identification.layout import Arrays
from salwa.kernel.identification.scoring import Fields, agreement

ENOUGH: Final = 8.0
SUPPOSED: Final = 20_000.0
LONGEST_SERIES: Final = 1e7
SAMPLE: Final = 48
ROWS_EACH: Final = 4
DIGITS: Final = 10.0
LETTERS: Final = 17.0


@inlined
def _range(codes: Bytes, length: int, arrays: Arrays) -> tuple[int, int]:
    if length == 0:
        return 0, len(arrays.words)
    low = pack(codes, 0, length)
    step = np.uint64(1) << np.uint64(64 - 5 * length)
    return first_at_least(arrays.words, low), first_at_least(arrays.words, low + step)


@inlined
def _row_sums(arrays: Arrays, fields: Fields, serial: int) -> tuple[Number, Number]:
    """Give the number of rows of a distinct serial, and the sum of exp(agreement) over them."""
    first: Number = np.int64(arrays.starts[serial])
    last: Number = np.int64(arrays.starts[serial + 1])
    taken: Number = min(last - first, ROWS_EACH)
    total = 0.0
    for row in range(first, first + taken):
        total += np.exp(agreement(fields, arrays.rows, row))
    return float(last - first), total * (last - first) / taken


@inlined
def _sampled(low: int, high: int, length: int, arrays: Arrays, fields: Fields, codes: Bytes) -> tuple[float, float]:
    """Estimate rows and agreement over the serials of ``length`` between low and high, from at most 48 of them."""
    span = high - low
    sample = min(span, SAMPLE)
    rows = 0.0
    worth = 0.0
    for k in range(sample):
        serial = low + (k * span) // sample
        if codes_at(arrays, serial, codes) == length:
            more, agreeing = _row_sums(arrays, fields, serial)
            rows += more
            worth += agreeing
    scale = span / sample if sample else 0.0
    return rows * scale, worth * scale


@inlined
def _choices(codes: Bytes, i: int) -> float:
    """Give how many characters the place ``i`` may hold: digits where a digit stands or an unread one by a digit."""
    code = codes[i]
    if code == UNREAD:
        code = codes[i - 1] if i > 0 else codes[min(i + 1, len(codes) - 1)]
    return LETTERS if FIRST_LETTER <= code < UNREAD else DIGITS


@compiled
def neighbourhood(codes: Bytes, arrays: Arrays, fields: Fields, scratch: Bytes) -> tuple[float, float]:
    """Give the expected mass of firearms outside the register that would be written as ``codes``.

    The first number weighs each by exp(agreement of the other evidence), the second counts each as one; both in units
    of firearms per register of this size. scratch: (32,) uint8.
    """
    length = len(codes)
    free = 1.0
    readable = 0
    while readable < length and codes[readable] != UNREAD:
        readable += 1
    for i in range(length):
        if codes[i] == UNREAD:
            free *= _choices(codes, i)
    choices = 1.0
    shared = length
    worth, rows = 0.0, 0.0
    while shared > 0:
        shared -= 1
        choices *= _choices(codes, shared)
        if shared > min(readable, PER_WORD):
            continue
        low, high = _range(codes, shared, arrays)
        rows, worth = _sampled(low, high, length, arrays, fields, scratch)
        if rows >= ENOUGH:
            break
    if rows < ENOUGH:
        supposed = SUPPOSED * choices / min(choices, LONGEST_SERIES)
        worth = supposed * (worth / rows if rows > 0.0 else 1.0)
        rows = supposed
    return worth / choices * free, rows / choices * free
