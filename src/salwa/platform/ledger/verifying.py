"""Platform, ledger: hold what the database says against what was signed, and name what does not fit.

The tree is built anew from the bytes of the entries. Where its root is not the signed one, the stored hashes tell which
entry was changed. They may have been changed too: that is said, since they do not lead to the signed root then either.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from django.db import connections
from django.db.backends.utils import CursorWrapper

from salwa.kernel.ledger.notes import Checkpoint as Signed
from salwa.kernel.ledger.notes import Key, NoteRefused, opened
from salwa.kernel.ledger.tiles import WIDTH, Place
from salwa.kernel.ledger.tree import EMPTY_ROOT, HASH_BYTES, Frontier, leaf_hash
from salwa.platform.ledger.keeping import body_of
from salwa.platform.ledger.sealing import StoredTiles, size_of
from salwa.platform.models import Checkpoint, Entry

_AT_ONCE = 40 * WIDTH
_READ = """
SELECT s.place, s.entry, e.id, e.uuid, e.action, e.actor_id, e.actor_name, e.agency_id, e.reason, e.recorded_at,
       e.digest, e.summary, e.body, e.salt
  FROM platform_sealed s LEFT JOIN platform_entry e ON e.id = s.entry
 WHERE s.place >= %s AND s.place < %s ORDER BY s.place
"""
_COLUMNS = ("id", "uuid", "action", "actor_id", "actor_name", "agency_id", "reason", "recorded_at", "digest", "summary")
_UNKNOWN = """
SELECT e.id FROM platform_entry e
 WHERE NOT EXISTS (SELECT FROM platform_sealed s WHERE s.entry = e.id)
   AND NOT EXISTS (SELECT FROM platform_unsealed q WHERE q.entry = e.id) ORDER BY e.id
"""
_LOST = """
SELECT q.entry FROM platform_unsealed q
 WHERE NOT EXISTS (SELECT FROM platform_entry e WHERE e.id = q.entry) ORDER BY q.entry
"""
_MOST_TOLD = 1_000


class FaultKind(StrEnum):
    """What may be wrong with a log."""

    UNSIGNED = "unsigned"
    SHORT = "short"
    HASHES = "hashes"
    PLACE = "place"
    DELETED = "deleted"
    ALTERED = "altered"
    COLUMNS = "columns"
    INSERTED = "inserted"
    CUT = "cut"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: which entry, 0 where it is the log as a whole.

    ``name`` is that of the column, or of the checkpoint handed out earlier.
    """

    kind: FaultKind
    entry: int = 0
    name: str = ""


@dataclass(slots=True)
class Verified:
    """What verification saw: entries sealed, entries waiting to be, and what does not fit."""

    sealed: int = 0
    waiting: int = 0
    faults: list[Fault] = field(default_factory=list)

    def say(self, kind: FaultKind, entry: int = 0, name: str = "") -> None:
        """Add a fault; of very many the first are named."""
        if len(self.faults) < _MOST_TOLD:
            self.faults.append(Fault(kind, entry, name))


@dataclass(slots=True)
class _Read:
    """The tree over the entries' bytes, that over the stored hashes, and the entries whose bytes have another hash.

    ``roots`` are those of the computed tree when it had the sizes that were asked for.
    """

    sizes: Collection[int] = ()
    roots: dict[int, bytes] = field(default_factory=dict)
    computed: Frontier = field(default_factory=Frontier)
    stored: Frontier = field(default_factory=Frontier)
    unlike: list[int] = field(default_factory=list)


def verify(key: Key, *, earlier: Mapping[str, Signed] | None = None, using: str = "default") -> Verified:
    """Hold every entry against the ledger that ``key`` has signed. Runs inside a reading.

    ``earlier`` are checkpoints that were handed out, by the names they are told under: what was signed of the log then
    must be its beginning now. That holds against who has the key and signs another past.
    """
    seen, handed_out = Verified(), earlier or {}
    with connections[using].cursor() as cursor:
        read = _Read(sizes={one.size for one in handed_out.values()})
        _walk(cursor, seen, read)
        _hold_against_the_signed(newest_note(using=using), key, seen, read)
        _hold_against_the_earlier(handed_out, seen, read)
        cursor.execute("SELECT count(*) FROM platform_unsealed")
        seen.waiting = cursor.fetchone()[0]
        for kind, statement in ((FaultKind.INSERTED, _UNKNOWN), (FaultKind.DELETED, _LOST)):
            cursor.execute(statement)
            for (entry,) in cursor.fetchmany(_MOST_TOLD):
                seen.say(kind, entry)
    return seen


def newest_note(*, using: str = "default") -> str:
    """Give the newest checkpoint as it was signed, empty where nothing is sealed yet."""
    newest = Checkpoint.objects.using(using).order_by("-size").values_list("note", flat=True)
    return newest.first() or ""


def _walk(cursor: CursorWrapper, seen: Verified, read: _Read) -> None:
    """Build the tree from the entries' bytes, and once more from the hashes that are stored of them."""
    tiles = StoredTiles(cursor)
    size = size_of(cursor)
    for first in range(0, size, _AT_ONCE):
        last = min(size, first + _AT_ONCE)
        cursor.execute(_READ, [first, last])
        rows = {row[0]: row for row in cursor.fetchall()}
        seen.sealed += len(rows)
        for place, told in zip_longest(range(first, last), _hashes(tiles, first, last), fillvalue=b""):
            row = rows.get(place)
            leaf = _leaf(row, seen) if row else _gap(seen)
            read.stored.append(told)
            read.computed.append(leaf)
            if read.computed.size in read.sizes:
                read.roots[read.computed.size] = read.computed.root()
            if row and row[2] is not None and leaf != told:
                read.unlike.append(row[1])


def _gap(seen: Verified) -> bytes:
    seen.say(FaultKind.PLACE)
    return bytes(HASH_BYTES)


def _leaf(row: tuple, seen: Verified) -> bytes:  # type: ignore[type-arg]
    """Give the hash of an entry's bytes; say which column is not as in them."""
    _, number, found, *_ = row
    if found is None:
        seen.say(FaultKind.DELETED, number)
        return bytes(HASH_BYTES)
    body = bytes(row[-2])
    entry = Entry(**dict(zip(_COLUMNS, row[2:-2], strict=True)), salt=bytes(row[-1]))
    if isinstance(entry.summary, str):
        entry.summary = json.loads(entry.summary)
    if body_of(entry) != body:
        seen.say(FaultKind.COLUMNS, number, _differing(entry, body))
    return leaf_hash(body)


def _differing(entry: Entry, body: bytes) -> str:
    """Name what the row says otherwise than the sealed bytes."""
    sealed, told = json.loads(body), json.loads(body_of(entry))
    return ", ".join(sorted(name for name in sealed.keys() | told.keys() if sealed.get(name) != told.get(name)))


def _hashes(tiles: StoredTiles, first: int, last: int) -> Iterator[bytes]:
    """Give the stored hashes of the entries at places first to last; fewer where tiles are missing."""
    for number in range(first // WIDTH, -(-last // WIDTH)):
        try:
            tile = tiles.tile(Place(0, number))
        except KeyError:
            return
        for at in range(0, min(len(tile), (last - number * WIDTH) * HASH_BYTES), HASH_BYTES):
            yield tile[at : at + HASH_BYTES]


def _hold_against_the_signed(note: str, key: Key, seen: Verified, read: _Read) -> None:
    try:
        signed = opened(note, key) if note or read.computed.size else None
    except NoteRefused:
        seen.say(FaultKind.UNSIGNED)
        signed = None
    if signed is not None and signed.size != read.computed.size:
        seen.say(FaultKind.SHORT)
    elif signed is not None and signed.root != read.stored.root():
        seen.say(FaultKind.HASHES)
    if signed is None or signed.root != read.computed.root():
        for entry in read.unlike:
            seen.say(FaultKind.ALTERED, entry)


def _hold_against_the_earlier(handed_out: Mapping[str, Signed], seen: Verified, read: _Read) -> None:
    for name, earlier in handed_out.items():
        if earlier.size > read.computed.size:
            seen.say(FaultKind.CUT, name=name)
        elif read.roots.get(earlier.size, EMPTY_ROOT) != earlier.root:
            seen.say(FaultKind.PAST, name=name)
