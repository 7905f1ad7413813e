"""Bench, storage: how many bytes a firearm takes in tables and indexes.

Fills a database of its own, in the cluster of SALWA_HOME, with firearms of five marks and two events, migrated as the
node's is, and prints every relation's share: ``python -m bench.storage [FIREARMS]``, a million unless told. The rows
are made by the database itself; what is measured is ``pg_total_relation_size`` after VACUUM.
"""

import json
import os
import sys
import time
from pathlib import Path

import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
NAME = "salwa_bench_storage"
FILL = """
INSERT INTO identity_agency (uuid, kind, name) VALUES (gen_random_uuid(), 'registry', 'National registry');
INSERT INTO platform_entry (id, uuid, action, actor_id, actor_name, agency_id, reason, recorded_at, digest, summary)
VALUES (1, gen_random_uuid(), 'registry.import_firearms', 0, 'node', 0, '', now(), '', '{{}}');
INSERT INTO registry_source (agency_id, name) SELECT id, 'Old register' FROM identity_agency;
INSERT INTO registry_inscription (id, code, kind, method, script, country, year, text, folded)
SELECT g, g, 1 + g % 8, 0, 1, 0, 0, 'INSCRIPTION ' || g, 'INSCRIPTION' || g FROM generate_series(1, 3000) g;
INSERT INTO registry_inscription (id, code, kind, method, script, country, year, text, folded)
VALUES (-1, 0, 9, 0, 1, 0, 0, '', '');
INSERT INTO registry_firearm (id, uuid, number, agency_id, make, model, source_id, calibre, type, country, year,
                              control, external_id)
SELECT g, (lpad(to_hex(1700000000000 + g), 12, '0') || '7' || lpad(to_hex((random() * 4095)::int), 3, '0') || '8'
           || substr(md5(g::text), 1, 15))::uuid,
       1 + (random() * (1::bigint << 50))::bigint, 1, g % 800, g % 900, 1, g % 200, g % 20, g % 200, 1960 + g % 60, 1,
       'XC-' || lpad(g::text, 9, '0')
  FROM generate_series(1, {count}) g;
INSERT INTO registry_component (firearm_id, ordinal, kind) SELECT g, 1, 1 FROM generate_series(1, {count}) g;
INSERT INTO registry_mark (firearm_id, inscription_id, component, ordinal, place, legibility, text, folded)
SELECT g, CASE WHEN k = 1 THEN -1 ELSE 1 + (g * k) % 3000 END, 1, k, 0, 0,
       CASE WHEN k = 1 THEN 'ABC' || lpad((g % 100000)::text, 5, '0') ELSE '' END,
       CASE WHEN k = 1 THEN 'A8C' || lpad((g % 100000)::text, 5, '0') ELSE '' END
  FROM generate_series(1, {count}) g CROSS JOIN LATERAL generate_series(1, 5) k ORDER BY g, k;
INSERT INTO registry_event (firearm_id, entry_id, happened_from, happened_to, ordinal, kind, country, status)
SELECT g, 1, date '2004-01-01', date '2004-12-31', k, CASE k WHEN 1 THEN 4 ELSE 9 END, 100, 0
  FROM generate_series(1, {count}) g CROSS JOIN LATERAL generate_series(1, 2) k ORDER BY g, k;
INSERT INTO registry_firearm_state (firearm_id, status, event) SELECT g, 1, 2 FROM generate_series(1, {count}) g;
"""
MEASURE = """
SELECT relname, pg_table_size(oid), pg_indexes_size(oid)
  FROM pg_class WHERE relkind = 'r' AND relname LIKE 'registry\\_%' ORDER BY pg_total_relation_size(oid) DESC
"""


def fill(connection: psycopg.Connection, count: int) -> float:
    """Fill the tables; give the seconds. References are checked once, when all rows are there."""
    began = time.perf_counter()
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        for statement in FILL.format(count=count).split(";\n"):
            if statement.strip():
                connection.execute(statement)
    connection.execute("VACUUM (ANALYZE)")
    return time.perf_counter() - began


def measure(connection: psycopg.Connection, count: int) -> list[dict[str, float | str]]:
    """Give bytes a firearm of each registry table: rows, indexes, both."""
    return [
        {"table": name, "rows": heap / count, "indexes": indexes / count, "both": (heap + indexes) / count}
        for name, heap, indexes in connection.execute(MEASURE)
        if (heap + indexes) / count >= 0.05
    ]


def main(count: int) -> None:
    """Fill, measure, print the table and write ``bench/results/storage.json``."""
    import django  # noqa: PLC0415  settings need SALWA_HOME first
    from django.db import connections  # noqa: PLC0415

    django.setup()
    from salwa.platform.database import roles, starting  # noqa: PLC0415
    from salwa.platform.database.cluster import Cluster  # noqa: PLC0415
    from salwa.platform.database.migrating import migrate  # noqa: PLC0415
    from salwa.platform.home import current  # noqa: PLC0415

    home = current()
    starting.create(home)
    cluster = Cluster.of(home)
    with starting.superuser(cluster) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        roles.create_database(connection, NAME)
    try:
        for alias in connections:
            connections[alias].settings_dict["NAME"] = NAME
        migrate()
        with starting.superuser(cluster, NAME) as connection:
            seconds = fill(connection, count)
            table = measure(connection, count)
        whole = sum(float(row["both"]) for row in table)
        print(f"{count:,} firearms, five marks and two events each, filled in {seconds:.0f} s; bytes a firearm:\n")
        print(
            f"| {'table':28} | {'rows':>7} | {'indexes':>7} | {'both':>7} |\n|{'-' * 30}|--------:|--------:|--------:|"
        )
        for row in table:
            print(f"| {row['table']:28} | {row['rows']:7.1f} | {row['indexes']:7.1f} | {row['both']:7.1f} |")
        print(f"| {'all':28} | {'':7} | {'':7} | {whole:7.1f} |")
        results = Path(__file__).parent / "results"
        results.mkdir(exist_ok=True)
        told = {"firearms": count, "bytes_a_firearm": round(whole, 1), "tables": table}
        (results / "storage.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    finally:
        for alias in connections:
            connections[alias].close()
        with starting.superuser(cluster) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
