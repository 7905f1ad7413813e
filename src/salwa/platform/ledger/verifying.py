"""Platform, ledger: hold what the database says against what was signed, and name what does not fit.

The tree is built anew from the bytes of the entries. Where its root is not the signed one, the stored hashes tell which
entry was changed. They may have been changed too: that is said, since they do not lead to the signed root then either.
The last that the log says of a row is what the row must be: rows that were changed, deleted or put in are named.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import connections
from django.db.backends.utils import CursorWrapper

from salwa.kernel.ledger.notes import Checkpoint as Signed
from salwa.kernel.ledger.notes import Key, NoteRefused, opened
from salwa.kernel.ledger.tree import EMPTY_ROOT
from salwa.platform.ledger.faults import MOST_TOLD, Fault, FaultKind, Verified
from salwa.platform.ledger.holding import hold
from salwa.platform.ledger.sealing import AT_ONCE
from salwa.platform.ledger.vouching import strangers
from salwa.platform.ledger.walking import Walked, say_tiles, walk, walk_waiting
from salwa.platform.models import Checkpoint

__all__ = ["Fault", "FaultKind", "Verified", "newest_note", "verify"]

_UNKNOWN: Final = """
SELECT e.id FROM platform_entry e
 WHERE NOT EXISTS (SELECT FROM platform_sealed s WHERE s.entry = e.id)
   AND NOT EXISTS (SELECT FROM platform_unsealed q WHERE q.entry = e.id) ORDER BY e.id
"""
_VOUCHED: Final = """
SELECT q.entry, e.body, q.voucher FROM platform_unsealed q JOIN platform_entry e ON e.id = q.entry
 WHERE q.entry > %s ORDER BY q.entry LIMIT %s
"""
_COUNTED: Final = """
SELECT (SELECT count(*) FROM platform_entry) = %s
   AND NOT EXISTS (SELECT FROM platform_unsealed q JOIN platform_sealed s ON s.entry = q.entry)
"""
_LOST: Final = """
SELECT q.entry FROM platform_unsealed q
 WHERE NOT EXISTS (SELECT FROM platform_entry e WHERE e.id = q.entry) ORDER BY q.entry
"""


def verify(
    key: Key,
    *,
    earlier: Mapping[str, Signed] | None = None,
    tables: Sequence[str] | None = (),
    using: str = "default",
) -> Verified:
    """Hold every entry against the ledger that ``key`` has signed, and every row of record. Runs inside a reading.

    ``earlier`` are checkpoints that were handed out, by the names they are told under: what was signed of the log then
    must be its beginning now. That holds against who has the key and signs another past. ``tables``: those whose rows
    are held, all where it is empty, none where it is None.
    """
    seen, handed_out = Verified(), earlier or {}
    with connections[using].cursor() as cursor:
        signed = _signed(newest_note(using=using), key, seen)
        read = Walked(
            sizes={one.size for one in handed_out.values()},
            signed=signed.size if signed else 0,
            is_asked_for_rows=tables is not None,
        )
        walk(cursor, seen, read)
        if _hold_against_the_signed(signed, seen, read):
            say_tiles(cursor, seen, read)
        _hold_against_the_earlier(handed_out, seen, read)
        cursor.execute("SELECT count(*) FROM platform_unsealed")
        seen.waiting = cursor.fetchone()[0]
        walk_waiting(cursor, seen, read)
        _say_strangers(cursor, seen)
        _say(FaultKind.DELETED, _LOST, cursor, seen)
        if seen.faults or not _all_are_counted(cursor, seen):
            _say(FaultKind.INSERTED, _UNKNOWN, cursor, seen)
    if tables is not None:
        hold(read.said, seen, tables=tables, using=using)
    return seen


def _say_strangers(cursor: CursorWrapper, seen: Verified) -> None:
    """Name the entries that wait and that this node did not write."""
    after = 0
    while True:
        cursor.execute(_VOUCHED, [after, AT_ONCE])
        rows = cursor.fetchall()
        if not rows:
            return
        entries, bodies, vouched = zip(*rows, strict=True)
        for at in strangers([*map(bytes, bodies)], [*map(bytes, vouched)]):
            seen.say(FaultKind.INSERTED, entries[at])
        after = entries[-1]


def _all_are_counted(cursor: CursorWrapper, seen: Verified) -> bool:
    """Say whether there are as many entries as were found sealed and waiting: where no fault was, none is unknown then.

    Each place has its own entry then, each that waits is there, and none that waits is sealed. Counting takes a tenth
    of what looking every entry up takes.
    """
    cursor.execute(_COUNTED, [seen.sealed + seen.waiting])
    return bool(cursor.fetchone()[0])


def _say(kind: FaultKind, statement: str, cursor: CursorWrapper, seen: Verified) -> None:
    cursor.execute(statement)
    for (entry,) in cursor.fetchmany(MOST_TOLD):
        seen.say(kind, entry)


def newest_note(*, using: str = "default") -> str:
    """Give the newest checkpoint as it was signed, empty where nothing is sealed yet."""
    newest = Checkpoint.objects.using(using).order_by("-size").values_list("note", flat=True)
    return newest.first() or ""


def _signed(note: str, key: Key, seen: Verified) -> Signed | None:
    """Read the newest checkpoint; None where there is none, or ``key`` has not signed it, which is said."""
    try:
        return opened(note, key) if note else None
    except NoteRefused:
        seen.say(FaultKind.UNSIGNED)
        return None


def _hold_against_the_signed(signed: Signed | None, seen: Verified, read: Walked) -> bool:
    """Say what is not as it was signed; return whether the stored hashes of the entries are."""
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
    return signed is not None and (signed.size, signed.root) == (read.stored.size, read.stored.root())


def _hold_against_the_earlier(handed_out: Mapping[str, Signed], seen: Verified, read: Walked) -> None:
    for name, earlier in handed_out.items():
        if earlier.size > read.computed.size:
            seen.say(FaultKind.CUT, name=name)
        elif read.roots.get(earlier.size, EMPTY_ROOT) != earlier.root:
            seen.say(FaultKind.PAST, name=name)
