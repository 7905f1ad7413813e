"""Platform, ledger: hold every row of record against what the log says of it, and name the rows that do not fit.

The tables are streamed in the order of their keys, a block at a time, beside what the log says in the same order; so a
register of any size needs the memory of its keys' bindings and no more. The digests are computed here, from the text
that PostgreSQL writes of a row.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db import Error, connections
from psycopg import Connection

from salwa.kernel.ledger.hashing import Slices, key_numbers, levels_of, row_digests
from salwa.kernel.ledger.rows import Form, ListTiles, RowList, blind_of, row_digest
from salwa.platform.ledger import forms, lists
from salwa.platform.ledger.bindings import (
    Bindings,
    Expected,
    Names,
    Table,
    digest_array,
    key_texts,
    keys_of,
    names_of,
)
from salwa.platform.ledger.copying import copied
from salwa.platform.ledger.faults import MOST_TOLD, FaultKind, Verified
from salwa.platform.ledger.lists import Batch, Listed
from salwa.platform.reading import trying

_LINES: Final = 50_000
_END, _TAB = b"\n\t"
_ASK_BLIND: Final = "SELECT secret FROM platform_blind"
Numbers = npt.NDArray[np.int64]


class _Rows(NamedTuple):
    """A block of a table's rows: names in order, and their digests in the present form."""

    names: Names
    digests: Names


class _Said(NamedTuple):
    """What the log says of rows, in the order of their names, column by column."""

    names: Names
    ats: Numbers
    entries: Numbers
    forms: Numbers
    digests: Names


@dataclass(slots=True)
class _Lost:
    """A list whose file is missing, and the rows between its ends that nothing else binds."""

    entry: int
    said: RowList
    ends: Names
    names: list[bytes] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)


def secret_of(using: str) -> bytes:
    """Give the node's secret; empty where it was taken away, so that no row fits."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ASK_BLIND)
        row = cursor.fetchone()
    return bytes(row[0]) if row else b""


def hold(said: Bindings, seen: Verified, *, tables: Sequence[str] = (), using: str = "default") -> list[Batch]:
    """Hold the rows of ``tables``, of all that are bound where none is named, against what the log says.

    Give the rows that no entry binds, by table. Every one of them is a fault that is said.
    """
    held = Held(secret_of(using), seen, using)
    for table, form in forms.bound().items():
        if not tables or table in tables:
            try:
                with trying(using):
                    _Holding(form, said.tables.get(table) or Table(form.keys), held).run()
            except Error:
                seen.say(FaultKind.TABLE, name=table)
    return held.unbound


@dataclass(slots=True)
class Held:
    """What is the same for all tables: the secret, what is said, the lists that were read; and the unbound rows."""

    secret: bytes
    seen: Verified
    using: str
    read: dict[int, dict[str, Listed] | None] = field(default_factory=dict)
    unbound: list[Batch] = field(default_factory=list)


class _Holding:
    """Holds one table."""

    def __init__(self, form: Form, table: Table, held: Held) -> None:
        self._form, self._held = form, held
        self._secret, self._seen, self._using = held.secret, held.seen, held.using
        self._single = _single(table, form.keys)
        self._lost: list[_Lost] = []
        self._known = [one for one in (self._list(entry, said) for entry, said in table.lists) if one]

    def run(self) -> None:
        """Stream the table and say what does not fit."""
        before: bytes | None = None
        for rows in _blocks(self._form, self._secret, self._using):
            self._seen.rows += len(rows.names)
            last = rows.names[-1:].tobytes()
            self._compare(rows, self._window(before, last))
            before = last
        empty = np.empty(0, dtype=self._single.names.dtype)
        self._compare(_Rows(empty, digest_array(b"")), self._window(before, None))
        for lost in self._lost:
            self._settle(lost)

    def _list(self, entry: int, said: RowList) -> _Said | None:
        """Read a list; say where it is missing or not the one whose root the entry names."""
        read = self._held.read
        name = f"{said.table}, {said.count}"
        if entry not in read:
            try:
                read[entry] = lists.read(entry)
            except FileNotFoundError:
                read[entry] = {}
            except (ValueError, OSError):
                read[entry] = None
        found = (read[entry] or {}).get(said.table)
        if found is not None and found.form == said.form and _root(bytes(found.digests)) == said.root:
            names, same = names_of(found.keys), np.broadcast_to
            at, of, form = (same(np.int64(value), names.shape) for value in (said.at, entry, said.form))
            return _Said(names, at, of, form, digest_array(found.digests))
        is_missing = read[entry] == {}
        self._seen.say(FaultKind.LIST_LOST if is_missing else FaultKind.LIST_CHANGED, entry, name)
        ends = np.array([[int(part) for part in end.split("/")] for end in (said.first, said.last)], dtype=np.int64)
        self._lost.append(_Lost(entry, said, names_of(ends)))
        return None

    def _window(self, before: bytes | None, last: bytes | None) -> Expected:
        """Give what the log says of the names after ``before`` up to ``last``; None: from the start, to the end."""
        parts = [_cut(part, before, last) for part in (self._single, *self._known)]
        return Expected.newest(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def _compare(self, rows: _Rows, expected: Expected) -> None:
        """Say which rows of a block are not as the log has them."""
        double = np.zeros(len(rows.names), dtype=bool)
        double[1:] = rows.names[1:] == rows.names[:-1]
        for key in key_texts(rows.names[double]):
            self._seen.say(FaultKind.ROW_INSERTED, 0, f"{self._form.table} {key}")
        rows = _Rows(rows.names[~double], rows.digests[~double]) if double.any() else rows
        at = np.searchsorted(expected.names, rows.names)
        there = np.zeros(len(rows.names), dtype=bool)
        inside = at < len(expected.names)
        there[inside] = expected.names[at[inside]] == rows.names[inside]
        fits = np.zeros(len(rows.names), dtype=bool)
        fits[there] = expected.digests[at[there]] == rows.digests[there]
        fits[there] &= expected.digests[at[there]] != b""
        self._say_unlike(rows, expected, at, np.flatnonzero(there & ~fits))
        self._say_unbound(rows, np.flatnonzero(~there))
        met = np.zeros(len(expected.names), dtype=bool)
        met[at[there]] = True
        missing = np.flatnonzero(~met & (expected.digests != b""))
        for key, entry in zip(key_texts(expected.names[missing]), expected.entries[missing].tolist(), strict=True):
            self._seen.say(FaultKind.ROW_DELETED, entry, f"{self._form.table} {key}")

    def _say_unlike(self, rows: _Rows, expected: Expected, at: Numbers, unlike: Numbers) -> None:
        """Name the rows that differ, once they were looked at in the form in which they were bound."""
        for key, where in zip(key_texts(rows.names[unlike]), at[unlike].tolist(), strict=True):
            digest, form = expected.digests[where : where + 1].tobytes(), int(expected.forms[where])
            if digest == bytes(len(digest)):
                self._seen.say(FaultKind.ROW_INSERTED, 0, f"{self._form.table} {key}")
            elif form == self._form.number or self._in_form(form, key) != digest:
                self._seen.say(FaultKind.ROW_CHANGED, int(expected.entries[where]), f"{self._form.table} {key}")

    def _in_form(self, number: int, key: str) -> bytes:
        """Give the digest of a row in an older form."""
        try:
            form = forms.form_of(self._form.table, number)
        except KeyError:
            return b""
        where = " AND ".join(f'r."{name}" = %s' for name in form.key)
        text = f'SELECT {forms.text_sql(form, "r")} FROM "{form.table}" r WHERE {where}'  # noqa: S608 - our own names
        with connections[self._using].cursor() as cursor:
            cursor.execute(text, [int(part) for part in key.split("/")])
            row = cursor.fetchone()
        return row_digest(blind_of(self._secret, form.table, key), row[0]) if row else b""

    def _say_unbound(self, rows: _Rows, unbound: Numbers) -> None:
        """Name rows that no entry binds, but for those that may stand in a list that is lost."""
        names = rows.names[unbound]
        doubtful = np.zeros(len(names), dtype=bool)
        for lost in self._lost:
            inside = (names >= lost.ends[0]) & (names <= lost.ends[1])
            doubtful |= inside
            lost.names.append(names[inside].tobytes())
            lost.digests.append(rows.digests[unbound][inside].tobytes())
        names = names[~doubtful]
        if len(names):
            digests = rows.digests[unbound][~doubtful].tobytes()
            self._held.unbound.append(Batch(self._form.table, self._form.number, keys_of(names), digests))
        for key in key_texts(names[:MOST_TOLD]):
            self._seen.say(FaultKind.ROW_INSERTED, 0, f"{self._form.table} {key}")
        self._seen.untold += max(0, len(names) - MOST_TOLD)

    def _settle(self, lost: _Lost) -> None:
        """Say whether the rows of a lost list are those that the entry names by their root."""
        digests = b"".join(lost.digests)
        if _root(digests) != lost.said.root:
            self._seen.say(FaultKind.ROWS_UNNAMED, lost.entry, f"{lost.said.table}, {lost.said.count}")


def _root(digests: bytes) -> bytes:
    return ListTiles(levels_of(digests)).root()


def _single(table: Table, parts: int) -> _Said:
    """Give what entries say of rows that they name themselves; names that are no key of the table are left out."""
    keys = np.frombuffer(table.keys, dtype=np.int64).reshape(-1, table.parts)
    if table.parts != parts:
        keys = np.empty((0, parts), dtype=np.int64)
    names = names_of(keys)
    ats, entries, numbers = (
        np.frombuffer(one, dtype=np.int64)[: len(names)] for one in (table.ats, table.entries, table.forms)
    )
    digests = digest_array(table.digests)[: len(names)]
    order = np.lexsort((ats, names))
    return _Said(names[order], ats[order], entries[order], numbers[order], digests[order])


def _cut(part: _Said, before: bytes | None, last: bytes | None) -> _Said:
    """Give what is said of the names after ``before`` up to ``last``."""
    names, kind = part.names, part.names.dtype
    start = 0 if before is None else int(np.searchsorted(names, np.frombuffer(before, dtype=kind)[0], "right"))
    stop = len(names) if last is None else int(np.searchsorted(names, np.frombuffer(last, dtype=kind)[0], "right"))
    stop = max(start, stop)
    return _Said._make(column[start:stop] for column in part)


def _blocks(form: Form, secret: bytes, using: str) -> Iterator[_Rows]:
    """Stream a table in the order of its keys."""
    order = ", ".join(f'r."{name}"' for name in form.key)
    query = (
        f"COPY (SELECT {forms.key_sql(form, 'r')}, {forms.text_sql(form, 'r')} "  # noqa: S608 - our own names
        f'FROM "{form.table}" r ORDER BY {order}) TO STDOUT'
    )
    connections[using].ensure_connection()
    for block in _whole_lines(connections[using].connection, query):
        # JSON has no bare tab nor end of line; of what COPY escapes only the backslash is left.
        octets = np.frombuffer(block.replace(b"\\\\", b"\\"), dtype=np.uint8)
        ends, tabs = np.flatnonzero(octets == _END), np.flatnonzero(octets == _TAB)
        keys = Slices(octets, np.concatenate(([0], ends[:-1] + 1)), tabs)
        digests = row_digests(secret, form.table, keys, Slices(octets, tabs + 1, ends))
        yield _Rows(names_of(key_numbers(keys, form.keys)), digest_array(digests))


def _whole_lines(connection: Connection, query: str) -> Iterator[bytes]:
    """Give what a COPY sends, a line at a time, in blocks of many."""
    lines = copied(connection, query)
    try:
        while block := b"".join(itertools.islice(lines, _LINES)):
            yield block
    finally:
        lines.close()
