"""Platform, ledger: prove that an entry is in the log, from a handful of rows at any size."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.utils.translation import gettext

from salwa.kernel.ledger.hashing import over
from salwa.kernel.ledger.tiles import HEIGHT, Place, TileNodes, places_for
from salwa.kernel.ledger.tree import inclusion_proof
from salwa.platform.errors import NotFound
from salwa.platform.prepared import fetched

_PROVED: Final = f"""
WITH asked AS MATERIALIZED (
    SELECT s.place, (SELECT max(size) FROM platform_checkpoint) AS size
      FROM platform_sealed s WHERE s.entry = %(entry)s)
SELECT asked.place, asked.size, tile.level, tile.number, tile.hashes
  FROM asked LEFT JOIN LATERAL (
       SELECT t.level, t.number, t.hashes
         FROM generate_series(0, 6) AS above (level)
        CROSS JOIN LATERAL (VALUES (asked.place >> {HEIGHT} * (above.level + 1)),
                                   (asked.size >> {HEIGHT} * (above.level + 1))) AS beside (number)
         JOIN platform_tile t ON t.level = above.level AND t.number = beside.number) tile ON true
"""  # noqa: S608 - a number of our own
"""The place of an entry, the newest size, and the tiles of :func:`places_for`, without a second journey."""
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
    found = fetched(_PROVED, {"entry": entry}, using=using)
    place, size = found[0][:2] if found else (0, None)
    if size is None or place >= size:
        raise NotFound(gettext("This entry is not sealed yet. Seal with: salwa ledger seal"))
    tiles = {Place(level, number): hashes for _, _, level, number, hashes in found if hashes is not None}
    return Proof(place, size, tuple(inclusion_proof(TileNodes(_Read(tiles), over), place, size)))


def nodes_for(indexes: Iterable[int], size: int, *, using: str = "default") -> TileNodes:
    """Read at once the tiles from which the inclusion of some entries in a log of ``size`` is proved."""
    wanted = {place for index in indexes for place in places_for(index, size)}
    asked = {"levels": [place.level for place in wanted], "numbers": [place.number for place in wanted]}
    rows = fetched(_TILES, asked, using=using)
    return TileNodes(_Read({Place(level, number): hashes for level, number, hashes in rows}), over)
