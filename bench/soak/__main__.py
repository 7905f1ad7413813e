"""Soak: register, import and identify at once while processes and the server are killed, then count what was lost.

    python -m bench.soak --seconds 600

A home of its own is made and taken away. Registrars register by the action, importers import by the command (one in
four is killed on the way), identifiers ask for what was committed a moment ago, and now and then the database server is
killed without warning. What a worker was told is committed stands in its journal. At the end every such record must be
there once, and be found; an import that was killed must be there whole or not at all. Then, in another home, the web
server, its database and those who act are killed again and again (killing.py), and after each time the register is
looked through: no half-written action, no gap in the log, nothing lost that was acknowledged. Ends with 1 where
anything was lost, doubled, halved or not found.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bench.soak.journal import Outcome
from salwa.config.cli import load
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import current

RESULTS = Path(__file__).parents[1] / "results" / "soak.json"
SALWA = str(Path(sys.executable).with_name("salwa"))
KILLING_SECONDS = 3600
"""How long the killing may take, however many kills were asked for."""
KILLS_A_HOME = 25
"""After so many the killing goes on in a fresh home: each look goes through the whole register and its log."""
ROLES = ("registrar", "importer", "identifier", "identifier")


@click.group(invoke_without_command=True)
@click.option("--seconds", default=600, show_default=True, help="How long the workers work.")
@click.option(
    "--kill-server-every", default=60, show_default=True, help="Seconds between kills of the server; 0: never."
)
@click.option("--kills", default=200, show_default=True, help="How often the running node is killed; 0: never.")
@click.option(
    "--results", default=RESULTS, type=click.Path(path_type=Path), show_default=True, help="Where it is written down."
)
@click.pass_context
def soak(context: click.Context, seconds: int, kill_server_every: int, kills: int, results: Path) -> None:
    """Register, import and identify at once, kill what serves, and count what was lost."""
    if context.invoked_subcommand is None:
        told: dict[str, Any] = {}
        if seconds:
            told |= run(seconds, kill_server_every)
        if kills:
            told["killed"] = run_killing(kills)
        _tell(told, results)
        sys.exit(0 if told.get("is_clean", True) and told.get("killed", {}).get("is_clean", True) else 1)


@soak.command(hidden=True)
@click.argument("role")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("number", type=int)
@click.argument("deadline", type=float)
def work(role: str, folder: Path, number: int, deadline: float) -> None:
    """Be one worker."""
    load("bench.soak.workers:work", needs_django=True)(role, folder, number, deadline)


@soak.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("kills", type=int)
@click.argument("seconds", type=float)
@click.argument("seed", type=int)
def kill(folder: Path, kills: int, seconds: float, seed: int) -> None:
    """Kill the node of SALWA_HOME again and again; print what it came to."""
    told = load("bench.soak.killing:kill_again_and_again", needs_django=True)(folder, kills, seconds, seed)
    print(json.dumps(told))


def run(seconds: int, kill_server_every: int) -> dict[str, Any]:
    """Run the soak; give what it came to."""
    with _home() as folder:
        began = time.time()
        kills = _soak(folder, began + seconds, kill_server_every)
        outcome: Outcome = load("bench.soak.counting:count", needs_django=True)(folder)
        outcome.seconds = round(time.time() - began, 1)
        outcome.server_kills = kills
    return {name: getattr(outcome, name) for name in Outcome.__slots__} | {"is_clean": outcome.is_clean}


def run_killing(kills: int) -> dict[str, Any]:
    """Kill the running node again and again, in processes and homes of their own; give what all of it came to."""
    told: dict[str, Any] = {"kills": {}, "homes": 0, "is_clean": True}
    until = time.time() + KILLING_SECONDS
    while (done := sum(told["kills"].values())) < kills and told["is_clean"] and time.time() < until:
        part = _killed_in_a_home(min(KILLS_A_HOME, kills - done), until - time.time(), 21 + told["homes"])
        told["kills"] = dict(Counter(told["kills"]) + Counter(part.pop("kills")))
        told["is_clean"] &= part.pop("is_clean")
        told |= {name: told.get(name, type(value)()) + value for name, value in part.items()}
        told["homes"] += 1
        print(f"  {sum(told['kills'].values())} killed, {told['entries']} entries", file=sys.stderr, flush=True)
    return told


def _killed_in_a_home(kills: int, seconds: float, seed: int) -> dict[str, Any]:
    with _home() as folder:
        command = [sys.executable, "-m", "bench.soak", "kill", str(folder), *map(str, (kills, seconds, seed))]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


@contextmanager
def _home() -> Iterator[Path]:
    """Make a node of its own and give the folder for journals; take all of it away in the end."""
    with tempfile.TemporaryDirectory(prefix="salwa-soak-") as place:
        folder = Path(place) / "journals"
        folder.mkdir()
        os.environ["SALWA_HOME"] = str(Path(place) / "home")
        os.environ.pop("SALWA_DATABASE_URL", None)
        command("init", "--state", "XC")
        try:
            yield folder
        finally:
            command("database", "stop")
            _remove_cluster()


def command(*arguments: str) -> str:
    """Run a command of Salwa; return what it printed. Raises CalledProcessError with what it said."""
    done = subprocess.run([SALWA, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return done.stdout


def _soak(folder: Path, deadline: float, kill_every: int) -> int:
    """Start the workers, kill the server now and then, wait for all of them; return how often it was killed."""
    workers = [
        subprocess.Popen([sys.executable, "-m", "bench.soak", "work", role, str(folder), str(number), str(deadline)])
        for number, role in enumerate(ROLES)
    ]
    kills, next_kill = 0, time.time() + (kill_every or float("inf"))
    while any(worker.poll() is None for worker in workers):
        time.sleep(0.5)
        if next_kill < time.time() < deadline - 5:
            _kill_server()
            kills += 1
            next_kill = time.time() + kill_every
    broken = [
        f"{role} ended with {worker.returncode}"
        for role, worker in zip(ROLES, workers, strict=True)
        if worker.returncode
    ]
    if broken:
        raise click.ClickException("; ".join(broken))
    return kills


def _kill_server() -> None:
    """Kill the server of this home without warning, and have it started again."""

    process = int((Cluster.of(current()).data / "postmaster.pid").read_text().split("\n")[0])
    os.kill(process, signal.SIGKILL)
    time.sleep(1)
    command("database", "start")


def _remove_cluster() -> None:

    Cluster.of(current()).remove()


def _tell(told: dict[str, Any], results: Path) -> None:
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    for name, value in told.items():
        text = f"{len(value)} {value[:5]}" if isinstance(value, list) else str(value)
        print(f"  {name.replace('_', ' '):32} {text}")


if __name__ == "__main__":
    soak()
