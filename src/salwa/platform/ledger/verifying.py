"""Platform, ledger: hold what the database says against what was signed, and name what does not fit.

The tree is built anew from the bytes of the entries. Where its root is not the signed one, the stored hashes tell which
entry was changed. They may have been changed too: that is said, since they do not lead to the signed root then either.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper

from salwa.kernel.ledger.entries import canonical
from salwa.kernel.ledger.notes import Checkpoint as Signed
from salwa.kernel.ledger.notes import Key, Note, NoteRefused, opened
from salwa.kernel.ledger.tiles import WIDTH, Place
from salwa.kernel.ledger.tree import EMPTY_ROOT, HASH_BYTES, Frontier, leaf_hash
from salwa.platform.ledger.keeping import body_of, facts_of, is_erased, private_of
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
    UNREADABLE = "unreadable"
    SPELLING = "spelling"
    INSERTED = "inserted"
    CUT = "cut"
    PAST = "past"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: which entry, 0 where it is the log as a whole.

    ``name`` is that of the column, or of the checkpoint handed out earlier; of a stored checkpoint its size.
    """

    kind: FaultKind
    entry: int = 0
    name: str = ""


@dataclass(slots=True)
class Verified:
    """What verification saw: entries sealed, entries waiting to be, and what does not fit.

    ``erased``: how many of those sealed have lost their personal data, which is no fault.
    """

    sealed: int = 0
    erased: int = 0
    waiting: int = 0
    faults: list[Fault] = field(default_factory=list)

    def say(self, kind: FaultKind, entry: int = 0, name: str = "") -> None:
        """Add a fault; of very many the first are named."""
        if len(self.faults) < _MOST_TOLD:
            self.faults.append(Fault(kind, entry, name))


@dataclass(slots=True)
class _Read:
    """The tree over the entries' bytes, that over the stored hashes, and the entries whose bytes have another hash.

    ``unfit``: sizes of stored checkpoints that do not say what the tree of the stored hashes then was.

    ``roots`` are those of the computed tree when it had the sizes that were asked for; ``signed`` is the size that the
    newest checkpoint says.
    """

    sizes: Collection[int] = ()
    signed: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)
    computed: Frontier = field(default_factory=Frontier)
    stored: Frontier = field(default_factory=Frontier)
    unlike: list[int] = field(default_factory=list)
    unfit: list[int] = field(default_factory=list)


def verify(key: Key, *, earlier: Mapping[str, Signed] | None = None, using: str = "default") -> Verified:
    """Hold every entry against the ledger that ``key`` has signed. Runs inside a reading.

    ``earlier`` are checkpoints that were handed out, by the names they are told under: what was signed of the log then
    must be its beginning now. That holds against who has the key and signs another past.
    """
    seen, handed_out = Verified(), earlier or {}
    with connections[using].cursor() as cursor:
        signed = _signed(newest_note(using=using), key, seen)
        read = _Read(sizes={one.size for one in handed_out.values()}, signed=signed.size if signed else 0)
        _walk(cursor, seen, read)
        _hold_against_the_signed(signed, seen, read)
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
    size = _last_place(cursor, seen, read)
    for first in range(0, size, _AT_ONCE):
        last = min(size, first + _AT_ONCE)
        notes = _notes(cursor, first, last)
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
            if read.stored.size in notes and not _is_of(notes[read.stored.size], read.stored):
                read.unfit.append(read.stored.size)
            if row and row[2] is not None and leaf != told:
                read.unlike.append(row[1])


def _last_place(cursor: CursorWrapper, seen: Verified, read: _Read) -> int:
    """Give how many places to look at: no more than there are rows, or were signed, whatever place a row claims."""
    cursor.execute("SELECT count(*) FROM platform_sealed")
    known = max(int(cursor.fetchone()[0]), read.signed)
    size = size_of(cursor)
    if size > known:
        seen.say(FaultKind.PLACE)
    return min(size, known)


def _notes(cursor: CursorWrapper, first: int, last: int) -> dict[int, str]:
    """Give the stored checkpoints of the sizes above ``first``, up to ``last``."""
    cursor.execute("SELECT size, note FROM platform_checkpoint WHERE size > %s AND size <= %s", [first, last])
    return dict(cursor.fetchall())


def _is_of(note: str, tree: Frontier) -> bool:
    """Say whether a stored checkpoint says what the tree was at its size; who signed is asked of the newest."""
    try:
        said = Signed.parse(Note.parse(note).text)
    except NoteRefused:
        return False
    return (said.size, said.root) == (tree.size, tree.root())


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
    try:
        if isinstance(entry.summary, str):
            entry.summary = json.loads(entry.summary)
        fits = body_of(entry) == body
    except (ValueError, TypeError, RecursionError):
        fits = False
    if not fits:
        _say_differing(entry, body, seen)
    return leaf_hash(body)


def _say_differing(entry: Entry, body: bytes, seen: Verified) -> None:
    """Name what the row says otherwise than the sealed bytes; that its personal data were erased is no fault."""
    try:
        sealed, told = json.loads(body), facts_of(entry)
        names = {name for name in sealed.keys() | told.keys() if _spelled(sealed, name) != _spelled(told, name)}
        names.discard("private")
        erased = is_erased(entry)
        if not erased and sealed.get("private") != _private(entry):
            names.add("private")
        written = canonical(sealed) == body
    except (ValueError, TypeError, AttributeError, RecursionError):
        seen.say(FaultKind.UNREADABLE, entry.id)
        return
    seen.erased += erased
    if names:
        seen.say(FaultKind.COLUMNS, entry.id, ", ".join(sorted(names)))
    elif not (erased and written):
        seen.say(FaultKind.SPELLING, entry.id)


def _spelled(facts: dict[str, Any], name: str) -> str:
    return json.dumps(facts[name], sort_keys=True) if name in facts else ""


def _private(entry: Entry) -> str:
    try:
        return private_of(entry)
    except ValueError:
        return ""


def _hashes(tiles: StoredTiles, first: int, last: int) -> Iterator[bytes]:
    """Give the stored hashes of the entries at places first to last; fewer where tiles are missing."""
    for number in range(first // WIDTH, -(-last // WIDTH)):
        try:
            tile = tiles.tile(Place(0, number))
        except KeyError:
            return
        for at in range(0, min(len(tile), (last - number * WIDTH) * HASH_BYTES), HASH_BYTES):
            yield tile[at : at + HASH_BYTES]


def _signed(note: str, key: Key, seen: Verified) -> Signed | None:
    """Read the newest checkpoint; None where there is none, or ``key`` has not signed it, which is said."""
    try:
        return opened(note, key) if note else None
    except NoteRefused:
        seen.say(FaultKind.UNSIGNED)
        return None


def _hold_against_the_signed(signed: Signed | None, seen: Verified, read: _Read) -> None:
    if signed is None and read.computed.size and Fault(FaultKind.UNSIGNED) not in seen.faults:
        seen.say(FaultKind.UNSIGNED)
    if signed is not None and signed.size != read.computed.size:
        seen.say(FaultKind.SHORT)
    elif signed is not None and signed.root != read.stored.root():
        seen.say(FaultKind.HASHES)
    elif signed is not None:
        for size in read.unfit:
            seen.say(FaultKind.NOTE, name=str(size))
    if signed is None or signed.root != read.computed.root():
        for entry in read.unlike:
            seen.say(FaultKind.ALTERED, entry)


def _hold_against_the_earlier(handed_out: Mapping[str, Signed], seen: Verified, read: _Read) -> None:
    for name, earlier in handed_out.items():
        if earlier.size > read.computed.size:
            seen.say(FaultKind.CUT, name=name)
        elif read.roots.get(earlier.size, EMPTY_ROOT) != earlier.root:
            seen.say(FaultKind.PAST, name=name)
