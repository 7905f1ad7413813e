"""Tiles hold the tree, however it grew, and their paths are those of the format."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.kernel.ledger.tiles import WIDTH, Place, TileNodes, grown, path_of, places, places_for
from salwa.kernel.ledger.tree import HASH_BYTES, Frontier, inclusion_proof, leaf_hash, verify_inclusion

LEAVES = [leaf_hash(str(n).encode()) for n in range(WIDTH * WIDTH + 700)]


class Held(dict[Place, bytes]):
    """Tiles in memory."""

    def tile(self, place: Place) -> bytes:
        return self[place]


def tiled(*sizes: int) -> tuple[Held, Frontier]:
    """The log of the last size, grown from one size to the next."""
    held, frontier = Held(), Frontier()
    for first, last in pairwise((0, *sizes)):
        held |= grown(frontier, held, LEAVES[first:last])
    return held, frontier


WHOLE = tiled(len(LEAVES))[0]


@given(st.lists(st.integers(1, 1500), min_size=1, max_size=4, unique=True).map(sorted))
@settings(max_examples=25, deadline=None)
def test_the_tree_is_the_same_however_it_grew(sizes: list[int]) -> None:
    held, frontier = tiled(*sizes)
    assert held == tiled(sizes[-1])[0]
    assert Frontier.of(TileNodes(held), sizes[-1]).hashes == frontier.hashes
    assert {place: len(tile) // HASH_BYTES for place, tile in held.items()} == dict(places(sizes[-1]))


def test_entries_are_proved_from_few_tiles_over_three_levels() -> None:
    size = len(LEAVES)
    held, frontier = tiled(size)
    assert {place.level for place in held} == {0, 1, 2}
    for index in (0, 255, 256, WIDTH * WIDTH - 1, WIDTH * WIDTH, size - 1):
        nodes = TileNodes(held)
        proof = inclusion_proof(nodes, index, size)
        verify_inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof, root=frontier.root())


@given(st.integers(1, len(LEAVES)).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
@settings(max_examples=60, deadline=None)
def test_a_proof_asks_for_no_other_tiles(asked: tuple[int, int]) -> None:
    index, size = asked
    wanted = places_for(index, size)
    held = Held({place: tile for place, tile in WHOLE.items() if place in wanted})
    proof = inclusion_proof(TileNodes(held), index, size)
    root = Frontier.of(TileNodes(WHOLE), size).root()
    verify_inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof, root=root)
    assert len(wanted) <= 6


def test_the_root_is_that_of_leaf_after_leaf() -> None:
    frontier = Frontier()
    for leaf in LEAVES:
        frontier.append(leaf)
    assert frontier.root() == tiled(100, 356, 1100, len(LEAVES))[1].root()
    with pytest.raises(ValueError, match="behind"):
        frontier.append_subtree(3, LEAVES[0])


@pytest.mark.parametrize(("level", "index"), [(0, 300), (3, 37), (8, 1), (9, 0)])
def test_a_subtree_beyond_the_log_is_not_made_up(level: int, index: int) -> None:
    held, _ = tiled(300)
    with pytest.raises(KeyError):
        TileNodes(held).node(level, index)


@pytest.mark.parametrize(
    ("place", "width", "path"),
    [
        (Place(0, 0), 256, "tile/0/000"),
        (Place(1, 1234067), 256, "tile/1/x001/x234/067"),
        (Place(0, 12), 7, "tile/0/012.p/7"),
        (5, 256, "tile/entries/005"),
        (1000, 255, "tile/entries/x001/000.p/255"),
    ],
)
def test_paths_are_those_of_the_format(place: Place | int, width: int, path: str) -> None:
    assert path_of(place, width) == path
