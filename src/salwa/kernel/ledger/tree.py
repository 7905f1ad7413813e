"""Kernel, ledger: the Merkle tree over a log, and its proofs (RFC 9162, section 2.1; hashes are those of RFC 6962).

A tree of n leaves is cut at the greatest power of two below n, again and again. All hashes are SHA-256, 32 bytes. What
is proved to somebody else is checked by :func:`verify_inclusion` and :func:`verify_consistency`, which follow the steps
of sections 2.1.3.2 and 2.1.4.2 and need neither the log nor the database.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class ProofRefused(ValueError):
    """The proof does not show what it should: the log, the entry or the proof was changed."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash the bytes of one entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return sha256(b"\x01" + left + right).digest()


class Nodes(Protocol):
    """Where the hashes of complete subtrees are read."""

    def node(self, level: int, index: int) -> bytes:
        """Give the hash over the leaves from ``index * 2**level`` on, ``2**level`` of them."""
        ...


class Frontier:
    """The complete subtrees at the right edge of a growing log: all that is needed to append and to give the root.

    ``hashes`` are those of the subtrees, the greatest first, one for each bit of ``size``.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        """Go on with a log of ``size`` leaves. Raises ValueError where the number of hashes does not fit."""
        self.size = size
        self.hashes = list(hashes)
        if len(self.hashes) != size.bit_count():
            raise ValueError(f"A log of {size} entries has {size.bit_count()} complete subtrees at its edge.")

    @classmethod
    def of(cls, nodes: Nodes, size: int) -> "Frontier":
        """Give the edge of the log of the first ``size`` leaves."""
        hashes, begun = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                hashes.append(nodes.node(level, begun >> level))
                begun += 1 << level
        return cls(size, hashes)

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        self.append_subtree(0, leaf)

    def append_subtree(self, level: int, hashed: bytes) -> None:
        """Add the hash over ``2**level`` leaves at once. Raises ValueError where such a subtree cannot begin here."""
        if self.size & ((1 << level) - 1):
            raise ValueError(f"No subtree of 2^{level} leaves begins behind {self.size}.")
        filled = self.size >> level
        while filled & 1:
            hashed = node_hash(self.hashes.pop(), hashed)
            filled >>= 1
        self.hashes.append(hashed)
        self.size += 1 << level

    def root(self) -> bytes:
        """Give the hash of the whole tree; of an empty log the hash of nothing."""
        if not self.hashes:
            return EMPTY_ROOT
        *above, root = self.hashes
        for left in reversed(above):
            root = node_hash(left, root)
        return root


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """Prove that leaf ``index`` is in the tree of ``size`` leaves: the hashes beside its way up, lowest first.

    Raises ValueError where there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"A log of {size} entries has no entry {index}.")
    path: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        cut = first + _cut(last - first)
        if index < cut:
            path.append(_range(nodes, cut, last))
            last = cut
        else:
            path.append(_range(nodes, first, cut))
            first = cut
    return path[::-1]


def consistency_proof(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """Prove that the log of ``old`` leaves is the beginning of the one of ``new``.

    Raises ValueError where old is 0 or greater than new.
    """
    if not 0 < old <= new:
        raise ValueError(f"A log of {old} entries is not the beginning of one of {new}.")
    path: list[bytes] = []
    first, last, is_whole = 0, new, True
    while old != last:
        cut = first + _cut(last - first)
        if old <= cut:
            path.append(_range(nodes, cut, last))
            last = cut
        else:
            path.append(_range(nodes, first, cut))
            first, is_whole = cut, False
    if not is_whole:
        path.append(_range(nodes, first, last))
    return path[::-1]


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Check that the leaf of this hash is entry ``index`` of the log with this root.

    Raises ProofRefused where it is not shown.
    """
    if not 0 <= index < size:
        raise ProofRefused(f"A log of {size} entries has no entry {index}.")
    hashed = leaf
    for beside, is_left in zip(proof, _sides(index, size - 1, len(proof)), strict=True):
        hashed = node_hash(beside, hashed) if is_left else node_hash(hashed, beside)
    if hashed != root:
        raise ProofRefused("The proof does not lead from the entry to the root.")


def verify_consistency(*, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Check that the log with the old root is the beginning of the one with the new root.

    Raises ProofRefused where it is not shown.
    """
    if not 0 < old <= new:
        raise ProofRefused(f"A log of {old} entries is not the beginning of one of {new}.")
    if old == new:
        if proof or old_root != new_root:
            raise ProofRefused("Two logs of one length have different roots.")
        return
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    if not path:
        raise ProofRefused("The proof is empty.")
    whole = ((old - 1) ^ old).bit_length() - 1
    before = after = path[0]
    for beside, is_left in zip(path[1:], _sides((old - 1) >> whole, (new - 1) >> whole, len(path) - 1), strict=True):
        before = node_hash(beside, before) if is_left else before
        after = node_hash(beside, after) if is_left else node_hash(after, beside)
    if before != old_root or after != new_root:
        raise ProofRefused("The proof does not lead from the old root to the new one.")


def _sides(at: int, last: int, steps: int) -> list[bool]:
    """Say for each hash of a way up from node ``at`` of a level whose last is ``last`` whether it stands on the left.

    Raises ProofRefused where the way is not so long.
    """
    sides = []
    for _ in range(steps):
        if last == 0:
            raise ProofRefused("The proof is longer than the tree is high.")
        sides.append(bool(at & 1) or at == last)
        if sides[-1]:
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    if last != 0:
        raise ProofRefused("The proof is shorter than the tree is high.")
    return sides


def _cut(size: int) -> int:
    """Give the greatest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1


def _range(nodes: Nodes, first: int, last: int) -> bytes:
    """Give the hash of the subtree over leaves first to last; ``first`` is where a subtree of this length may begin."""
    size = last - first
    if size.bit_count() == 1:
        level = size.bit_length() - 1
        return nodes.node(level, first >> level)
    cut = first + _cut(size)
    return node_hash(_range(nodes, first, cut), _range(nodes, cut, last))
