"""Platform, ledger: the log as static files (C2SP tlog-tiles), which anybody can keep, serve and check.

Below the folder lie ``checkpoint``, ``key``, the hashes in ``tile/LEVEL/…`` and the entries' bytes in
``tile/entries/…``, 256 to a file, each with its length before it in two bytes. Full files never change: an export into
the same folder again adds what is new. Personal data are in none of them, only commitments to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext

from salwa.kernel.ledger.notes import Checkpoint, Key, NoteRefused, opened
from salwa.kernel.ledger.tiles import WIDTH, TileNodes, path_of, places
from salwa.kernel.ledger.tree import HASH_BYTES, Frontier, leaf_hash
from salwa.platform.errors import Conflict, NotFound
from salwa.platform.ledger.files import write_whole
from salwa.platform.ledger.sealing import StoredTiles
from salwa.platform.ledger.verifying import newest_note

CHECKPOINT: Final = "checkpoint"
KEY: Final = "key"
_BEGUN: Final = frozenset({"tile", KEY, f"{KEY}.new", f"{CHECKPOINT}.new"})
"""What an export leaves that was broken off before its end; the next one goes on from it."""
_LENGTH_BYTES: Final = 2
_LONGEST: Final = (1 << 8 * _LENGTH_BYTES) - 1
_BODIES: Final = """
SELECT s.place, e.id, e.body FROM platform_sealed s JOIN platform_entry e ON e.id = s.entry
 WHERE s.place >= %s AND s.place < %s ORDER BY s.place
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many entries the files hold, and how many files are new."""

    size: int
    files: int


def export(folder: Path, key: Key, *, using: str = "default") -> Exported:
    """Write the sealed log of ``key`` into ``folder``, the checkpoint last. Runs inside a reading.

    Raises:
        NotFound: nothing is sealed yet.
        Conflict: the folder holds a log that is not the beginning of this one, or the log does not fit its checkpoint;
            ``salwa ledger verify`` says what.
    """
    note = newest_note(using=using)
    if not note:
        raise NotFound(gettext("Nothing is sealed yet. Seal with: salwa ledger seal"))
    with connections[using].cursor() as cursor:
        signed = _fitting(note, key, cursor)
        before = _checkpoint_in(folder, key)
        if before is not None and not _continues(before, signed, cursor):
            detail = gettext("%(folder)s holds another log than this one, or a longer one: nothing was written.")
            raise Conflict(detail % {"folder": folder})
        files = sum(_written(folder, path, content) for path, content in _files(cursor, signed.size))
    _written(folder, KEY, f"{key}\n".encode())
    _written(folder, CHECKPOINT, note.encode())
    return Exported(signed.size, files)


def _fitting(note: str, key: Key, cursor: CursorWrapper) -> Checkpoint:
    """Read the newest checkpoint. Raises Conflict where it is not signed, or the stored hashes do not lead to it."""
    try:
        signed = opened(note, key)
        fits = Frontier.of(TileNodes(StoredTiles(cursor)), signed.size).root() == signed.root
    except (NoteRefused, KeyError):
        fits = False
    if not fits:
        raise Conflict(_unfit())
    return signed


def _unfit() -> str:
    return gettext("The log does not fit its checkpoint, and is not handed out. See: salwa ledger verify")


def _checkpoint_in(folder: Path, key: Key) -> Checkpoint | None:
    """Give the checkpoint of an earlier export; None in a folder that is empty or not there."""
    try:
        return opened((folder / CHECKPOINT).read_text(encoding="utf-8"), key)
    except FileNotFoundError:
        if folder.exists() and not {path.name.lstrip(".") for path in folder.iterdir()} <= _BEGUN:
            detail = gettext("%(folder)s is not empty and holds no log. Name a folder of its own for it.")
            raise Conflict(detail % {"folder": folder}) from None
        return None
    except (NoteRefused, UnicodeDecodeError):
        detail = gettext("The checkpoint in %(folder)s is not signed by this node's key: nothing was written.")
        raise Conflict(detail % {"folder": folder}) from None


def _continues(before: Checkpoint, now: Checkpoint, cursor: CursorWrapper) -> bool:
    """Say whether the log of the earlier checkpoint is the beginning of this one."""
    if before.size > now.size:
        return False
    return Frontier.of(TileNodes(StoredTiles(cursor)), before.size).root() == before.root


def _files(cursor: CursorWrapper, size: int) -> Iterator[tuple[str, bytes]]:
    """Give the path and content of every file of the log of the first ``size`` entries."""
    tiles = StoredTiles(cursor)
    for place, width in places(size):
        hashes = tiles.tile(place)[: width * HASH_BYTES]
        yield path_of(place, width), hashes
        if place.level == 0:
            yield path_of(place.number, width), _bundle(cursor, place.number * WIDTH, hashes)


def _bundle(cursor: CursorWrapper, first: int, hashes: bytes) -> bytes:
    """Give the bytes of the entries from place ``first`` on whose hashes stand in a tile of the lowest level."""
    cursor.execute(_BODIES, [first, first + len(hashes) // HASH_BYTES])
    rows = cursor.fetchall()
    if b"".join(leaf_hash(bytes(body)) for _, _, body in rows) != hashes:
        raise Conflict(_unfit())
    bundle = bytearray()
    for _, entry, body in rows:
        if len(body) > _LONGEST:
            detail = gettext("Entry %(entry)d is longer than the format of the files takes (65,535 bytes).")
            raise Conflict(detail % {"entry": entry})
        bundle += len(body).to_bytes(_LENGTH_BYTES, "big") + bytes(body)
    return bytes(bundle)


def _written(folder: Path, name: str, content: bytes) -> bool:
    """Write a file whole or not at all; one that is the same already is left alone. Return whether it was written."""
    path = folder / name
    for above in list(Path(name).parents)[:-1]:
        if (folder / above).is_symlink():
            detail = gettext("%(path)s is a link to another place: nothing is written through it.")
            raise Conflict(detail % {"path": folder / above})
    if not path.is_symlink() and path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return True
