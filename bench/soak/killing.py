"""Soak, killing: kill what serves and what acts at random moments, and look after each whether the register is whole.

The web server runs as ``salwa run`` starts it, with its sealing threads; recorders act beside it, each in a process of
its own, and write down what they were told is committed. Only processes that were started here are killed: the server
with its workers, the recorders, the PostgreSQL of this home and its connections.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import psycopg
from django.db import Error, connections

from bench.soak import checking
from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.errors import NotReady
from salwa.platform.home import current

RECORDERS: Final = 3
SALWA: Final = str(Path(sys.executable).with_name("salwa"))
READY_SECONDS: Final = 60
KILLS: Final = {"server": 4, "recorder": 3, "connection": 2, "postgresql": 3}
"""What is killed, and how often of twelve times."""


@dataclass(slots=True)
class Told:
    """What the killing came to."""

    kills: dict[str, int] = field(default_factory=dict)
    acknowledged: int = 0
    entries: int = 0
    waiting: int = 0
    pages_served: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether actions were carried out and pages served, all is sealed, and nothing was found wrong."""
        return not self.faults and not self.waiting and self.acknowledged > 0 and self.pages_served > 0


class Load:
    """The server and the recorders of one home."""

    def __init__(self, folder: Path, deadline: float) -> None:
        self._folder, self._deadline = folder, deadline
        self._port = _free_port()
        self.server = self._serve()
        self.recorders = [self._record(number) for number in range(RECORDERS)]

    def is_serving(self) -> bool:
        """Whether the sign-in page is served."""
        address = f"http://127.0.0.1:{self._port}/sign-in/"
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(address, timeout=10) as answer:
            return bool(answer.status == HTTPStatus.OK)
        return False

    def kill_server(self) -> None:
        """Kill the web server with its workers."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def kill_recorder(self, chance: random.Random) -> None:
        """Kill one of those who act."""
        one = chance.choice(self.recorders)
        one.kill()
        one.wait()

    def mend(self) -> None:
        """Start again what is no longer running, and wait until pages are served."""
        _until(_answers, "PostgreSQL does not come back")
        if self.server.poll() is not None:
            self.server = self._serve()
        for number, one in enumerate(self.recorders):
            if one.poll() is not None:
                self.recorders[number] = self._record(number)
        _until(self.is_serving, "the server does not come back")

    def end(self) -> None:
        """End everything."""
        for one in self.recorders:
            one.kill()
            one.wait()
        self.kill_server()

    def _serve(self) -> "subprocess.Popen[bytes]":
        command = [SALWA, "run", "--port", str(self._port), "--workers", "2"]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def _record(self, number: int) -> "subprocess.Popen[bytes]":
        told = [str(self._folder), str(number), str(self._deadline)]
        return subprocess.Popen([sys.executable, "-m", "bench.soak", "work", "recorder", *told])


def kill_again_and_again(folder: Path, kills: int, seconds: float, seed: int = 21) -> dict[str, Any]:
    """Kill so many times, or until the time is over; give what it came to."""
    chance, told, began = random.Random(seed), Told(), time.monotonic()
    load = Load(folder, time.time() + seconds + READY_SECONDS)
    done: Counter[str] = Counter()
    try:
        load.mend()
        _until(lambda: checking.acknowledged(folder) > 0, "nothing is carried out")
        for _ in range(kills):
            if time.monotonic() - began > seconds or told.faults:
                break
            time.sleep(chance.uniform(0.2, 3.0))
            what = chance.choices(list(KILLS), list(KILLS.values()))[0]
            done[what] += _kill(what, load, chance)
            load.mend()
            told.pages_served += load.is_serving()
            told.faults += _looked_at(folder)
        _until(lambda: not checking.counts()["waiting"] or _are_quiet(load), "sealing does not go on", told)
    finally:
        load.end()
    told.faults += _looked_at(folder)
    told.kills, told.acknowledged = dict(done), checking.acknowledged(folder)
    told.entries, told.waiting = checking.counts().values()
    told.seconds = round(time.monotonic() - began, 1)
    return {name: getattr(told, name) for name in Told.__slots__} | {"is_clean": told.is_clean}


def _kill(what: str, load: Load, chance: random.Random) -> int:
    """Kill one thing; give 1, or 0 where there was none."""
    if what == "server":
        load.kill_server()
    elif what == "recorder":
        load.kill_recorder(chance)
    else:
        pid = Cluster.of(current()).pid if what == "postgresql" else _connection(chance)
        if not pid:
            return 0
        os.kill(pid, signal.SIGKILL)
    return 1


def _connection(chance: random.Random) -> int:
    """Give the process that serves one of the application's connections, 0 where there is none."""
    with starting.superuser(Cluster.of(current())) as connection:
        found = connection.execute("SELECT pid FROM pg_stat_activity WHERE usename = 'salwa_app'").fetchall()
    return int(chance.choice(found)[0]) if found else 0


def _looked_at(folder: Path) -> list[str]:
    """Look whether all is whole; where the server goes away meanwhile, look again."""
    for _ in range(5):
        connections.close_all()
        try:
            return checking.faults(folder)
        except Error:
            _until(_answers, "PostgreSQL does not come back")
    return ["the register cannot be read"]


def _answers() -> bool:
    try:
        starting.ensure_running(current())
        with starting.superuser(Cluster.of(current()), "salwa") as connection:
            connection.execute("SELECT 1")
    except (psycopg.Error, NotReady):
        return False
    return True


def _are_quiet(load: Load) -> bool:
    """End those who act, so that what waits is sealed; never true itself."""
    for one in load.recorders:
        one.kill()
        one.wait()
    connections.close_all()
    return False


def _until(is_so: Callable[[], bool], otherwise: str, told: Told | None = None) -> None:
    """Wait until something is so. Raises TimeoutError, or tells it, where it does not come."""
    until = time.monotonic() + READY_SECONDS
    while not is_so():
        if time.monotonic() > until:
            if told is None:
                raise TimeoutError(otherwise)
            told.faults.append(otherwise)
            return
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
