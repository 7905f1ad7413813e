"""Soak: register, import and identify at once while processes and the server are killed, then count what was lost.

    python -m bench.soak --seconds 600

A home of its own is made and taken away. Registrars register by the action, importers import by the command (one in
four is killed on the way), identifiers ask for what was committed a moment ago, and now and then the database server is
killed without warning. What a worker was told is committed stands in its journal. At the end every such record must be
there once, and be found; an import that was killed must be there whole or not at all. Ends with 1 where anything was
lost, doubled, halved or not found.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from bench.soak.journal import Outcome
from salwa.config.cli import load
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import current

RESULTS = Path(__file__).parents[1] / "results" / "soak.json"
SALWA = str(Path(sys.executable).with_name("salwa"))
ROLES = ("registrar", "importer", "identifier", "identifier")


@click.group(invoke_without_command=True)
@click.option("--seconds", default=600, show_default=True, help="How long the workers work.")
@click.option(
    "--kill-server-every", default=60, show_default=True, help="Seconds between kills of the server; 0: never."
)
@click.pass_context
def soak(context: click.Context, seconds: int, kill_server_every: int) -> None:
    """Register, import and identify at once, and count what was lost."""
    if context.invoked_subcommand is None:
        sys.exit(run(seconds, kill_server_every))


@soak.command(hidden=True)
@click.argument("role")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("number", type=int)
@click.argument("deadline", type=float)
def work(role: str, folder: Path, number: int, deadline: float) -> None:
    """Be one worker."""
    load("bench.soak.workers:work", needs_django=True)(role, folder, number, deadline)


def run(seconds: int, kill_server_every: int) -> int:
    """Run the soak; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="salwa-soak-") as place:
        folder = Path(place) / "journals"
        folder.mkdir()
        os.environ["SALWA_HOME"] = str(Path(place) / "home")
        os.environ.pop("SALWA_DATABASE_URL", None)
        command("init", "--state", "XC")
        try:
            began = time.time()
            kills = _soak(folder, began + seconds, kill_server_every)
            outcome: Outcome = load("bench.soak.counting:count", needs_django=True)(folder)
            outcome.seconds = round(time.time() - began, 1)
            outcome.server_kills = kills
        finally:
            command("database", "stop")
            _remove_cluster()
    _tell(outcome)
    return 0 if outcome.is_clean else 1


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


def _tell(outcome: Outcome) -> None:
    told = {name: getattr(outcome, name) for name in Outcome.__slots__}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({**told, "is_clean": outcome.is_clean}, indent=2) + "\n", encoding="utf-8")
    for name, value in told.items():
        text = f"{len(value)} {value[:5]}" if isinstance(value, list) else str(value)
        print(f"  {name.replace('_', ' '):32} {text}")
    print("Nothing was lost." if outcome.is_clean else "Something was lost, or nothing was done: see above.")


if __name__ == "__main__":
    soak()
