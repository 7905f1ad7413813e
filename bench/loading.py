"""Bench, loading: how fast a register is loaded, validated and indexed, beside COPY alone for the same rows.

    python -m bench.loading [FIREARMS]

A made-up register is written as CSV and imported by the action of ``salwa import firearms`` into an empty database of
its own. Then the same rows, taken out of its tables as text, are put back by COPY alone, twice: into the tables as they
stand, and into tables whose secondary indexes and references are made again afterwards, as the import does on a first
load. COPY alone reads nothing, checks no cell, resolves no word, derives nothing and builds no index of serials.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.context import Context

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
MILLION = 1_000_000
TABLES = (
    "registry_firearm",
    "registry_component",
    "registry_mark",
    "registry_event",
    "registry_firearm_state",
    "registry_remark",
)
PIECE = 1 << 20


def run(context: "Context") -> dict[str, Any]:
    """Load ``context.rows`` firearms, a million at most, in a process and a home of its own; give what was measured."""
    rows = min(context.rows, MILLION)
    with tempfile.TemporaryDirectory(prefix="salwa-bench-") as folder:
        environment = os.environ | {"SALWA_HOME": f"{folder}/home"}
        command = [sys.executable, "-m", "bench.loading", str(rows), folder]
        told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(told)
    return found


def write_register(path: Path, rows: int, seed: int = 21) -> int:
    """Write a made-up register as CSV; give its bytes."""
    import polars as pl  # noqa: PLC0415  only the child needs it

    from salwa.kernel.synthesis.register import register  # noqa: PLC0415

    with path.open("wb") as file:
        for at, batch in enumerate(register(rows, seed)):
            pl.DataFrame(pl.from_arrow(batch)).write_csv(file, include_header=at == 0)
    return path.stat().st_size


def measure(rows: int, folder: Path) -> dict[str, Any]:
    """Measure in this process, whose home is empty."""
    from salwa.config.cli import load  # noqa: PLC0415
    from salwa.config.cli import run as command  # noqa: PLC0415

    sys.stdout, stdout = sys.stderr, sys.stdout
    command(["init", "--state", "XC"])
    size = write_register(folder / "register.csv", rows)
    actor = load("salwa.contexts.identity.public:actor_by_name", needs_django=True)("registrar")
    order = load("salwa.contexts.registry.importing:Order", needs_django=True)
    import_firearms = load("salwa.contexts.registry.importing:import_firearms", needs_django=True)
    own = _cpu()
    began = time.perf_counter()
    outcome = import_firearms(actor=actor, order=order(path=folder / "register.csv", source="bench"))
    seconds = time.perf_counter() - began
    cpu = _cpu() - own
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    files = _taken_out(folder)
    storage = _bytes()
    in_place = _copy_alone(files, remake=False)
    remade = _copy_alone(files, remake=True)
    command(["database", "stop"])
    sys.stdout = stdout
    return {
        "firearms": outcome.loaded,
        "csv_bytes": size,
        "seconds": round(seconds, 2),
        "firearms_per_s": round(outcome.loaded / seconds),
        "python_cpu_s": round(cpu, 2),
        "peak_rss_bytes": peak,
        "tables_bytes_per_firearm": round(storage / outcome.loaded, 1),
        "copy_alone_in_place_s": round(in_place, 2),
        "copy_alone_indexes_after_s": round(remade, 2),
        "share_of_copy_in_place": round(in_place / seconds, 3),
        "share_of_copy_indexes_after": round(remade / seconds, 3),
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _connection(alias: str) -> Any:
    from django.db import connections  # noqa: PLC0415

    connections[alias].ensure_connection()
    return connections[alias].connection


def _taken_out(folder: Path) -> dict[str, Path]:
    owner, files = _connection("owner"), {}
    for table in TABLES:
        files[table] = folder / f"{table}.copy"
        with files[table].open("wb") as file, owner.cursor().copy(f"COPY {table} TO STDOUT") as rows:
            for row in rows:
                file.write(row)
    return files


def _bytes() -> int:
    query = (
        "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r' AND relname LIKE 'registry%'"
    )
    found = _connection("owner").execute(query).fetchone()
    return int(found[0])


def _copy_alone(files: dict[str, Path], *, remake: bool) -> float:
    """Empty the tables and put the rows back; give the seconds from the first row to the commit."""
    _connection("owner").execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    loader = _connection("loader")
    with loader.transaction():
        if remake:
            loader.execute("SELECT loader_open_empty()")
        began = time.perf_counter()
        for table, path in files.items():
            with path.open("rb") as file, loader.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                while piece := file.read(PIECE):
                    copy.write(piece)
        if remake:
            loader.execute("SELECT loader_close_filled()")
    return time.perf_counter() - began


def main(arguments: list[str]) -> None:
    """Measure and print JSON: in the folder given, or in one of its own."""
    rows = int(arguments[0]) if arguments else MILLION
    if len(arguments) > 1:
        print(json.dumps(measure(rows, Path(arguments[1]))))
        return
    with tempfile.TemporaryDirectory(prefix="salwa-bench-") as folder:
        os.environ["SALWA_HOME"] = f"{folder}/home"
        print(json.dumps(measure(rows, Path(folder)), indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
