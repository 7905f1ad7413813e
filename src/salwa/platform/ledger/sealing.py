"""Platform, ledger: give committed entries their places, extend the tree, sign what it now is.

One sealer works at a time; who comes second finds the lock taken and leaves the work to the first. What a sealer has
not finished when it dies is as it was before, and the next takes it up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext

from salwa.kernel.ledger.hashing import leaf_hashes
from salwa.kernel.ledger.notes import SIGNER, Checkpoint, Key, NoteRefused, Sign, opened, signed
from salwa.kernel.ledger.tiles import Place, TileNodes, grown
from salwa.kernel.ledger.tree import Frontier
from salwa.platform import keys
from salwa.platform.errors import Conflict
from salwa.platform.home import Home
from salwa.platform.ledger.files import write_whole
from salwa.platform.ledger.vouching import strangers
from salwa.platform.prepared import fetched

AT_ONCE = 20_000
"""Entries sealed in one transaction: a second's work, some ten megabytes."""
LOCK = 0x5341_4C57_4C45_4447
"""What whoever adds to the tiles, or makes them again, holds until its transaction ends."""
# One look-up for each that waits: a join may go over the whole log, once a second.
_TAKE = """
SELECT q.entry, e.body, q.voucher
  FROM platform_unsealed q
 CROSS JOIN LATERAL (SELECT body FROM platform_entry WHERE id = q.entry OFFSET 0) e
 WHERE q.entry > %(after)s ORDER BY q.entry LIMIT %(most)s
"""
_PLACES = """
INSERT INTO platform_sealed (place, entry)
SELECT %s + nth - 1, entry FROM unnest(%s::bigint[]) WITH ORDINALITY AS taken (entry, nth)
"""
_TILES = """
INSERT INTO platform_tile (level, number, hashes) SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])
ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes WHERE platform_tile.hashes <> excluded.hashes
"""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs checkpoints: the log's public key with its name, and what signs.

    ``kept``: the file beside the database where the last checkpoint is kept, None where none is.
    """

    key: Key
    sign: Sign
    kept: Path | None = None


def signer_of(home: Home) -> Signer:
    """Give the signer of the node in ``home``. Raises NotReady where it has no key."""
    private, node = keys.signing_key(home), home.node()
    key = Key(f"salwa/{node.state}/{node.uuid}", SIGNER, private.public_key().public_bytes_raw())
    return Signer(key, private.sign, home.path / "checkpoint")


class StoredTiles:
    """Tiles as the database holds them."""

    def __init__(self, cursor: CursorWrapper) -> None:
        """Read with ``cursor``, in its transaction."""
        self._cursor = cursor

    def tile(self, place: Place) -> bytes:
        """Give the hashes of a tile. Raises KeyError where there is none."""
        self._cursor.execute("SELECT hashes FROM platform_tile WHERE level = %s AND number = %s", list(place))
        row = self._cursor.fetchone()
        if row is None:
            raise KeyError(place)
        return bytes(row[0])


def seal(signer: Signer, *, most: int = AT_ONCE, using: str = "default") -> int:
    """Seal at most ``most`` entries; give how many. Of 0 there was nothing to do, or another sealer is at work.

    Raises Conflict where the stored hashes do not lead to what was signed last, or to what is kept beside the database
    of it, or an entry waits that this node did not write: nothing is signed on top of that.
    """
    return len(_seal(signer, after=0, most=most, using=using))


def _seal(signer: Signer, *, after: int, most: int = AT_ONCE, using: str = "default") -> Sequence[int]:
    """Seal entries with greater numbers than ``after``; give their numbers."""
    note, entries = "", ()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return ()
        taken = fetched(_TAKE, {"after": after, "most": most}, using=using)
        if taken:
            entries, bodies, vouched = zip(*taken, strict=True)
            _hold_against_vouchers(entries, bodies, vouched)
            note = _extend(cursor, signer, entries, leaf_hashes(bodies))
    if note and signer.kept is not None:
        write_whole(signer.kept, note.encode(), mode=0o600)
    return entries


def kept_note(kept: Path | None) -> str:
    """Give the checkpoint that is kept beside the database, empty where none is; what cannot be read is not one."""
    try:
        return "" if kept is None else kept.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def seal_all(signer: Signer) -> int:
    """Seal whatever waits, batch after batch; give how many entries.

    Each batch begins behind the one before: what was sealed lies in the queue's pages until they are cleaned, and going
    over it again and again would take longer the more there is. In the end it looks once more from the beginning, for
    an entry may be committed after one of a greater number; what is written meanwhile is left to the next time.
    """
    sealed, after = 0, 0
    while True:
        entries = _seal(signer, after=after, most=AT_ONCE)
        sealed += len(entries)
        if len(entries) == AT_ONCE:
            after = entries[-1]
        elif after:
            after = 0
        else:
            return sealed


def size_of(cursor: CursorWrapper) -> int:
    """Give how many entries the ledger holds."""
    cursor.execute("SELECT coalesce(max(place) + 1, 0) FROM platform_sealed")
    return int(cursor.fetchone()[0])


def keep_tiles(cursor: CursorWrapper, tiles: Mapping[Place, bytes]) -> int:
    """Write tiles; give how many were not stored just so."""
    cursor.execute(_TILES, [[place.level for place in tiles], [place.number for place in tiles], list(tiles.values())])
    return int(cursor.rowcount)


def _extend(cursor: CursorWrapper, signer: Signer, entries: Sequence[int], leaves: Sequence[bytes]) -> str:
    """Give entries their places, and the note of the checkpoint that was signed of it."""
    size = size_of(cursor)
    tiles = StoredTiles(cursor)
    frontier = Frontier.of(TileNodes(tiles), size)
    _hold_against_the_last(cursor, signer, frontier)
    changed = grown(frontier, tiles, leaves)
    # As text: a list of twenty thousand numbers, quoted one by one, takes as long as the tree.
    numbers = "{" + ",".join(map(str, entries)) + "}"
    cursor.execute(_PLACES, [size, numbers])
    keep_tiles(cursor, changed)
    note = signed(Checkpoint(signer.key.name, frontier.size, frontier.root()), signer.key, signer.sign)
    cursor.execute(
        "INSERT INTO platform_checkpoint (size, note, sealed_at) VALUES (%s, %s, clock_timestamp())",
        [frontier.size, str(note)],
    )
    cursor.execute("DELETE FROM platform_unsealed WHERE entry = ANY(%s::bigint[])", [numbers])
    return str(note)


def _hold_against_vouchers(entries: Sequence[int], bodies: Sequence[bytes], vouched: Sequence[bytes]) -> None:
    """Refuse entries for which this node does not vouch: its signature would make them its own."""
    strange = strangers(bodies, vouched)
    if strange:
        detail = gettext(
            "Entry %(entry)d waits to be sealed and was not written by this node. Nothing is sealed. "
            "See: salwa ledger verify"
        )
        raise Conflict(detail % {"entry": entries[strange[0]]})


def _hold_against_the_last(cursor: CursorWrapper, signer: Signer, frontier: Frontier) -> None:
    """Refuse to go on from hashes that were changed: the next signature would make them true."""
    hold_against_the_kept(cursor, signer, frontier)
    if not is_as_signed_last(cursor, signer.key, frontier):
        detail = gettext(
            "The ledger is not as it was signed last, and nothing more is sealed. See: salwa ledger verify"
        )
        raise Conflict(detail)


def is_as_signed_last(cursor: CursorWrapper, key: Key, frontier: Frontier) -> bool:
    """Whether a tree is that of the newest checkpoint, signed by ``key``; the empty one where nothing is signed yet."""
    cursor.execute("SELECT note FROM platform_checkpoint ORDER BY size DESC LIMIT 1")
    row = cursor.fetchone()
    if row is None:
        return frontier.size == 0
    try:
        last = opened(row[0], key)
    except NoteRefused:
        return False
    return (last.size, last.root) == (frontier.size, frontier.root())


def hold_against_the_kept(cursor: CursorWrapper, signer: Signer, frontier: Frontier) -> None:
    """Refuse to go on where the database is older than the checkpoint beside it, or does not go on from that.

    ``frontier`` is the edge of the stored tiles. Raises Conflict.
    """
    note = kept_note(signer.kept)
    if not note:
        return
    try:
        kept = opened(note, signer.key)
        if (kept.size, kept.root) == (frontier.size, frontier.root()):
            return
        goes_on = kept.size < frontier.size
        goes_on = goes_on and Frontier.of(TileNodes(StoredTiles(cursor)), kept.size).root() == kept.root
    except (NoteRefused, KeyError):
        goes_on = False
    if not goes_on:
        detail = gettext(
            "The ledger does not go on from the checkpoint in %(file)s: an older copy of the database was put back, or "
            "its past was changed. Nothing more is sealed. What to do stands in the guide “Keep the ledger”."
        )
        raise Conflict(detail % {"file": signer.kept})
