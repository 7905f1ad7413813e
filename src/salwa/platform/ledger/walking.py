"""Platform, ledger: walk the log once, build its tree from the entries' bytes, and take what they say of rows.

What a row of ``platform_entry`` says is written by the database as the bytes would have it, and compared with them,
thousands at a time (blocks.py); an entry that does not fit is looked at again, and then column by column. Nothing is
written anew where the bytes are there.
"""

import copy
import json
from collections import deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db import Error
from django.db.backends.utils import CursorWrapper

from salwa.kernel.ledger.entries import canonical
from salwa.kernel.ledger.hashing import over
from salwa.kernel.ledger.notes import Checkpoint as Signed
from salwa.kernel.ledger.notes import Note, NoteRefused
from salwa.kernel.ledger.reading import fit
from salwa.kernel.ledger.reading import read as rows_of
from salwa.kernel.ledger.tiles import HEIGHT, WIDTH, Place
from salwa.kernel.ledger.tree import HASH_BYTES, Frontier
from salwa.platform.ledger.bindings import Bindings
from salwa.platform.ledger.blocks import HEAD, MIDDLE, PRIVATE, TAIL, Block, Sent, sealed, waiting
from salwa.platform.ledger.faults import MOST_TOLD, FaultKind, Verified
from salwa.platform.ledger.keeping import BOUND, facts_of, is_erased, private_of
from salwa.platform.ledger.sealing import size_of
from salwa.platform.models import Entry
from salwa.platform.reading import trying

_AT_ONCE: Final = 40 * WIDTH
_AHEAD: Final = 3
"""Pieces that are read and spelled ahead of the one that is held."""
_AGAIN: Final = f"""
SELECT e.id, e.body, e.summary::text, concat({HEAD}), concat({MIDDLE}), concat({PRIVATE}), concat({TAIL})
  FROM platform_entry e WHERE e.id = ANY (%s)
"""  # noqa: S608 - our own text
# An empty tile is none: nobody who works as the node takes one away (rebuilding.py).
_TILES_ABOVE: Final = "SELECT level, number, hashes FROM platform_tile WHERE level > 0 AND hashes <> ''"
_BEFORE: Final = "SELECT entry FROM platform_sealed WHERE place < 0 ORDER BY place LIMIT %s"
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
    stored hashes then was. ``said`` is what the entries say of rows, taken where ``is_asked_for_rows``. ``tops`` are
    the hashes over full tiles of stored hashes, ``overlong`` tiles that hold more than there are entries.
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
    tops: bytearray = field(default_factory=bytearray)
    overlong: set[Place] = field(default_factory=set)


class _Told(NamedTuple):
    """What the database says of a piece: checkpoints by size, the stored hashes, and tiles that are too long."""

    first: int
    last: int
    notes: dict[int, str]
    hashes: npt.NDArray[np.uint8]
    overlong: set[Place]


class _Piece(NamedTuple):
    """A piece of the log, with its entries."""

    told: _Told
    block: Block


def walk(cursor: CursorWrapper, seen: Verified, read: Walked) -> None:
    """Build the tree from the entries' bytes, and once more from the hashes that are stored of them."""
    size = _last_place(cursor, seen, read)
    read.stored = read.computed
    again: list[int] = []
    # The database sends a piece while one thread spells the piece before it and this one holds the piece before that.
    with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as speller:

        def ask(first: int) -> "Future[_Piece]":
            return speller.submit(_piece, reader.submit(_asked, cursor, first, min(size, first + _AT_ONCE)))

        firsts = iter(range(0, size, _AT_ONCE))
        waiting_for = deque(ask(first) for first in islice(firsts, _AHEAD))
        while waiting_for:
            piece = waiting_for.popleft().result()
            waiting_for += map(ask, islice(firsts, 1))
            again += _take_piece(piece, seen, read)
    _look_again(cursor, again, seen, read)
    cursor.execute(_BEFORE, [MOST_TOLD])
    for (entry,) in cursor.fetchall():
        seen.say(FaultKind.INSERTED, entry)


def _asked(cursor: CursorWrapper, first: int, last: int) -> tuple[_Told, Sent]:
    """Read a piece of the log."""
    told = _Told(first, last, _notes(cursor, first, last), *_hashes(cursor, first, last))
    return told, sealed(first, last, cursor)


def _piece(asked: "Future[tuple[_Told, Sent]]") -> _Piece:
    told, sent = asked.result()
    return _Piece(told, sent.block())


def _take_piece(piece: _Piece, seen: Verified, read: Walked) -> list[int]:
    """Take a piece of the log; give the entries to look at again."""
    (first, last, notes, told, overlong), block = piece
    read.overlong |= overlong
    read.tops += _tops(told)
    seen.sealed += block.count
    _say_missing(block, last - first, seen)
    leaves = _leaves(block, first, told, seen)
    unlike = (leaves != told).any(axis=1)
    if unlike.any() and read.stored is read.computed:
        read.stored = copy.deepcopy(read.computed)
    _grow(read, leaves.tobytes(), told.tobytes(), notes)
    at = np.flatnonzero(unlike[block.places - first])
    read.unlike += block.entries[at[np.argsort(block.places[at])]].tolist()
    return _take(block, read)


def walk_waiting(cursor: CursorWrapper, seen: Verified, read: Walked) -> None:
    """Take what the entries say that are not sealed yet, and compare their columns."""
    erased, after = seen.erased, 0
    while len((block := waiting(after, _AT_ONCE, cursor).block()).entries):
        _look_again(cursor, _take(block, read), seen, read)
        after = int(block.entries.max())
        numbers, many = np.unique(block.entries, return_counts=True)
        for entry in numbers[many > 1].tolist():
            seen.say(FaultKind.INSERTED, entry)
    seen.erased = erased


def say_tiles(cursor: CursorWrapper, seen: Verified, read: Walked) -> None:
    """Name the tiles that are not what the log gives: proofs and sealing go by those of all levels."""
    wanted: dict[Place, bytes] = {}
    level, row, whole = 1, bytes(read.tops), WIDTH * HASH_BYTES
    while row:
        wanted |= {Place(level, at // whole): row[at : at + whole] for at in range(0, len(row), whole)}
        row = b"".join(over(row[at : at + whole]) for at in range(0, len(row) - whole + 1, whole))
        level += 1
    cursor.execute(_TILES_ABOVE)
    stored = {Place(above, number): bytes(hashes) for above, number, hashes in cursor.fetchall()}
    unfit = {place for place in wanted.keys() | stored.keys() if wanted.get(place) != stored.get(place)}
    for place in sorted(unfit | read.overlong):
        seen.say(FaultKind.TILE, name=f"{place.level}/{place.number}")


def _leaves(block: Block, first: int, told: npt.NDArray[np.uint8], seen: Verified) -> npt.NDArray[np.uint8]:
    """Give the hashes of a block's entries in the order of their places, noughts for what is missing.

    Where several stand at one place, the one whose hash is stored there holds, and the others are said.
    """
    leaves, hashes, at = np.zeros(told.shape, np.uint8), block.leaves, block.places - first
    fits = (hashes == told[at]).all(axis=1)
    order = np.argsort(fits, kind="stable")
    leaves[at[order]] = hashes[order]
    if len(at) + len(block.missing) > block.count:
        taken = np.zeros(len(told), dtype=bool)
        for one in order[::-1].tolist():
            if taken[at[one]]:
                seen.say(FaultKind.INSERTED, int(block.entries[one]))
            taken[at[one]] = True
    return leaves


def _say_missing(block: Block, places: int, seen: Verified) -> None:
    """Say which entries are missing, and how many places nobody has."""
    for number in np.sort(block.missing).tolist():
        seen.say(FaultKind.DELETED, number)
    for _ in range(places - block.count):
        seen.say(FaultKind.PLACE)


def _take(block: Block, read: Walked) -> list[int]:
    """Take what entries say of rows; give those that are spelled otherwise than most, or differ from their columns."""
    if read.is_asked_for_rows:
        tables = read.said.known()
        said = rows_of(block.bodies, block.pieces, tables)
        read.said.take_all(block.entries, said, tables)
        fits = said.fits
    else:
        fits = fit(block.bodies, block.pieces)
    again: list[int] = np.sort(block.entries[~fits]).tolist()
    return again


def _look_again(cursor: CursorWrapper, numbers: list[int], seen: Verified, read: Walked) -> None:
    """Take what entries say that are spelled otherwise than most; say which column is not as in the bytes."""
    for begin in range(0, len(numbers), _AT_ONCE):
        cursor.execute(_AGAIN, [numbers[begin : begin + _AT_ONCE]])
        doubtful = {row[0]: row[1] for row in cursor.fetchall() if not _fits(row, read.said)}
        for number, body in sorted(doubtful.items()):
            _look_closely(cursor, number, body, seen)


def _look_closely(cursor: CursorWrapper, number: int, body: bytes, seen: Verified) -> None:
    """Say what is not as in the bytes of one entry."""
    try:
        with trying(cursor.db.alias):
            entry = Entry.objects.using(cursor.db.alias).filter(pk=number).first()
    except (Error, ValueError, RecursionError):
        # A moment outside every calendar, a number without end: what no program can read is no entry of ours.
        seen.say(FaultKind.UNREADABLE, number)
        return
    if entry is not None:
        _say_differing(entry, body, seen)


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


def _hashes(cursor: CursorWrapper, first: int, last: int) -> tuple[npt.NDArray[np.uint8], set[Place]]:
    """Give the stored hashes of the entries at places first to last, a row of 32 octets for each, and too long tiles.

    ``first`` is where a tile begins. Noughts stand for what is missing.
    """
    cursor.execute(_TILES, [first // WIDTH, -(-last // WIDTH)])
    found = np.zeros((-(-last // WIDTH) - first // WIDTH, WIDTH * HASH_BYTES), np.uint8)
    overlong = set()
    for number, hashes in cursor.fetchall():
        tile = np.frombuffer(hashes, dtype=np.uint8)[: found.shape[1]]
        found[number - first // WIDTH, : len(tile)] = tile
        if len(hashes) > HASH_BYTES * min(WIDTH, last - number * WIDTH):
            overlong.add(Place(0, number))
    return found.reshape(-1, HASH_BYTES)[: last - first], overlong


def _tops(hashes: npt.NDArray[np.uint8]) -> bytes:
    """Give the hash over each full tile."""
    return b"".join(over(hashes[at : at + WIDTH].tobytes()) for at in range(0, len(hashes) - WIDTH + 1, WIDTH))
