"""Kernel, ledger: SHA-256 of many messages, sixteen side by side, on any processor (FIPS 180-4, section 6.2)."""

from collections.abc import Callable
from typing import Any, Final, cast

import numba
import numpy as np
import numpy.typing as npt

Octets = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint32]
Number = Any
_njit: Final[Callable[..., Any]] = numba.njit
_LANES: Final = 16
_PRIMES: Final = [n for n in range(2, 312) if all(n % m for m in range(2, int(n**0.5) + 1))]
START: Final = np.array([int(n**0.5 % 1 * 2**32) for n in _PRIMES[:8]], dtype=np.uint32)


def _cube_root_fraction(number: int) -> int:
    """Give the first 32 bits of the fraction of a cube root, in whole numbers."""
    wanted, low = number << 96, 0
    for bit in reversed(range(40)):
        if (low | 1 << bit) ** 3 <= wanted:
            low |= 1 << bit
    return low & 0xFFFFFFFF


ROUNDS: Final = np.array([_cube_root_fraction(n) for n in _PRIMES], dtype=np.uint32)


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function at its first call, to run without the interpreter lock; kept on disk."""
    return cast(Callable[..., Any], _njit(cache=True, nogil=True, error_model="numpy")(function))


@compiled
def _turned(word: Number, bits: Number) -> Number:
    return (word >> np.uint32(bits)) | (word << np.uint32(32 - bits))


@compiled
def _compress(state: Words, words: Words, work: Words) -> None:
    """Take one block of each lane: ``state`` is eight words, ``words`` 64, the first sixteen of them given."""
    for t in range(16, 64):
        for lane in range(_LANES):
            a, b = words[t - 15, lane], words[t - 2, lane]
            small = _turned(a, 7) ^ _turned(a, 18) ^ (a >> np.uint32(3))
            great = _turned(b, 17) ^ _turned(b, 19) ^ (b >> np.uint32(10))
            words[t, lane] = words[t - 16, lane] + small + words[t - 7, lane] + great
    for i in range(8):
        for lane in range(_LANES):
            work[i, lane] = state[i, lane]
    for t in range(64):
        constant = ROUNDS[t]
        for lane in range(_LANES):
            a, b, c, d = work[0, lane], work[1, lane], work[2, lane], work[3, lane]
            e, f, g, h = work[4, lane], work[5, lane], work[6, lane], work[7, lane]
            one = (
                h + (_turned(e, 6) ^ _turned(e, 11) ^ _turned(e, 25)) + ((e & f) ^ (~e & g)) + constant + words[t, lane]
            )
            two = (_turned(a, 2) ^ _turned(a, 13) ^ _turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
            work[7, lane], work[6, lane], work[5, lane], work[4, lane] = g, f, e, d + one
            work[3, lane], work[2, lane], work[1, lane], work[0, lane] = c, b, a, one + two


@compiled
def _load(words: Words, lane: Number, octets: Octets, begin: Number, length: Number, at: Number) -> None:
    """Put one block of a message into its lane, with the padding where it ends."""
    for j in range(16):
        here = at + 4 * j
        p = np.uint64(begin + here)
        word = np.uint32(0)
        if here + 4 <= length:
            word = (
                (np.uint32(octets[p]) << np.uint32(24))
                | (np.uint32(octets[p + np.uint64(1)]) << np.uint32(16))
                | (np.uint32(octets[p + np.uint64(2)]) << np.uint32(8))
                | np.uint32(octets[p + np.uint64(3)])
            )
        elif here <= length:
            rest = length - here
            for q in range(rest):
                word |= np.uint32(octets[p + np.uint64(q)]) << np.uint32(24 - 8 * q)
            word |= np.uint32(0x80) << np.uint32(24 - 8 * rest)
        words[j, lane] = word
    if length + 9 <= at + 64:
        words[15, lane] = np.uint32(length << 3)


@compiled
def _blocks_of(lengths: Offsets, first: Number, used: Number, blocks: Offsets) -> Number:
    """Say how many blocks the message of each lane has; give the most."""
    most = 0
    for lane in range(_LANES):
        blocks[lane] = (lengths[first + lane] + 72) >> 6 if lane < used else 0
        most = max(most, blocks[lane])
    return most


@compiled
def _write(state: Words, used: Number, out: Octets, at: Number) -> None:
    """Write what the first lanes hashed, 32 bytes one after another."""
    for lane in range(used):
        for i in range(8):
            word = state[i, lane]
            for q in range(4):
                out[at + 32 * lane + 4 * i + q] = np.uint8(word >> np.uint32(24 - 8 * q))


@compiled
def hashed(octets: Octets, begins: Offsets, lengths: Offsets, out: Octets) -> None:
    """Write SHA-256 of each message to ``out``."""
    state, words = np.empty((8, _LANES), np.uint32), np.zeros((64, _LANES), np.uint32)
    work, blocks = np.empty((8, _LANES), np.uint32), np.zeros(_LANES, np.int64)
    for first in range(0, len(begins), _LANES):
        used = min(_LANES, len(begins) - first)
        for i in range(8):
            state[i, :] = START[i]
        for block in range(_blocks_of(lengths, first, used, blocks)):
            for lane in range(used):
                if block < blocks[lane]:
                    _load(words, lane, octets, begins[first + lane], lengths[first + lane], block << 6)
            _compress(state, words, work)
            for lane in range(used):
                if block < blocks[lane]:
                    for i in range(8):
                        state[i, lane] += work[i, lane]
        _write(state, used, out, 32 * first)


@compiled
def _behind(prefixes: Octets, each: Number, octets: Octets, begins: Offsets, lengths: Offsets, out: Octets) -> None:
    """Write each slice behind a prefix: the only one, or its own of ``each`` bytes."""
    at = 0
    for i in range(len(begins)):
        own = i * each if len(prefixes) > each else 0
        out[at : at + each] = prefixes[own : own + each]
        at += each
        out[at : at + lengths[i]] = octets[begins[i] : begins[i] + lengths[i]]
        at += lengths[i]


def _hashed_behind(prefixes: Octets, each: int, octets: Octets, begins: Offsets, lengths: Offsets, out: Octets) -> None:
    """Hash slices behind prefixes."""
    whole = lengths + each
    ends = np.cumsum(whole)
    written = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    _behind(prefixes, each, octets, begins, lengths, written)
    hashed(written, ends - whole, whole, out)


def bound(prefix: Octets, keys: Octets, texts: Octets, edges: Offsets, out: Octets) -> None:
    """Do what :func:`salwa.kernel.ledger.instructions.bound` does."""
    count = len(edges)
    named, blinds = np.empty(32 * count, np.uint8), np.zeros((count, 33), np.uint8)
    key, key_end, text, text_end = (np.ascontiguousarray(column) for column in edges.T)
    _hashed_behind(prefix, len(prefix), keys, key, key_end - key, named)
    blinds[:, 1:] = named.reshape(count, 32)
    _hashed_behind(blinds.reshape(-1), 33, texts, text, text_end - text, out)


@compiled
def level_above(digests: Octets, out: Octets) -> None:
    """Hash each pair of digests into the node above, which may be written over them."""
    count = len(digests) // 64
    pairs = np.empty(65 * count, np.uint8)
    begins, lengths = np.empty(count, np.int64), np.empty(count, np.int64)
    for i in range(count):
        begins[i], lengths[i] = 65 * i, 65
        pairs[65 * i] = 1
        pairs[65 * i + 1 : 65 * i + 65] = digests[64 * i : 64 * i + 64]
    hashed(pairs, begins, lengths, out)
