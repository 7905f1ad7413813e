"""Platform, ledger: what an action wrote, taken from its transaction and put into the bytes of its entry.

Up to 64 rows stand in the entry by name. More of them stand in lists beside the database, and the entry names each
list's root; so does an import, which hashes its rows beside the COPY and hands the lists over (:class:`Batch`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import numpy as np
from django.db import connections

from salwa.kernel.ledger.rows import GONE, INLINE, Binding, RowList
from salwa.platform.ledger import lists
from salwa.platform.ledger.lists import Batch

_TAKE: Final = "SELECT salwa_take_rows(%s, %s), nextval('platform_bound_at')"
_NAME_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Written:
    """Rows that an action wrote, each once, and when in the order of all writing; with the batches of an import."""

    at: int
    rows: Sequence[Binding] = ()
    batches: Sequence[Batch] = ()
    names: list[int] = field(default_factory=list)

    def facts(self, entry: int) -> dict[str, Any]:
        """Give what the entry says of the rows; lists are written to the disk by this."""
        if not self.rows and not self.batches:
            return {}
        if len(self.rows) <= INLINE and not self.batches:
            self.names[:] = [name_of(row.table, row.key) for row in self.rows]
            return {"at": self.at, "rows": [[row.table, row.form, row.key, told(row.digest)] for row in self.rows]}
        said = lists.write(entry, self.at, list(_joined(self.rows, self.batches)))
        self.names[:] = sorted({every(one.table) for one in said})
        return {
            "at": self.at,
            "lists": [[one.table, one.form, one.count, one.root.hex(), one.first, one.last] for one in said],
        }


def take(entry: int, using: str, *, alone: bool, batches: Sequence[Batch] = (), order: int = 0) -> Written:
    """Take what the running action has written out of the transaction. ``alone``: no action is around it."""
    with connections[using].cursor() as cursor:
        cursor.execute(_TAKE, [entry, alone])
        text, drawn = cursor.fetchone()
    at = order or int(drawn)
    newest = {(table, key): (form, digest) for _, table, form, key, digest in map(_cells, text.splitlines())}
    rows = [
        Binding(table, int(form), key, bytes.fromhex(digest) if digest else GONE, at)
        for (table, key), (form, digest) in newest.items()
    ]
    return Written(at, rows, batches)


def bindings_in(facts: dict[str, Any]) -> Iterator[Binding]:
    """Give the rows that an entry's bytes name. Raises ValueError, TypeError or KeyError where they cannot be read."""
    for table, form, key, digest in facts.get("rows", ()):
        yield Binding(table, form, key, untold(digest), facts["at"])


def lists_in(facts: dict[str, Any]) -> Iterator[RowList]:
    """Give the lists that an entry's bytes name. Raises as :func:`bindings_in`."""
    for table, form, count, root, first, last in facts.get("lists", ()):
        yield RowList(table, form, count, bytes.fromhex(root), first, last, facts["at"])


def name_of(table: str, key: str) -> int:
    """Give the name of a row under which the database finds the entries that bind it."""
    return int.from_bytes(sha256(f"{table}\0{key}".encode()).digest()[:_NAME_BYTES], "big", signed=True)


def every(table: str) -> int:
    """Give the name under which the database finds the entries that have a list of rows of a table."""
    return name_of(table, "*")


def told(digest: bytes) -> str:
    """Write a digest as an entry has it: nothing for a row that was deleted."""
    return "" if digest == GONE else digest.hex()


def untold(text: str) -> bytes:
    """Read what :func:`told` wrote."""
    return bytes.fromhex(text) if text else GONE


def _cells(line: str) -> list[str]:
    return line.split("\t")


def _joined(rows: Iterable[Binding], batches: Sequence[Batch]) -> Iterator[Batch]:
    """Give one batch for each table and form, of the rows that triggers told and of those that were handed over."""
    found: dict[tuple[str, int], list[Batch]] = {}
    for batch in batches:
        if len(batch.keys):
            found.setdefault((batch.table, batch.form), []).append(batch)
    apart: dict[tuple[str, int], list[Binding]] = {}
    for row in rows:
        apart.setdefault((row.table, row.form), []).append(row)
    for (table, form), some in apart.items():
        keys = np.array([[int(part) for part in row.key.split("/")] for row in some], dtype=np.int64)
        found.setdefault((table, form), []).append(Batch(table, form, keys, b"".join(row.digest for row in some)))
    for (table, form), parts in sorted(found.items()):
        if len(parts) == 1:
            yield parts[0]
            continue
        keys = np.concatenate([part.keys for part in parts])
        yield Batch(table, form, keys, b"".join(part.digests for part in parts))
