"""The tree is that of RFC 9162, and no changed entry, order, length or proof passes."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    ProofRefused,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

VECTOR = tuple(
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
)
"""The eight entries on which implementations of Certificate Transparency are tried, and the roots of the first n."""
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


class Kept:
    """All leaves in memory; every subtree is hashed anew, by the definition."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves

    def node(self, level: int, index: int) -> bytes:
        return by_definition(self.leaves[index << level : (index + 1) << level])


def by_definition(leaves: list[bytes]) -> bytes:
    """The recursive definition of section 2.1.1."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return node_hash(by_definition(leaves[:cut]), by_definition(leaves[cut:]))


def log_of(size: int) -> list[bytes]:
    return [leaf_hash(f"entry {n}".encode()) for n in range(size)]


def test_the_roots_are_those_of_the_published_vectors() -> None:
    frontier = Frontier()
    assert frontier.root() == EMPTY_ROOT
    assert EMPTY_ROOT.hex().startswith("e3b0c44298fc1c14")
    for entry, root in zip(VECTOR, ROOTS, strict=True):
        frontier.append(leaf_hash(entry))
        assert frontier.root().hex() == root


@given(st.integers(0, 70))
def test_the_frontier_and_the_nodes_agree_with_the_definition(size: int) -> None:
    leaves = log_of(size)
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    assert frontier.root() == by_definition(leaves) == Frontier.of(Kept(leaves), size).root()
    again = Frontier.of(Kept(leaves), size)
    again.append(leaf_hash(b"next"))
    assert again.root() == by_definition([*leaves, leaf_hash(b"next")])


def test_a_frontier_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="3 entries has 2"):
        Frontier(3, [b"x" * 32])


@given(st.data())
def test_every_entry_is_proved_and_no_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    leaves = log_of(size)
    root, proof = by_definition(leaves), inclusion_proof(Kept(leaves), index, size)
    verify_inclusion(leaf=leaves[index], index=index, size=size, proof=proof, root=root)
    wrong = [
        {"leaf": leaf_hash(b"another")},
        {"index": (index + 1) % size} if size > 1 else {"index": 1},
        {"root": leaf_hash(b"root")},
        {"proof": [*proof, b"\0" * 32]},
        {"proof": proof[:-1]} if proof else {"size": 2},
    ]
    for change in wrong:
        given_ = {"leaf": leaves[index], "index": index, "size": size, "proof": proof, "root": root} | change
        with pytest.raises(ProofRefused):
            verify_inclusion(**given_)


@given(st.data())
def test_a_log_is_proved_to_go_on_from_its_beginning_and_no_other(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, 70))
    old = data.draw(st.integers(1, new))
    leaves = log_of(new)
    roots = {"old_root": by_definition(leaves[:old]), "new_root": by_definition(leaves)}
    proof = consistency_proof(Kept(leaves), old, new)
    verify_consistency(old=old, new=new, proof=proof, **roots)
    rewritten = [leaf_hash(b"rewritten"), *leaves[1:]]
    with pytest.raises(ProofRefused):
        verify_consistency(old=old, new=new, proof=proof, **roots | {"old_root": by_definition(rewritten[:old])})
    with pytest.raises(ProofRefused):
        verify_consistency(
            old=old,
            new=new,
            old_root=roots["old_root"],
            new_root=by_definition(rewritten),
            proof=consistency_proof(Kept(rewritten), old, new),
        )
    with pytest.raises(ProofRefused):
        verify_consistency(old=old, new=new, proof=[*proof, b"\0" * 32], **roots)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_of_an_entry_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no entry"):
        inclusion_proof(Kept(log_of(5)), index, size)
    with pytest.raises(ProofRefused, match="no entry"):
        verify_inclusion(leaf=b"", index=index, size=size, proof=[], root=b"")


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_no_proof_that_a_log_goes_on_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="not the beginning"):
        consistency_proof(Kept(log_of(5)), old, new)
    with pytest.raises(ProofRefused, match="not the beginning"):
        verify_consistency(old=old, new=new, old_root=b"", new_root=b"", proof=[])
