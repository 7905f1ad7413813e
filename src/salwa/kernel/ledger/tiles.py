"""Kernel, ledger: the hashes of the tree in files of 256 (C2SP tlog-tiles).

Tile ``(level, number)`` holds the hashes of 256 complete subtrees of ``2**(8 * level)`` leaves, side by side; the last
of a level may hold fewer. So a proof reads one or two tiles of each of four levels in a log of 10^9 entries, and a full
tile never changes: it can stand as a file on any web server, and be kept by anybody.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple, Protocol

from salwa.kernel.ledger.tree import HASH_BYTES, Frontier

HEIGHT = 8
WIDTH = 1 << HEIGHT
_PATH_DIGITS = 3
_TWO = 2 * HASH_BYTES


class Place(NamedTuple):
    """Which tile: its level, from 0 at the leaves, and its number there."""

    level: int
    number: int


class Tiles(Protocol):
    """Where tiles are read."""

    def tile(self, place: Place) -> bytes:
        """Give the hashes of a tile, 32 bytes each, as many as there are. Raises KeyError where there is none."""
        ...


class TileNodes:
    """The hashes of all complete subtrees, out of tiles."""

    def __init__(self, tiles: Tiles, hashed: Callable[[bytes], bytes] | None = None) -> None:
        """Read from ``tiles``, each once. ``hashed`` does what :func:`over` does."""
        self._tiles = tiles
        self._over = hashed or over
        self._read: dict[Place, bytes] = {}

    def node(self, level: int, index: int) -> bytes:
        """Give the hash over the leaves from ``index * 2**level`` on. Raises KeyError where the log is shorter."""
        above, inside = divmod(level, HEIGHT)
        first = index << inside
        place = Place(above, first >> HEIGHT)
        if place not in self._read:
            self._read[place] = self._tiles.tile(place)
        start = (first % WIDTH) * HASH_BYTES
        wanted = self._read[place][start : start + (HASH_BYTES << inside)]
        if len(wanted) != HASH_BYTES << inside:
            raise KeyError(place)
        return self._over(wanted)


def grown(frontier: Frontier, tiles: Tiles, leaves: Iterable[bytes]) -> dict[Place, bytes]:
    """Append the hashes of leaves to the tree; give every tile that is new or longer than it was, whole.

    ``frontier`` is that of the log so far, and is moved on; ``tiles`` is where the log's last tiles are read.
    """
    changed: dict[Place, bytearray] = {}
    new = list(leaves)
    done = 0
    while done < len(new):
        at = frontier.size
        most = min(WIDTH - at % WIDTH, len(new) - done)
        some = new[done : done + most]
        done += most
        tile = _put(changed, tiles, Place(0, at >> HEIGHT), at, b"".join(some))
        whole = over(tile) if len(tile) == WIDTH * HASH_BYTES else b""
        if most == WIDTH:
            frontier.append_subtree(HEIGHT, whole)
        else:
            for leaf in some:
                frontier.append(leaf)
        level = 1
        while whole:
            at >>= HEIGHT
            tile = _put(changed, tiles, Place(level, at >> HEIGHT), at, whole)
            whole, level = over(tile) if len(tile) == WIDTH * HASH_BYTES else b"", level + 1
    return {place: bytes(tile) for place, tile in changed.items()}


def _put(changed: dict[Place, bytearray], tiles: Tiles, place: Place, at: int, hashes: bytes) -> bytearray:
    """Put hashes behind those of a tile, the first of them number ``at`` of its level."""
    if place not in changed:
        changed[place] = bytearray(tiles.tile(place) if at % WIDTH else b"")
    changed[place] += hashes
    return changed[place]


def places(size: int) -> Iterator[tuple[Place, int]]:
    """Give every tile of a log of ``size`` entries, with how many hashes it holds."""
    level = 0
    while size:
        for number in range(-(-size // WIDTH)):
            yield Place(level, number), min(WIDTH, size - number * WIDTH)
        size //= WIDTH
        level += 1


def places_for(index: int, size: int) -> set[Place]:
    """Give the tiles from which the inclusion of leaf ``index`` in a log of ``size`` entries is proved."""
    found, level = set(), 0
    while size:
        found.add(Place(level, index >> HEIGHT))
        if size % WIDTH:
            found.add(Place(level, size >> HEIGHT))
        index, size, level = index >> HEIGHT, size >> HEIGHT, level + 1
    return found


def path_of(place: Place | int, width: int = WIDTH) -> str:
    """Give the path of a tile below the log's address; of the entries of one where a number is given.

    Of 1234067 ``x001/x234/067``; a tile that is not full ends with ``.p/`` and its width.
    """
    level, number = ("entries", place) if isinstance(place, int) else place
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // _PATH_DIGITS) * _PATH_DIGITS)
    *before, last = (digits[at : at + _PATH_DIGITS] for at in range(0, len(digits), _PATH_DIGITS))
    name = "/".join([*(f"x{part}" for part in before), last])
    return f"tile/{level}/{name}" + ("" if width == WIDTH else f".p/{width}")


def over(hashes: bytes | bytearray) -> bytes:
    """Give the hash over a row of hashes, a power of two of them."""
    row, hashed = bytes(hashes), sha256
    while len(row) > HASH_BYTES:
        row = b"".join([hashed(b"\x01" + row[at : at + _TWO]).digest() for at in range(0, len(row), _TWO)])
    return row
