"""Registry, index: read from the tables what the index must know of a firearm."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as arrow_csv
from django.db import connections

from salwa.contexts.registry.indexing.placed import LATEST, STANDS, UNMOVED
from salwa.contexts.registry.models import DeltaRow, MarkKindCode, Merge
from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.identification.model import Role
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.folding import plain

COLUMNS: Final = tuple(RECORD_SCHEMA.names)
BLOCK: Final = 1 << 22
"""Bytes of CSV that are turned into one Arrow batch."""

_NUMBERS: Final = ",".join(
    str(code.value)
    for code in (MarkKindCode.SERIAL, MarkKindCode.NUMBER, MarkKindCode.STATE_STOCK, MarkKindCode.IMPORT)
)
_OWN: Final = f"""
SELECT m.firearm_id AS record, m.component, m.ordinal, m.text, i.kind, i.country, i.year, NULL::boolean AS is_control
  FROM registry_mark m
  JOIN registry_inscription i ON i.id = m.inscription_id AND {{which}}
 WHERE {UNMOVED} AND {STANDS} {{mark}}"""  # noqa: S608  pieces of our own are put in
"""Marks on parts that were never moved."""
_PLACED: Final = f"""
SELECT t.firearm_id AS record, m.component, m.ordinal, m.text, i.kind, i.country, i.year, t.is_control
  FROM registry_fitting t
  JOIN registry_mark m ON m.firearm_id = t.of_id AND m.component = t.ordinal
  JOIN registry_inscription i ON i.id = m.inscription_id AND {{which}}
 WHERE {LATEST} AND {STANDS} {{fitting}}"""  # noqa: S608  pieces of our own are put in
"""Marks on parts that were moved, under the record in which each sits now."""
_CALIBRES: Final = f"""
SELECT m.firearm_id AS record, m.calibre
  FROM registry_calibre_of m
 WHERE m.withdrawn_id IS NULL AND {UNMOVED} {{mark}}
 UNION
SELECT t.firearm_id, m.calibre
  FROM registry_fitting t
  JOIN registry_calibre_of m ON m.firearm_id = t.of_id AND m.component = t.ordinal AND m.withdrawn_id IS NULL
 WHERE {LATEST} {{fitting}}"""  # noqa: S608  pieces of our own are put in
_IMPORT: Final = f"i.kind = {MarkKindCode.IMPORT.value}"
_NUMBERED: Final = f"i.kind IN ({_NUMBERS}) AND m.inscription_id < 0"
_ROWS: Final = f"""
SELECT coalesce(g.survivor_id, f.id) AS record,
       CASE WHEN m.kind = {MarkKindCode.SERIAL.value}
            THEN CASE WHEN coalesce(m.is_control, m.component = f.control) THEN {Role.CONTROL_SERIAL.value}
                      ELSE {Role.COMPONENT_SERIAL.value} END
            ELSE {Role.OTHER_NUMBER.value} END AS role,
       coalesce(m.text, '') AS verbatim,
       f.make, f.model, {{calibre}} AS calibre, f.type, f.country, f.year,
       coalesce(marked.country, entered.country, 0) AS import_country,
       coalesce(marked.year, entered.year, 0) AS import_year
  FROM registry_firearm f {{calibres}}
  LEFT JOIN registry_merge g ON g.absorbed_id = f.id AND g.undone_id IS NULL
  {{join}} ({{marks}}) m ON m.record = f.id
  LEFT JOIN (SELECT DISTINCT ON (m.record) m.record, m.country, m.year
               FROM ({{imports}}) m
              ORDER BY m.record, m.ordinal DESC) marked
    ON marked.record = f.id
  LEFT JOIN (SELECT DISTINCT ON (e.firearm_id) e.firearm_id, e.country,
                    CASE WHEN extract(year FROM e.happened_from) = extract(year FROM e.happened_to)
                         THEN extract(year FROM e.happened_from)::int END AS year
               FROM registry_event e
              WHERE e.kind = {EventKind.IMPORT.value} {{event}}
                AND NOT EXISTS (SELECT FROM registry_event c
                                 WHERE c.firearm_id = e.firearm_id AND c.corrects = e.ordinal)
              ORDER BY e.firearm_id, e.ordinal DESC) entered
    ON entered.firearm_id = f.id
 {{firearm}}
"""  # noqa: S608  only the numbers of our own codes are put in


def _sql(**where: str) -> str:
    """Give the statement for all rows, or, where conditions are given, for some.

    A firearm has a row for each number on the parts that it has now, and as many again for each calibre that it takes
    beside its main one: of several rows of one record the likeliest counts. Both kinds of further row come from tables
    in which nearly no firearm is, behind the rows of all others.
    """
    pieces = {name: where.get(name, "") for name in ("mark", "fitting", "event", "firearm")}
    imports = f"{_OWN} UNION ALL {_PLACED}".format(which=_IMPORT, **pieces)
    more = f"JOIN ({_CALIBRES.format(**pieces)}) k ON k.record = f.id AND k.calibre <> f.calibre"
    selects = []
    for calibre, calibres in (("f.calibre", ""), ("k.calibre", more)):
        for join, marks in (("LEFT JOIN", _OWN), ("JOIN", _PLACED)):
            asked = {"join": join, "marks": marks.format(which=_NUMBERED, **pieces), "imports": imports}
            selects.append(_ROWS.format(calibre=calibre, calibres=calibres, **asked, **pieces))
    return f"({selects[0]} ORDER BY f.id) UNION ALL " + " UNION ALL ".join(f"({one})" for one in selects[1:])


_ALL: Final = _sql()
_SOME: Final = _sql(
    mark="AND m.firearm_id = ANY(%(ids)s)",
    fitting="AND t.firearm_id = ANY(%(ids)s)",
    event="AND e.firearm_id = ANY(%(ids)s)",
    firearm="WHERE f.id = ANY(%(ids)s)",
)
_ELSEWHERE: Final = f"""
SELECT DISTINCT t.firearm_id FROM registry_fitting t WHERE t.of_id = ANY(%s) AND {LATEST}
"""  # noqa: S608  a piece of our own is put in


def add_delta(firearms: Iterable[int], *, using: str = "default") -> int:
    """Write the delta rows of some firearms as they stand in this transaction; give the number of rows.

    Records merged with them are written too: the marks of an absorbed record are found under the survivor, and under
    itself no more. So are the records in which their parts sit now. What the same transaction wrote of them before is
    taken back. Call it after every change of marks and under the firearms' row locks, so that a later transaction's
    rows have higher ids.
    """
    wanted = set(firearms)
    survivors, members = _families(wanted | _with_parts_of(wanted, using), using)
    DeltaRow.objects.using(using).filter(record__in=members, xid=_this_transaction(using)).delete()
    with connections[using].cursor() as cursor:
        cursor.execute(_SOME, {"ids": members})
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor]
    rows = [DeltaRow(**row, serial=plain(row["verbatim"])) for row in found]
    rows += [DeltaRow(record=one, role=Role.OTHER_NUMBER) for one in members if one not in survivors]
    DeltaRow.objects.using(using).bulk_create(rows, batch_size=1000)
    return len(rows)


def _with_parts_of(firearms: set[int], using: str) -> set[int]:
    """Give the records in which parts that were first registered with some firearms sit now."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ELSEWHERE, [list(firearms)])
        return {int(row[0]) for row in cursor.fetchall()}


def _families(firearms: Iterable[int], using: str) -> tuple[set[int], list[int]]:
    """Give the surviving records of some firearms, and all records that are shown under them, themselves included."""
    survivors = set(firearms)
    merges = Merge.objects.using(using).filter(undone=None)
    for absorbed, survivor in merges.filter(absorbed__in=survivors).values_list("absorbed_id", "survivor_id"):
        survivors = (survivors - {absorbed}) | {survivor}
    members = survivors | set(merges.filter(survivor__in=survivors).values_list("absorbed_id", flat=True))
    return survivors, sorted(members)


def newest_rows(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Of delta rows in the order of their ids, give those that count: of each record the last writer's.

    A row is its transaction, then the values of the record schema; the transaction is left off. The order of ids, not
    of transaction numbers, is the one in which a record was written (see :func:`add_delta`).
    """
    writer = {row[1]: row[0] for row in rows}
    return [row[1:] for row in rows if writer[row[1]] == row[0]]


def batch_of(rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Make a record batch of rows whose values are in the order of the record schema."""
    columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, RECORD_SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=RECORD_SCHEMA)


def all_rows(*, using: str = "default") -> Iterator[pa.RecordBatch]:
    """Read the whole register as the index needs it, in blocks, from one moment of the database."""
    with connections[using].cursor() as cursor, cursor.cursor.copy(f"COPY ({_ALL}) TO STDOUT (FORMAT csv)") as blocks:
        rest = b""
        for block in _gathered(blocks):
            rest += block
            end = rest.rfind(b"\n") + 1
            if len(rest) >= BLOCK and end and rest.count(b'"', 0, end) % 2 == 0:
                yield _parsed(rest[:end])
                rest = rest[end:]
        if rest:
            yield _parsed(rest)


def _gathered(blocks: Iterable[Any]) -> Iterator[bytes]:
    """Join the database's single lines into pieces worth parsing."""
    held: list[bytes] = []
    size = 0
    for block in blocks:
        held.append(bytes(block))
        size += len(held[-1])
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


_CSV_COLUMNS: Final = tuple(name for name in ("record", "role", "verbatim", *COLUMNS) if name != "serial")
_CSV_ORDER: Final = tuple(dict.fromkeys(_CSV_COLUMNS))


def _parsed(text: bytes) -> pa.RecordBatch:
    types = {field.name: field.type for field in RECORD_SCHEMA}
    table = arrow_csv.read_csv(
        io.BytesIO(text),
        read_options=arrow_csv.ReadOptions(column_names=list(_CSV_ORDER), use_threads=False),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    ).combine_chunks()
    serials = pa.array([plain(one) for one in table["verbatim"].to_pylist()], types["serial"])
    table = table.append_column(RECORD_SCHEMA.field("serial"), serials).select(list(COLUMNS)).cast(RECORD_SCHEMA)
    return table.to_batches()[0]


def _this_transaction(using: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        return int(cursor.fetchone()[0])
