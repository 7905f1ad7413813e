"""Kernel, ledger: SHA-256 of very many short messages, on one core and without the interpreter lock.

The library's function takes most of its time to be called. By the processor's own instructions, where it has them, a
message costs a tenth of a microsecond (instructions.py), elsewhere a quarter, sixteen of them side by side (lanes.py).
Tests hold every length against the library, both ways. Compiled at its first call and kept on disk.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from salwa.kernel.ledger import instructions, lanes, tiles
from salwa.kernel.ledger.lanes import Octets, Offsets, compiled
from salwa.kernel.ledger.tiles import WIDTH
from salwa.kernel.ledger.tree import HASH_BYTES

_by: Final = instructions if instructions.HAS_SHA else lanes
_level_above: Final = _by.level_above
_FEW: Final = 4 * HASH_BYTES


@compiled
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


@compiled
def _over(row: Octets) -> None:
    """Hash a row of hashes, a power of two of them, into its first."""
    left = len(row)
    while left > HASH_BYTES:
        _level_above(row[:left], row)
        left //= 2


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
    _by.hashed(messages.octets, messages.begins, messages.ends - messages.begins, out)
    return out.tobytes()


def leaf_hashes(entries: Sequence[bytes]) -> list[bytes]:
    """Give what :func:`salwa.kernel.ledger.tree.leaf_hash` gives of each."""
    hashes = hash_all(Slices.of([b"\x00" + entry for entry in entries]))
    return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]


def row_digests(secret: bytes, table: str, keys: Slices, texts: Slices) -> bytes:
    """Give what :func:`salwa.kernel.ledger.rows.row_digests` gives."""
    out = np.empty(HASH_BYTES * len(keys.begins), np.uint8)
    prefix = np.frombuffer(secret + table.encode() + b"\x00", dtype=np.uint8)
    edges = np.stack((keys.begins, keys.ends, texts.begins, texts.ends), 1)
    _by.bound(prefix, keys.octets, texts.octets, edges, out)
    return out.tobytes()


def key_numbers(keys: Slices, parts: int) -> Offsets:
    """Read keys of so many parts, a row for each."""
    out = np.empty(parts * len(keys.begins), np.int64)
    _numbers(*keys, out)
    return out.reshape(-1, parts)


def over(hashes: bytes) -> bytes:
    """Give what :func:`salwa.kernel.ledger.tiles.over` gives."""
    if len(hashes) <= _FEW:
        return tiles.over(hashes)
    row = np.frombuffer(hashes, dtype=np.uint8).copy()
    _over(row)
    return row[:HASH_BYTES].tobytes()


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
