"""Kernel, ledger: SHA-256 of very many short messages, sixteen at a time on one core and without the interpreter lock.

The library's function takes most of its time to be called; here a message costs a quarter of a microsecond. FIPS 180-4,
section 6.2; tests hold every length against the library. Compiled at its first call and kept on disk.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, cast

import numba
import numpy as np
import numpy.typing as npt

from salwa.kernel.ledger.tiles import WIDTH
from salwa.kernel.ledger.tree import HASH_BYTES

Octets = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint32]
Number = Any
_njit: Final[Callable[..., Any]] = numba.njit
_LANES: Final = 16
_PRIMES: Final = [n for n in range(2, 312) if all(n % m for m in range(2, int(n**0.5) + 1))]
_START: Final = np.array([int(n**0.5 % 1 * 2**32) for n in _PRIMES[:8]], dtype=np.uint32)


def _cube_root_fraction(number: int) -> int:
    """Give the first 32 bits of the fraction of a cube root, in whole numbers."""
    wanted, low = number << 96, 0
    for bit in reversed(range(40)):
        if (low | 1 << bit) ** 3 <= wanted:
            low |= 1 << bit
    return low & 0xFFFFFFFF


_ROUNDS: Final = np.array([_cube_root_fraction(n) for n in _PRIMES], dtype=np.uint32)


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    return cast(Callable[..., Any], _njit(cache=True, nogil=True, error_model="numpy")(function))


@_compiled
def _turned(word: Number, bits: Number) -> Number:
    return (word >> np.uint32(bits)) | (word << np.uint32(32 - bits))


@_compiled
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
        constant = _ROUNDS[t]
        for lane in range(_LANES):
            a, b, c, d = work[0, lane], work[1, lane], work[2, lane], work[3, lane]
            e, f, g, h = work[4, lane], work[5, lane], work[6, lane], work[7, lane]
            one = (
                h + (_turned(e, 6) ^ _turned(e, 11) ^ _turned(e, 25)) + ((e & f) ^ (~e & g)) + constant + words[t, lane]
            )
            two = (_turned(a, 2) ^ _turned(a, 13) ^ _turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
            work[7, lane], work[6, lane], work[5, lane], work[4, lane] = g, f, e, d + one
            work[3, lane], work[2, lane], work[1, lane], work[0, lane] = c, b, a, one + two


@_compiled
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


@_compiled
def _blocks_of(lengths: Offsets, first: Number, used: Number, blocks: Offsets) -> Number:
    """Say how many blocks the message of each lane has; give the most."""
    most = 0
    for lane in range(_LANES):
        blocks[lane] = (lengths[first + lane] + 72) >> 6 if lane < used else 0
        most = max(most, blocks[lane])
    return most


@_compiled
def _write(state: Words, used: Number, out: Octets, at: Number) -> None:
    """Write what the first lanes hashed, 32 bytes one after another."""
    for lane in range(used):
        for i in range(8):
            word = state[i, lane]
            for q in range(4):
                out[at + 32 * lane + 4 * i + q] = np.uint8(word >> np.uint32(24 - 8 * q))


@_compiled
def _hashed(octets: Octets, begins: Offsets, lengths: Offsets, out: Octets) -> None:
    """Write SHA-256 of each message to ``out``."""
    state, words = np.empty((8, _LANES), np.uint32), np.zeros((64, _LANES), np.uint32)
    work, blocks = np.empty((8, _LANES), np.uint32), np.zeros(_LANES, np.int64)
    for first in range(0, len(begins), _LANES):
        used = min(_LANES, len(begins) - first)
        for i in range(8):
            state[i, :] = _START[i]
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


@_compiled
def _behind(prefixes: Octets, each: Number, octets: Octets, begins: Offsets, ends: Offsets, out: Octets) -> None:
    """Write each slice behind a prefix: the only one, or its own of ``each`` bytes."""
    at = 0
    for i in range(len(begins)):
        own = i * each if len(prefixes) > each else 0
        out[at : at + each] = prefixes[own : own + each]
        at += each
        length = ends[i] - begins[i]
        out[at : at + length] = octets[begins[i] : ends[i]]
        at += length


@_compiled
def _numbers(octets: Octets, begins: Offsets, ends: Offsets, out: Offsets) -> None:
    """Read keys such as ``-12/3`` into whole numbers, one after another."""
    at = 0
    for i in range(len(begins)):
        value, sign = np.int64(0), np.int64(1)
        for j in range(begins[i], ends[i]):
            octet = octets[j]
            if octet == 45:  # -
                sign = np.int64(-1)
            elif octet == 47:  # /
                out[at] = sign * value
                at += 1
                value, sign = np.int64(0), np.int64(1)
            else:
                value = value * 10 + (np.int64(octet) - 48)
        out[at] = sign * value
        at += 1


@_compiled
def _level_above(digests: Octets, out: Octets) -> None:
    """Hash each pair of digests into the node above."""
    count = len(digests) // 64
    pairs = np.empty(65 * count, np.uint8)
    begins, lengths = np.empty(count, np.int64), np.empty(count, np.int64)
    for i in range(count):
        begins[i], lengths[i] = 65 * i, 65
        pairs[65 * i] = 1
        pairs[65 * i + 1 : 65 * i + 65] = digests[64 * i : 64 * i + 64]
    _hashed(pairs, begins, lengths, out)


class Slices(NamedTuple):
    """Many byte strings in one: each from its ``begins`` to its ``ends``."""

    octets: Octets
    begins: Offsets
    ends: Offsets

    @classmethod
    def of(cls, parts: Sequence[bytes]) -> "Slices":
        """Put byte strings one after another."""
        ends = np.cumsum([0, *map(len, parts)]).astype(np.int64)
        return cls(np.frombuffer(b"".join(parts), dtype=np.uint8), ends[:-1].copy(), ends[1:].copy())


def hash_all(messages: Slices) -> bytes:
    """Give SHA-256 of each message, 32 bytes one after another."""
    out = np.empty(HASH_BYTES * len(messages.begins), np.uint8)
    _hashed(messages.octets, messages.begins, messages.ends - messages.begins, out)
    return out.tobytes()


def row_digests(secret: bytes, table: str, keys: Slices, texts: Slices) -> bytes:
    """Give what :func:`salwa.kernel.ledger.rows.row_digests` gives."""
    count = len(keys.begins)
    prefix = np.frombuffer(secret + table.encode() + b"\x00", dtype=np.uint8)
    blinds = np.zeros((count, 1 + HASH_BYTES), np.uint8)
    named = hash_all(_prefixed(prefix, len(prefix), keys))
    blinds[:, 1:] = np.frombuffer(named, dtype=np.uint8).reshape(count, HASH_BYTES)
    return hash_all(_prefixed(blinds.reshape(-1), 1 + HASH_BYTES, texts))


def key_numbers(keys: Slices, parts: int) -> Offsets:
    """Read keys of so many parts, a row for each."""
    out = np.empty(parts * len(keys.begins), np.int64)
    _numbers(*keys, out)
    return out.reshape(-1, parts)


def _prefixed(prefixes: Octets, each: int, slices: Slices) -> Slices:
    """Give the slices, one after another, behind a prefix."""
    ends = np.cumsum(slices.ends - slices.begins + each)
    out = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    _behind(prefixes, each, *slices, out)
    return Slices(out, ends - (slices.ends - slices.begins + each), ends)


def levels_of(digests: bytes) -> list[bytes]:
    """Give what :func:`salwa.kernel.ledger.rows.levels_of` gives."""
    levels, whole = [digests], WIDTH * HASH_BYTES
    while len(levels[-1]) >= whole:
        below = np.frombuffer(levels[-1], dtype=np.uint8)
        row = below[: len(below) // whole * whole]
        for _ in range(WIDTH.bit_length() - 1):
            above = np.empty(len(row) // 2, np.uint8)
            _level_above(row, above)
            row = above
        levels.append(row.tobytes())
    return levels
