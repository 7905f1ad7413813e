"""Bench, tampering: what a superuser changes, deletes and puts in at random, and what one verification names of it.

    python -m bench.tamper [ALTERATIONS]

A register of its own is filled by actions and by an import. Then rows drawn from all tables of record, and entries, are
altered past every trigger and right, each row once, and no row together with the entry that wrote it: of a row that is
deleted with its entry the entry is named, and nothing is left that could name the row. The entry of the import is left
alone: without it each of its rows is named, and nobody can say which was touched.
"""

import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import sql

from bench.ledger.node import Results, node, superuser

if TYPE_CHECKING:
    from salwa.kernel.ledger.rows import Form

ALTERATIONS: Final = 1_000
OTHER: Final = {
    "int": "coalesce({0}, 0) + {1}",
    "text": "coalesce({0}, '') || '{1}'",
    "bool": "NOT {0}",
    "date": "coalesce({0}, '2001-02-03') + {1}",
    "uuid": "gen_random_uuid()",
    "time": "coalesce({0}, '2001-02-03') + interval '{1} microseconds'",
    "bytes": "{0} || convert_to('{1}', 'UTF8')",
    "json": "coalesce({0}, '{{}}') || '{{\"x\":{1}}}'",
}
"""Another value of a column of each kind; 1 is a number."""
ENTRY: Final = {
    "action": "text",
    "actor_id": "int",
    "actor_name": "text",
    "agency_id": "int",
    "reason": "text",
    "recorded_at": "time",
    "digest": "bytes",
    "summary": "json",
    "body": "bytes",
    "salt": "bytes",
    "uuid": "uuid",
}
REFUSED: Final = (psycopg.errors.IntegrityError, psycopg.errors.DataError)


@dataclass(frozen=True, slots=True)
class Altered:
    """One alteration: how, of which table, of the row with which key, in which column."""

    how: str
    table: str
    key: str
    column: str = ""


class Forger:
    """Alters rows at random, each once."""

    def __init__(self, connection: psycopg.Connection, forms: "dict[str, Form]", seed: int) -> None:
        self.connection = connection
        self.chance = random.Random(seed)
        self.columns = {table: dict(form.columns) for table, form in forms.items()}
        self.key = {table: form.key for table, form in forms.items()}
        self.columns["platform_entry"], self.key["platform_entry"] = {"id": "int", **ENTRY}, ("id",)
        self.keys = {table: self._keys(table) for table in self.columns}
        self.tables = [table for table, keys in self.keys.items() if keys]
        self.beside = self._beside()
        self.done: set[tuple[str, str]] = set()

    def alter(self, count: int) -> Iterator[Altered]:
        """Alter so many rows; tables of many rows are drawn more often, those of few are drawn too."""
        made = 0
        while made < count:
            table = self.chance.choices(self.tables, [len(self.keys[one]) ** 0.5 for one in self.tables])[0]
            key = self.chance.choice(self.keys[table])
            how = self.chance.choice(("update", "update", "delete", "insert"))
            touched = {(table, key), *self.beside.get((table, key), ())}
            altered = None if touched & self.done else self._altered(how, table, key)
            if altered is not None:
                self.done |= {*touched, (table, altered.key)}
                made += 1
                yield altered

    def _keys(self, table: str) -> list[str]:
        key = " || '/' || ".join(f"{name}::text" for name in self.key[table])
        kept = " WHERE body NOT LIKE '%\"lists\":%'" if table == "platform_entry" else ""
        kept = kept.replace("body NOT LIKE", "convert_from(body, 'UTF8') NOT LIKE")
        return [row[0] for row in self.connection.execute(f"SELECT {key} FROM {table}{kept} ORDER BY 1")]

    def _beside(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """Give the rows that each entry names, and the entries that name each row."""
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for number, body in self.connection.execute("SELECT id, body FROM platform_entry"):
            entry = ("platform_entry", str(number))
            for table, _, key, _ in json.loads(body).get("rows", ()):
                found.setdefault(entry, []).append((table, key))
                found.setdefault((table, key), []).append(entry)
        return found

    def _altered(self, how: str, table: str, key: str) -> Altered | None:
        """Alter one row; None where the table itself refuses it (a constraint is no trigger)."""
        column, statement = self._statement(how, table)
        try:
            row = self.connection.execute(statement, key.split("/")).fetchone()
        except REFUSED:
            return None
        if row is None:
            return None
        return Altered(how, table, "/".join(str(part) for part in row), column)

    def _statement(self, how: str, table: str) -> tuple[str, sql.Composed]:
        key, columns = self.key[table], self.columns[table]
        words = {
            "table": sql.Identifier(table),
            "key": sql.SQL(", ").join(map(sql.Identifier, key)),
            "where": sql.SQL(" AND ").join(sql.SQL("{}::text = %s").format(sql.Identifier(name)) for name in key),
        }
        if how == "delete":
            return "", sql.SQL("DELETE FROM {table} WHERE {where} RETURNING {key}").format(**words)
        if how == "insert":
            given = sql.SQL(", ").join(self._copied(name, kind, name == key[-1]) for name, kind in columns.items())
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            text = "INSERT INTO {table} ({names}) SELECT {given} FROM {table} WHERE {where} RETURNING {key}"
            return "", sql.SQL(text).format(names=names, given=given, **words)
        column = self.chance.choice([name for name in columns if name not in key] or [key[-1]])
        value = self._other(column, columns[column])
        text = "UPDATE {table} SET {column} = {value} WHERE {where} RETURNING {key}"
        return column, sql.SQL(text).format(column=sql.Identifier(column), value=value, **words)

    def _copied(self, name: str, kind: str, is_key: bool) -> sql.Composable:
        """Give the value of an inserted row's column: that of the row it is copied from, or another."""
        if is_key:
            return sql.SQL("{0} + sign({0}) * {1}").format(
                sql.Identifier(name), sql.Literal(self.chance.randint(5_000, 9_000))
            )
        if kind == "uuid" or (name in ("number", "name", "username", "external_id") and self.chance.random() < 0.9):
            return self._other(name, kind)
        return sql.Identifier(name)

    def _other(self, name: str, kind: str) -> sql.Composable:
        column = sql.Identifier(name).as_string(self.connection)
        return sql.SQL(OTHER[kind].format(column, self.chance.randint(1, 9)))  # type: ignore[arg-type]  # our own


def measure(count: int, seed: int = 21) -> Results:
    """Fill a register, alter it, verify it once; say what was found, and what was missed by name."""
    from salwa.contexts.identity.public import actor_by_name  # noqa: PLC0415  settings need SALWA_HOME first
    from salwa.platform.home import current  # noqa: PLC0415
    from salwa.platform.ledger import forms  # noqa: PLC0415
    from salwa.platform.ledger.sealing import seal_all, signer_of  # noqa: PLC0415
    from salwa.platform.ledger.verifying import verify  # noqa: PLC0415
    from salwa.platform.reading import reading  # noqa: PLC0415

    actor, signer = actor_by_name("registrar"), signer_of(current())
    fill(count)
    seal_all(signer)
    with reading(actor):
        before = verify(signer.key)
    with superuser() as connection:
        forger = Forger(connection, dict(forms.bound()), seed)
        altered = list(forger.alter(count))
    with reading(actor):
        began = time.perf_counter()
        seen = verify(signer.key)
        seconds = time.perf_counter() - began
    named = {fault.name for fault in seen.faults if fault.name}
    entries = {fault.entry for fault in seen.faults if not fault.name.startswith(("registry_", "identity_"))}
    missed = [one for one in altered if not _is_named(one, named, entries)]
    return {
        "alterations": len(altered),
        "found": len(altered) - len(missed),
        "missed": [f"{one.how} {one.table} {one.key} {one.column}".strip() for one in missed[:50]],
        "faults_before": len(before.faults),
        "rows": before.rows,
        "seconds": round(seconds, 2),
        "by_how": dict(sorted(Counter(one.how for one in altered).items())),
        "by_table": dict(sorted(Counter(one.table for one in altered).items())),
        "tables_empty": sorted(set(forms.bound()) - set(forger.tables)),
    }


def _is_named(one: Altered, named: set[str], entries: set[int]) -> bool:
    if one.table == "platform_entry":
        return int(one.key) in entries
    return f"{one.table} {one.key}" in named


def fill(count: int) -> None:
    """Fill a register: an import, and by hand a row at least in every table that officers fill."""
    from bench.filling import by_hand  # noqa: PLC0415  settings need SALWA_HOME first
    from salwa.contexts.identity.public import actor_by_name  # noqa: PLC0415
    from salwa.contexts.registry.importing import Order, import_firearms  # noqa: PLC0415

    actor = actor_by_name("registrar")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        rows = [f'{n},BKS{n:05},Glock,9x19,2004-05-{n % 28 + 1:02},Port “{n % 7}”,"say ""{n}"""' for n in range(count)]
        path.write_text("id,serial,make,calibre,sale date,sale place,remarks\n" + "\n".join(rows), encoding="utf-8")
        import_firearms(actor=actor, order=Order(path=path, source="old register"))
    by_hand(actor, max(10, count // 10))


if __name__ == "__main__":
    with node():
        results = measure(int(sys.argv[1]) if len(sys.argv) > 1 else ALTERATIONS)
    print(json.dumps(results))
