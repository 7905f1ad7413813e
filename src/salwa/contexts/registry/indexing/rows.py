"""Registry, index: read from the tables what the index must know of a firearm."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as arrow_csv
from django.db import connections

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
_ROWS: Final = f"""
SELECT coalesce(g.survivor_id, f.id) AS record,
       CASE WHEN m.kind = {MarkKindCode.SERIAL.value}
            THEN CASE WHEN m.component = f.control THEN {Role.CONTROL_SERIAL.value}
                      ELSE {Role.COMPONENT_SERIAL.value} END
            ELSE {Role.OTHER_NUMBER.value} END AS role,
       coalesce(m.text, '') AS verbatim,
       f.make, f.model, f.calibre, f.type, f.country, f.year,
       coalesce(marked.country, entered.country, 0) AS import_country,
       coalesce(marked.year, entered.year, 0) AS import_year
  FROM registry_firearm f
  LEFT JOIN registry_merge g ON g.absorbed_id = f.id AND g.undone_id IS NULL
  LEFT JOIN (SELECT m.firearm_id, m.component, m.text, i.kind
               FROM registry_mark m
               JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind IN ({_NUMBERS})
              WHERE m.inscription_id < 0 {{mark}}
                AND NOT EXISTS (SELECT FROM registry_withdrawal w
                                 WHERE w.firearm_id = m.firearm_id AND w.ordinal = m.ordinal)) m
    ON m.firearm_id = f.id
  LEFT JOIN (SELECT DISTINCT ON (m.firearm_id) m.firearm_id, i.country, i.year
               FROM registry_mark m
               JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = {MarkKindCode.IMPORT.value}
              WHERE NOT EXISTS (SELECT FROM registry_withdrawal w
                                 WHERE w.firearm_id = m.firearm_id AND w.ordinal = m.ordinal) {{mark}}
              ORDER BY m.firearm_id, m.ordinal DESC) marked
    ON marked.firearm_id = f.id
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
 ORDER BY f.id
"""  # noqa: S608  only the numbers of our own codes are put in
_ALL: Final = _ROWS.format(mark="", event="", firearm="")
_SOME: Final = _ROWS.format(
    mark="AND m.firearm_id = ANY(%(ids)s)",
    event="AND e.firearm_id = ANY(%(ids)s)",
    firearm="WHERE f.id = ANY(%(ids)s)",
)


def add_delta(firearms: Iterable[int], *, using: str = "default") -> int:
    """Write the delta rows of some firearms as they stand in this transaction; give the number of rows.

    Records merged with them are written too: the marks of an absorbed record are found under the survivor, and under
    itself no more. What the same transaction wrote of them before is taken back. Call it after every change of marks
    and under the firearms' row locks, so that a later transaction's rows have higher ids.
    """
    survivors, members = _families(firearms, using)
    DeltaRow.objects.using(using).filter(record__in=members, xid=_this_transaction(using)).delete()
    with connections[using].cursor() as cursor:
        cursor.execute(_SOME, {"ids": members})
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor]
    rows = [DeltaRow(**row, serial=plain(row["verbatim"])) for row in found]
    rows += [DeltaRow(record=one, role=Role.OTHER_NUMBER) for one in members if one not in survivors]
    DeltaRow.objects.using(using).bulk_create(rows, batch_size=1000)
    return len(rows)


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
