"""Bench, ledger: a node of its own for a measurement, in the process that measures."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg

from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import current

Results = dict[str, Any]


def apart(module: str, *arguments: object) -> Results:
    """Run ``python -m module`` in a process and a home of its own; give the JSON that it prints last."""
    with tempfile.TemporaryDirectory(prefix="salwa-bench-") as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SALWA_DATABASE")}
        environment |= {"SALWA_HOME": f"{folder}/home", "DJANGO_SETTINGS_MODULE": "salwa.config.settings"}
        command = [sys.executable, "-m", module, *map(str, arguments)]
        told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: Results = json.loads(told.strip().splitlines()[-1])
    return found


@contextmanager
def node() -> Iterator[None]:
    """Make the node of SALWA_HOME in this process, as ``salwa init`` does; take it away in the end.

    What commands print goes to standard error, so that standard output holds the results only.
    """
    from salwa.config.cli import run as command  # noqa: PLC0415  settings need SALWA_HOME first

    sys.stdout, stdout = sys.stderr, sys.stdout
    try:
        command(["init", "--state", "XC"])
        django.setup()
        yield
    finally:
        sys.stdout = stdout
        Cluster.of(current()).remove()


def superuser() -> psycopg.Connection:
    """Connect as one who walks round every trigger and right: for rows that a bench makes up."""
    connection = starting.superuser(Cluster.of(current()), "salwa")
    connection.execute("SET session_replication_role = replica")
    return connection


def times_of(work: Callable[[int], object], count: int) -> list[float]:
    """Do ``work`` so many times; give the seconds of each."""
    out = []
    for at in range(count):
        began = time.perf_counter()
        work(at)
        out.append(time.perf_counter() - began)
    return out


def server_seconds() -> float:
    """Give the seconds of processor time that the node's PostgreSQL has used so far, ended connections included."""
    server = Cluster.of(current()).pid
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(stat.parent.name) == server:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == server:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
