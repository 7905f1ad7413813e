"""Platform, ledger: walk the log once, build its tree from the entries' bytes, and take what they say of rows.

What a row of ``platform_entry`` says is written by the database as the bytes would have it, and compared with them,
thousands at a time (blocks.py); an entry that does not fit is looked at again, and then column by column. Nothing is
written anew where the bytes are there.
"""

import copy
import json
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db.backends.utils import CursorWrapper

from salwa.kernel.ledger.entries import canonical
from salwa.kernel.ledger.hashing import over
from salwa.kernel.ledger.notes import Checkpoint as Signed
from salwa.kernel.ledger.notes import Note, NoteRefused
from salwa.kernel.ledger.reading import read as rows_of
from salwa.kernel.ledger.tiles import HEIGHT, WIDTH
from salwa.kernel.ledger.tree import HASH_BYTES, Frontier
from salwa.platform.ledger.bindings import Bindings
from salwa.platform.ledger.blocks import HEAD, MIDDLE, PRIVATE, TAIL, Block, Sent, sealed, waiting
from salwa.platform.ledger.faults import FaultKind, Verified
from salwa.platform.ledger.keeping import BOUND, facts_of, is_erased, private_of
from salwa.platform.ledger.sealing import size_of
from salwa.platform.models import Entry

_AT_ONCE: Final = 40 * WIDTH
_AGAIN: Final = f"""
SELECT e.id, e.body, e.summary::text, concat({HEAD}), concat({MIDDLE}), concat({PRIVATE}), concat({TAIL})
  FROM platform_entry e WHERE e.id = ANY (%s)
"""  # noqa: S608 - our own text
_TILES: Final = "SELECT number, hashes FROM platform_tile WHERE level = 0 AND number >= %s AND number < %s"
_ENCODE: Final[Callable[[object], str]] = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode
_Row = Sequence[Any]


@dataclass(slots=True)
class Walked:
    """The tree over the entries' bytes, that over the stored hashes, and the entries whose bytes have another hash.

    ``sizes`` are those at which the root of the computed tree is wanted, ``roots`` what it then was; ``signed`` is the
    size that the newest checkpoint says; ``unfit`` the sizes of stored checkpoints that do not say what the tree of the
    stored hashes then was. ``said`` is what the entries say of rows, taken where ``is_asked_for_rows``.
    """

    sizes: Collection[int] = ()
    signed: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)
    computed: Frontier = field(default_factory=Frontier)
    stored: Frontier = field(default_factory=Frontier)
    unlike: list[int] = field(default_factory=list)
    unfit: list[int] = field(default_factory=list)
    said: Bindings = field(default_factory=Bindings)
    is_asked_for_rows: bool = True


class _Piece(NamedTuple):
    """What the database says of places ``first`` to before ``last``, the stored hashes and checkpoints with it."""

    first: int
    last: int
    notes: dict[int, str]
    told: npt.NDArray[np.uint8]
    sent: Sent


def walk(cursor: CursorWrapper, seen: Verified, read: Walked) -> None:
    """Build the tree from the entries' bytes, and once more from the hashes that are stored of them."""
    size = _last_place(cursor, seen, read)
    read.stored = read.computed
    again: list[int] = []
    with ThreadPoolExecutor(1) as reader:

        def ask(first: int) -> "Future[_Piece]":
            return reader.submit(_asked, cursor, first, min(size, first + _AT_ONCE))

        asked = ask(0)
        for _ in range(0, size, _AT_ONCE):
            piece = asked.result()
            if piece.last < size:
                asked = ask(piece.last)
            again += _take_piece(piece, seen, read)
    _look_again(cursor, again, seen, read)


def _asked(cursor: CursorWrapper, first: int, last: int) -> _Piece:
    """Read a piece of the log; while it is worked on, the next is read."""
    return _Piece(first, last, _notes(cursor, first, last), _hashes(cursor, first, last), sealed(first, last, cursor))


def _take_piece(piece: _Piece, seen: Verified, read: Walked) -> list[int]:
    """Take a piece of the log; give the entries to look at again."""
    first, last, block = piece.first, piece.last, piece.sent.block()
    seen.sealed += block.count
    _say_missing(block, last - first, seen)
    leaves = np.zeros((last - first, HASH_BYTES), np.uint8)
    leaves[block.places - first] = block.leaves
    unlike = (leaves != piece.told).any(axis=1)
    if unlike.any() and read.stored is read.computed:
        read.stored = copy.deepcopy(read.computed)
    _grow(read, leaves.tobytes(), piece.told.tobytes(), piece.notes)
    at = np.flatnonzero(unlike[block.places - first])
    read.unlike += block.entries[at[np.argsort(block.places[at])]].tolist()
    return _take(block, read)


def walk_waiting(cursor: CursorWrapper, seen: Verified, read: Walked) -> None:
    """Take what the entries say that are not sealed yet, and compare their columns."""
    erased, after = seen.erased, 0
    while len((block := waiting(after, _AT_ONCE, cursor).block()).entries):
        _look_again(cursor, _take(block, read), seen, read)
        after = int(block.entries.max())
    seen.erased = erased


def _say_missing(block: Block, places: int, seen: Verified) -> None:
    """Say which entries are missing, and how many places nobody has."""
    for number in np.sort(block.missing).tolist():
        seen.say(FaultKind.DELETED, number)
    for _ in range(places - block.count):
        seen.say(FaultKind.PLACE)


def _take(block: Block, read: Walked) -> list[int]:
    """Take what entries say of rows; give those that are spelled otherwise than most, or differ from their columns."""
    tables = read.said.known()
    said = rows_of(block.bodies, block.pieces, tables)
    if read.is_asked_for_rows:
        read.said.take_all(block.entries, said, tables)
    return np.sort(block.entries[~said.fits]).tolist()


def _look_again(cursor: CursorWrapper, numbers: list[int], seen: Verified, read: Walked) -> None:
    """Take what entries say that are spelled otherwise than most; say which column is not as in the bytes."""
    for begin in range(0, len(numbers), _AT_ONCE):
        cursor.execute(_AGAIN, [numbers[begin : begin + _AT_ONCE]])
        doubtful = {row[0]: row[1] for row in cursor.fetchall() if not _fits(row, read.said)}
        entries = Entry.objects.using(cursor.db.alias).filter(pk__in=list(doubtful)).order_by("pk")
        for entry in entries if doubtful else ():
            _say_differing(entry, doubtful[entry.pk], seen)


def _fits(row: _Row, said: Bindings) -> bool:
    """Say whether an entry's bytes are just what its columns say; take what they say of rows."""
    number, body, summary, head, middle, private, tail = row
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


def _grow(read: Walked, leaves: bytes, told: bytes, notes: dict[int, str]) -> None:
    """Append to both trees; hold stored checkpoints against the one over the stored hashes."""
    is_one, begun = read.stored is read.computed, read.computed.size
    end = begun + len(leaves) // HASH_BYTES
    for size in sorted({end, *notes, *(one for one in read.sizes if begun < one < end)}):
        _append(read.computed, leaves, begun, size)
        if not is_one:
            _append(read.stored, told, begun, size)
        if size in read.sizes:
            read.roots[size] = read.computed.root()
        if size in notes and not _is_of(notes[size], read.stored):
            read.unfit.append(size)


def _append(tree: Frontier, hashes: bytes, begun: int, size: int) -> None:
    """Let a tree grow to ``size`` by hashes of which the first stands at ``begun``, whole tiles at once."""
    while tree.size < size:
        at = (tree.size - begun) * HASH_BYTES
        if tree.size % WIDTH == 0 and size - tree.size >= WIDTH:
            tree.append_subtree(HEIGHT, over(hashes[at : at + WIDTH * HASH_BYTES]))
        else:
            tree.append(hashes[at : at + HASH_BYTES])


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


def _hashes(cursor: CursorWrapper, first: int, last: int) -> npt.NDArray[np.uint8]:
    """Give the stored hashes of the entries at places first to last, a row of 32 octets for each.

    ``first`` is where a tile begins. Noughts stand for what is missing.
    """
    cursor.execute(_TILES, [first // WIDTH, -(-last // WIDTH)])
    found = np.zeros((-(-last // WIDTH) - first // WIDTH, WIDTH * HASH_BYTES), np.uint8)
    for number, hashes in cursor.fetchall():
        tile = np.frombuffer(hashes, dtype=np.uint8)[: found.shape[1]]
        found[number - first // WIDTH, : len(tile)] = tile
    return found.reshape(-1, HASH_BYTES)[: last - first]
