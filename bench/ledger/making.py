"""Bench, ledger: made-up entries and lives by the million, in the bytes that actions would have written.

Each entry names three rows, whose digests are made up too, so that only the log can be verified.
The database makes the rows itself, as its superuser: an action writes one entry, and no role may write another's. Every
entry's bytes are what its columns say, so that the log verifies. Five entries make the life of a firearm.
"""

import time
from typing import Final

import psycopg

BEYOND: Final = 1_000_000_000
"""Numbers from here on are those of what actions write."""
EVENTS: Final = 5
"""Events of a made-up firearm."""
_ENTRIES: Final = """
WITH made AS (
    SELECT g AS id, md5('entry ' || g)::uuid AS uuid, sha256(convert_to('salt ' || g, 'UTF8')) AS salt,
           timestamptz '2001-01-01' + g * interval '7 seconds' AS recorded_at, (g - 1) / 5 + 1 AS record,
           encode(sha256(convert_to('row ' || g, 'UTF8')), 'hex') AS bound
      FROM generate_series(%(first)s::bigint, %(last)s::bigint) g),
     written AS MATERIALIZED (
SELECT made.*,
       convert_to('{"action":"registry.record_find","actor":1,"agency":1,"at":' || id || ',"digest":"","entry":'
           || id || ',"private":"'
           || encode(sha256(salt || convert_to('{"actor_name":"registrar","reason":""}', 'UTF8')), 'hex')
           || '","recorded_at":"' || to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
           || '+00:00","rows":[["registry_event",1,"' || record || '/' || (id - 1) %% 5 + 1 || '","' || bound
           || '"],["registry_remark",1,"' || id || '","' || bound || '"],["registry_place",1,"' || id || '","' || bound
           || '"]],"summary":{"record":' || record || '},"uuid":"' || uuid || '"}', 'UTF8') AS body
  FROM made),
     queued AS (INSERT INTO platform_unsealed
                SELECT id, sha256(%(outer)s::bytea || sha256(%(inner)s::bytea || body)) FROM written ORDER BY id)
INSERT INTO platform_entry (id, uuid, action, actor_id, actor_name, agency_id, reason, recorded_at, digest, summary,
                            body, salt)
SELECT id, uuid, 'registry.record_find', 1, 'registrar', 1, '', recorded_at, '', json_build_object('record', record),
       body, salt
  FROM written ORDER BY id
"""
_FIREARMS: Final = """
INSERT INTO registry_firearm (id, uuid, number, agency_id, make, model, source_id, calibre, type, country, year,
                              control, external_id)
SELECT g, md5('firearm ' || g)::uuid, 1 + (g * 7919) %% (1::bigint << 50), 1, 1 + g %% 400, 0,
       (SELECT min(id) FROM registry_source), 0, 0, 0, 1960 + g %% 60, 1, ''
  FROM generate_series(%(first)s::bigint, %(last)s::bigint) g;
INSERT INTO registry_component (firearm_id, ordinal, kind)
SELECT g, 1, 1 FROM generate_series(%(first)s::bigint, %(last)s::bigint) g;
INSERT INTO registry_mark (firearm_id, inscription_id, component, ordinal, place, legibility, text, folded)
SELECT g, (SELECT max(id) FROM registry_inscription WHERE kind = 9), 1, 1, 0, 0, 'AC' || lpad(g::text, 9, '3'),
       'AC' || lpad(g::text, 9, '3')
  FROM generate_series(%(first)s::bigint, %(last)s::bigint) g;
INSERT INTO registry_event (firearm_id, entry_id, happened_from, happened_to, ordinal, kind, status)
SELECT (e - 1) / 5 + 1, e, day, day, (e - 1) %% 5 + 1,
       CASE (e - 1) %% 5 WHEN 0 THEN 1 WHEN 1 THEN 9 WHEN 2 THEN 12 WHEN 3 THEN 14 ELSE 11 END, 0
  FROM (SELECT e, date '1990-01-01' + (((e - 1) %% 5) * 900 + (e / 5) %% 800)::int AS day
          FROM generate_series((%(first)s::bigint - 1) * 5 + 1, %(last)s::bigint * 5) e) made;
INSERT INTO registry_firearm_state (firearm_id, status, event)
SELECT g, 4, 5 FROM generate_series(%(first)s::bigint, %(last)s::bigint) g
"""
_LONG: Final = """
INSERT INTO registry_event (firearm_id, entry_id, happened_from, happened_to, ordinal, kind, status, place_id)
SELECT %(firearm)s, 1 + (nth * (%(entries)s::bigint - 1)) / 200, day, day, nth,
       CASE nth %% 2 WHEN 1 THEN 12 ELSE 14 END, 0, (SELECT min(id) FROM registry_place)
  FROM (SELECT nth, date '1991-01-01' + nth * 40 AS day FROM generate_series(1, 200) nth) made
"""


def entries(connection: psycopg.Connection, first: int, last: int) -> float:
    """Write the entries numbered ``first`` to ``last`` and queue them; give the seconds."""
    began = time.perf_counter()
    connection.execute(_ENTRIES, {"first": first, "last": last} | _pads())
    return time.perf_counter() - began


def _pads() -> dict[str, bytes]:
    """The node's key for what waits, as HMAC takes it: the sealer seals nothing else."""
    from salwa.platform.ledger.vouching import pads  # noqa: PLC0415  settings need SALWA_HOME first

    return dict(zip(("inner", "outer"), pads(), strict=True))


def lives(connection: psycopg.Connection, first: int, last: int) -> None:
    """Write the firearms numbered ``first`` to ``last``, with a serial and five events each, of their own entries."""
    connection.execute(
        "INSERT INTO registry_source (agency_id, name) VALUES (1, 'made up') ON CONFLICT DO NOTHING",
    )
    connection.execute(
        "INSERT INTO registry_inscription (id, code, kind, method, script, country, year, text, folded) "
        "VALUES (-1, 0, 9, 0, 1, 0, 0, '', '') ON CONFLICT DO NOTHING"
    )
    connection.execute("INSERT INTO registry_place (text, country) VALUES ('Harbour', 0) ON CONFLICT DO NOTHING")
    for statement in _FIREARMS.split(";\n"):
        connection.execute(statement, {"first": first, "last": last})


def long_life(connection: psycopg.Connection, firearm: int, entries_held: int) -> None:
    """Give a firearm a life of 200 events whose entries are spread over the whole log."""
    connection.execute("DELETE FROM registry_event WHERE firearm_id = %s", [firearm])
    connection.execute(_LONG, {"firearm": firearm, "entries": entries_held})


def clear_ids(connection: psycopg.Connection) -> None:
    """Give what actions write numbers far beyond those of what is made up, so that the made up can grow on."""
    for sequence in ("platform_entry_id_seq", "registry_firearm_id_seq"):
        connection.execute(f"SELECT setval('{sequence}', {BEYOND})")


def settle(connection: psycopg.Connection) -> None:
    """Let the planner know the tables as they now are."""
    connection.execute("VACUUM (ANALYZE)")
