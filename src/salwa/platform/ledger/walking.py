"""Platform, ledger: walk the log once, build its tree from the entries' bytes, and take what they say of rows.

What a row of ``platform_entry`` says is written by the database as the bytes would have it, and compared with them; an
entry that does not fit is looked at again, column by column. Nothing is written anew where the bytes are there.
"""

import copy
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from django.db.backends.utils import CursorWrapper

from salwa.kernel.ledger.entries import canonical
from salwa.kernel.ledger.notes import Checkpoint as Signed
from salwa.kernel.ledger.notes import Note, NoteRefused
from salwa.kernel.ledger.tiles import WIDTH, Place
from salwa.kernel.ledger.tree import HASH_BYTES, Frontier
from salwa.platform.ledger.bindings import Bindings
from salwa.platform.ledger.faults import FaultKind, Verified
from salwa.platform.ledger.keeping import BOUND, facts_of, is_erased, private_of
from salwa.platform.ledger.sealing import StoredTiles, size_of
from salwa.platform.models import Entry

_AT_ONCE: Final = 40 * WIDTH
# The pieces of an entry's bytes between which stand what it says of rows, and its summary. What PostgreSQL writes for a
# text in JSON is what Python writes.
_PIECES: Final = """
       '{"action":' || to_json(e.action) || ',"actor":' || e.actor_id || ',"agency":' || e.agency_id || ',',
       '"digest":"' || encode(e.digest, 'hex') || '","entry":' || e.id || ',',
       '"private":"' || encode(sha256(e.salt || convert_to('{"actor_name":' || to_json(e.actor_name) || ',"reason":'
           || to_json(e.reason) || '}', 'UTF8')), 'hex') || '","recorded_at":"'
           || to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00",',
       ',"uuid":"' || e.uuid || '"}'
"""
_SEALED: Final = f"""
SELECT s.place, s.entry, e.id, e.body, e.summary::text, {_PIECES}
  FROM platform_sealed s LEFT JOIN platform_entry e ON e.id = s.entry
 WHERE s.place >= %s AND s.place < %s ORDER BY s.place
"""  # noqa: S608 - our own text
_WAITING: Final = f"""
SELECT 0, e.id, e.id, e.body, e.summary::text, {_PIECES}
  FROM platform_unsealed q JOIN platform_entry e ON e.id = q.entry ORDER BY e.id
"""  # noqa: S608 - our own text
_ENCODE: Final[Callable[[object], str]] = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode
_MISSING: Final = bytes(HASH_BYTES)
_Row = Sequence[Any]


@dataclass(slots=True)
class Walked:
    """The tree over the entries' bytes, that over the stored hashes, and the entries whose bytes have another hash.

    ``sizes`` are those at which the root of the computed tree is wanted, ``roots`` what it then was; ``signed`` is the
    size that the newest checkpoint says; ``unfit`` the sizes of stored checkpoints that do not say what the tree of the
    stored hashes then was. ``said`` is what the entries say of rows.
    """

    sizes: Collection[int] = ()
    signed: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)
    computed: Frontier = field(default_factory=Frontier)
    stored: Frontier = field(default_factory=Frontier)
    unlike: list[int] = field(default_factory=list)
    unfit: list[int] = field(default_factory=list)
    said: Bindings = field(default_factory=Bindings)


def walk(cursor: CursorWrapper, seen: Verified, read: Walked) -> None:
    """Build the tree from the entries' bytes, and once more from the hashes that are stored of them."""
    tiles = StoredTiles(cursor)
    size = _last_place(cursor, seen, read)
    read.stored = read.computed
    for first in range(0, size, _AT_ONCE):
        last = min(size, first + _AT_ONCE)
        notes = _notes(cursor, first, last)
        cursor.execute(_SEALED, [first, last])
        rows = cursor.fetchall()
        seen.sealed += len(rows)
        leaves = _leaves(cursor, rows, range(first, last), seen, read)
        told = list(_hashes(tiles, first, last))
        told += [b""] * (last - first - len(told))
        if told != leaves and read.stored is read.computed:
            read.stored = copy.deepcopy(read.computed)
        _grow(read, leaves, told, notes)
        if told != leaves:
            numbers = {row[0]: row[1] for row in rows if row[2] is not None}
            unlike = (at for at, pair in enumerate(zip(leaves, told, strict=True), first) if pair[0] != pair[1])
            read.unlike += [numbers[at] for at in unlike if at in numbers]


def walk_waiting(cursor: CursorWrapper, seen: Verified, read: Walked) -> None:
    """Take what the entries say that are not sealed yet, and compare their columns."""
    cursor.execute(_WAITING)
    erased = seen.erased
    while rows := cursor.fetchmany(_AT_ONCE):
        with cursor.connection.cursor() as other:
            _leaves(other, rows, range(0), seen, read)
    seen.erased = erased


def _leaves(cursor: CursorWrapper, rows: Sequence[_Row], places: range, seen: Verified, read: Walked) -> list[bytes]:
    """Give the hash of the bytes at each place; say what is missing, and which column is not as in the bytes."""
    leaves = dict.fromkeys(places, _MISSING)
    doubtful: dict[int, bytes] = {}
    found = 0
    for row in rows:
        place, number, known, body, *_ = row
        if known is None:
            seen.say(FaultKind.DELETED, number)
        else:
            leaves[place] = sha256(b"\x00" + body).digest()
            if not _fits(row, read.said):
                doubtful[number] = body
        found += place in places
    for _ in range(len(places) - found):
        seen.say(FaultKind.PLACE)
    for entry in Entry.objects.using(cursor.db.alias).filter(pk__in=list(doubtful)) if doubtful else ():
        _say_differing(entry, doubtful[entry.pk], seen)
    return [leaves[place] for place in places]


def _fits(row: _Row, said: Bindings) -> bool:
    """Say whether an entry's bytes are just what its columns say; take what they say of rows."""
    _, number, _, body, summary, head, middle, private, tail = row
    rows = lists = ""
    try:
        if not body.startswith((head + middle).encode()):
            facts = json.loads(body)
            said.take(number, facts)
            if "at" in facts:
                head += f'"at":{facts["at"]},'
            if "lists" in facts:
                lists = f'"lists":{_ENCODE(facts["lists"])},'
            if "rows" in facts:
                rows = f'"rows":{_ENCODE(facts["rows"])},'
        told = "{}" if summary == "{}" else _ENCODE(json.loads(summary))
        written = f'{head}{middle}{lists}{private}{rows}"summary":{told}{tail}'
        return bool(body == written.encode())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return False


def _say_differing(entry: Entry, body: bytes, seen: Verified) -> None:
    """Name what the row says otherwise than the sealed bytes; that its personal data were erased is no fault."""
    try:
        sealed, told = json.loads(body), facts_of(entry)
        names = {name for name in sealed.keys() | told.keys() if _spelled(sealed, name) != _spelled(told, name)}
        names -= {"private", *BOUND}
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


def _grow(read: Walked, leaves: Sequence[bytes], told: Sequence[bytes], notes: dict[int, str]) -> None:
    """Append to both trees; hold stored checkpoints against the one over the stored hashes."""
    is_one = read.stored is read.computed
    for leaf, hashed in zip(leaves, told, strict=True):
        read.computed.append(leaf)
        if not is_one:
            read.stored.append(hashed)
        if read.computed.size in read.sizes:
            read.roots[read.computed.size] = read.computed.root()
        if read.stored.size in notes and not _is_of(notes[read.stored.size], read.stored):
            read.unfit.append(read.stored.size)


def _last_place(cursor: CursorWrapper, seen: Verified, read: Walked) -> int:
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


def _hashes(tiles: StoredTiles, first: int, last: int) -> Iterator[bytes]:
    """Give the stored hashes of the entries at places first to last; fewer where tiles are missing."""
    for number in range(first // WIDTH, -(-last // WIDTH)):
        try:
            tile = tiles.tile(Place(0, number))
        except KeyError:
            return
        for at in range(0, min(len(tile), (last - number * WIDTH) * HASH_BYTES), HASH_BYTES):
            yield tile[at : at + HASH_BYTES]
