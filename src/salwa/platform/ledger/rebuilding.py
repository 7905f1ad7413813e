"""Platform, ledger: make the stored hashes of the tree again, out of the entries' bytes.

The hashes follow from the entries, and a proof and the next signature go by them. They are made again only where the
entries lead to the root that was signed: otherwise it is the entries that were changed, and not only the hashes.
"""

from collections.abc import Sequence
from typing import Final

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext

from salwa.kernel.ledger.hashing import leaf_hashes
from salwa.kernel.ledger.tiles import WIDTH, Place, grown, places
from salwa.kernel.ledger.tree import Frontier
from salwa.platform.errors import Conflict
from salwa.platform.ledger.sealing import (
    LOCK,
    Signer,
    hold_against_the_kept,
    is_as_signed_last,
    keep_tiles,
    size_of,
)

_AT_ONCE: Final = 80 * WIDTH
"""Entries that are hashed at once, full tiles of them: what was made of the first level is not kept at hand."""
_BODIES: Final = """
SELECT e.body FROM platform_sealed s JOIN platform_entry e ON e.id = s.entry
 WHERE s.place >= %s AND s.place < %s ORDER BY s.place
"""
_EMPTY: Final = """
UPDATE platform_tile SET hashes = ''
 WHERE hashes <> '' AND (number < 0 OR number >= coalesce((
       SELECT has.count FROM unnest(%s::bigint[]) WITH ORDINALITY AS has (count, nth)
        WHERE has.nth = platform_tile.level + 1), 0))
"""


class _Made(dict[Place, bytes]):
    """Tiles above the first level, as they were made."""

    def tile(self, place: Place) -> bytes:
        """Give the hashes of a tile. Raises KeyError where there is none."""
        return self[place]


def rebuild(signer: Signer, *, using: str = "default") -> int:
    """Make all tiles again and keep those that are stored otherwise; give how many. Runs inside an action.

    A tile where none belongs is emptied: the node's role in the database takes none away. Nothing is sealed meanwhile.

    Raises Conflict where the entries do not lead to the newest checkpoint, or that is not signed by this node, or does
    not go on from the one beside the database: what a ledger that was cut still holds is left as it is. What was
    written until then goes with the action's transaction.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        size = size_of(cursor)
        frontier, above, right = Frontier(), _Made(), 0
        for first in range(0, size, _AT_ONCE):
            made = grown(frontier, above, _leaves(cursor, first, min(size, first + _AT_ONCE)))
            above |= {place: hashes for place, hashes in made.items() if place.level}
            right += keep_tiles(cursor, {place: hashes for place, hashes in made.items() if not place.level})
        if not is_as_signed_last(cursor, signer.key, frontier):
            raise _elsewhere()
        right += keep_tiles(cursor, above)
        hold_against_the_kept(cursor, signer, frontier)
        return right + _emptied(cursor, size)


def _leaves(cursor: CursorWrapper, first: int, last: int) -> Sequence[bytes]:
    """Hash the bytes of the entries at places ``first`` to before ``last``."""
    cursor.execute(_BODIES, [first, last])
    leaves = leaf_hashes([bytes(body) for (body,) in cursor.fetchall()])
    if len(leaves) != last - first:
        raise _elsewhere()
    return leaves


def _emptied(cursor: CursorWrapper, size: int) -> int:
    """Empty the tiles that belong to no log of this size; give how many."""
    counts: list[int] = []
    for place, _width in places(size):
        counts[place.level :] = [place.number + 1]
    cursor.execute(_EMPTY, [counts])
    return int(cursor.rowcount)


def _elsewhere() -> Conflict:
    return Conflict(
        gettext(
            "The entries do not lead to the signed root: the damage is not in the stored hashes alone, and nothing was "
            "written. What does not fit is named by: salwa ledger verify"
        )
    )
