"""Platform, ledger: prove that an entry is in the log, from a handful of rows at any size."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.utils.translation import gettext

from salwa.kernel.ledger.hashing import over
from salwa.kernel.ledger.tiles import Place, TileNodes, places_for
from salwa.kernel.ledger.tree import inclusion_proof
from salwa.platform.errors import NotFound
from salwa.platform.prepared import fetched

_WHERE: Final = """
SELECT s.place, (SELECT max(size) FROM platform_checkpoint) FROM platform_sealed s WHERE s.entry = %(entry)s
"""
_TILES: Final = """
SELECT t.level, t.number, t.hashes
  FROM unnest(%(levels)s::smallint[], %(numbers)s::bigint[]) AS wanted (level, number)
  JOIN platform_tile t USING (level, number)
"""


class Proof(NamedTuple):
    """Where an entry stands, in a log of which size, and the hashes beside its way up, lowest first."""

    place: int
    size: int
    path: tuple[bytes, ...]


class _Read(dict[Place, bytes]):
    """Tiles that were read at once."""

    def tile(self, place: Place) -> bytes:
        """Give the hashes of a tile. Raises KeyError where there is none."""
        return self[place]


def prove(entry: int, *, using: str = "default") -> Proof:
    """Prove that an entry is in the log of the newest checkpoint. Runs inside a reading.

    Raises:
        NotFound: the entry is not sealed yet, or there is none of this number.
        KeyError: a tile is missing; ``salwa ledger verify`` says which entries are concerned.
    """
    found = fetched(_WHERE, {"entry": entry}, using=using)
    if not found or found[0][1] is None or found[0][0] >= found[0][1]:
        raise NotFound(gettext("This entry is not sealed yet. Seal with: salwa ledger seal"))
    place, size = found[0]
    return Proof(place, size, tuple(inclusion_proof(nodes_for([place], size, using=using), place, size)))


def nodes_for(indexes: Iterable[int], size: int, *, using: str = "default") -> TileNodes:
    """Read at once the tiles from which the inclusion of some entries in a log of ``size`` is proved."""
    wanted = {place for index in indexes for place in places_for(index, size)}
    asked = {"levels": [place.level for place in wanted], "numbers": [place.number for place in wanted]}
    rows = fetched(_TILES, asked, using=using)
    return TileNodes(_Read({Place(level, number): hashes for level, number, hashes in rows}), over)
