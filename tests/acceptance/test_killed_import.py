"""Acceptance: an import that is killed leaves the register as it was, and is simply run again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.database.configuration import DATABASE
from tests.conftest import NodeUnderTest

TABLES = ("registry_firearm", "registry_mark", "registry_event", "registry_source", "registry_delta", "platform_entry")


@pytest.fixture
def database(node: NodeUnderTest) -> Iterator[psycopg.Connection]:
    with starting.superuser(Cluster.of(node.home), DATABASE) as connection:
        yield connection


def register(place: Path, rows: int) -> Path:
    path = place / "killed.csv"
    lines = [f"K{n},{rows}{n:06},Glock" for n in range(rows)]
    path.write_text("\n".join(["external_id,serial,make", *lines]) + "\n", encoding="utf-8")
    return path


def rows_of(database: psycopg.Connection) -> list[object]:
    count = sql.SQL("SELECT count(*) FROM {}")
    return [database.execute(count.format(sql.Identifier(table))).fetchone() for table in TABLES]


@contextmanager
def begun(node: NodeUnderTest, path: Path, source: str) -> "Iterator[subprocess.Popen[bytes]]":
    """Run an import as a process of its own."""
    program = [sys.executable, "-c", "from salwa.config.cli import main; main()"]
    process = subprocess.Popen(
        [*program, "import", "firearms", str(path), "--source", source],
        env={**os.environ, "SALWA_HOME": str(node.home.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_it_waits(database: psycopg.Connection, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the import has written its rows and stands before what the test holds."""
    for _ in range(1200):
        found = database.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'salwa_loader' AND wait_event_type = 'Lock'"
        ).fetchone()
        if found and found[0]:
            return
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        time.sleep(0.1)
    raise AssertionError("The import never came to where it is to be killed.")


@pytest.mark.parametrize(
    ("rows", "held"),
    [(30_000, "LOCK TABLE registry_delta IN SHARE MODE"), (50_000, "SELECT pg_advisory_xact_lock(94468609)")],
    ids=["before the index", "with its segment written"],
)
def test_an_import_killed_in_the_middle_leaves_nothing_and_runs_again(
    node: NodeUnderTest, database: psycopg.Connection, tmp_path: Path, rows: int, held: LiteralString
) -> None:
    path, source = register(tmp_path, rows), f"Killed {rows}"
    before, folders = rows_of(database), set(node.home.segments.iterdir())
    with starting.superuser(Cluster.of(node.home), DATABASE) as holder, begun(node, path, source) as process:
        holder.execute("BEGIN")
        holder.execute(held)
        wait_until_it_waits(database, process)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        holder.execute("ROLLBACK")
    assert rows_of(database) == before
    left = set(node.home.segments.iterdir()) - folders
    assert len(left) == (1 if rows >= 50_000 else 0), "a segment was written and is listed nowhere"
    for folder in left:
        os.utime(folder, (1, 1))

    again = node.salwa("import", "firearms", str(path), "--source", source)
    assert again.returncode == 0, again.stderr
    assert f"loaded {rows}" in again.stdout
    assert not [folder for folder in left if folder.exists()]
    query = "SELECT count(*) FROM registry_firearm f JOIN registry_source s ON s.id = f.source_id WHERE s.name = %s"
    assert database.execute(query, [source]).fetchone() == (rows,)
