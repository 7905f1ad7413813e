"""Demonstration, ground: a home and a database of its own for each act, so that no act touches a user's register."""

import importlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import click

from salwa.config.commands.init import init
from salwa.kernel.synthesis.layout import VERSION
from salwa.platform.actor import Actor
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home, current

STATE: Final = "XC"
_BUILT: Final = "built.json"


@dataclass(frozen=True, slots=True)
class Built:
    """What a register was built from: another seed, size or version of the generator is another register."""

    rows: int
    seed: int
    sales: int
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Ground:
    """The home of one act, below the user's own."""

    home: Home

    def holds(self, wanted: Built) -> bool:
        """Say whether the register was built to its end from just that."""
        try:
            there = json.loads((self.home.path / _BUILT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(there == asdict(wanted))

    def keep(self, built: Built) -> None:
        """Note that the register was built to its end."""
        (self.home.path / _BUILT).write_text(json.dumps(asdict(built)), encoding="utf-8")

    def clear(self) -> None:
        """Remove the act's database and home, both made by an earlier run; the home may be gone already."""
        Cluster.of(self.home).remove()
        shutil.rmtree(self.home.path, ignore_errors=True)

    def prepare(self) -> None:
        """Make the act's node where it is missing, and start its database."""
        init.callback(state=STATE, role="state", name="")  # type: ignore[misc]  # click types a callback as optional


@contextmanager
def ground_of(act: str) -> Iterator[Ground]:
    """Work in the home ``demo-<act>`` below the current one; its database is stopped at the end.

    A database named by SALWA_DATABASE_URL is the user's own and is left alone.
    """
    home = Home(current().path / f"demo-{act}")
    before = {name: os.environ.get(name) for name in os.environ if name.startswith("SALWA_DATABASE_URL")}
    for name in before:
        del os.environ[name]
    os.environ["SALWA_HOME"] = str(home.path)
    try:
        yield Ground(home)
    finally:
        Cluster.of(home).stop()


def actor(name: str) -> Actor:
    """Give the user of that name; the node must be prepared."""
    found: Actor = importlib.import_module("salwa.contexts.identity.public").actor_by_name(name)
    return found


def note(home: Home, key: str, facts: dict[str, Any]) -> Path:
    """Write ``facts`` under ``key`` into the home's ``demo.json``; what other acts wrote stays."""
    path = home.path / "demo.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        told = {}
    except ValueError as error:
        raise click.ClickException(f"{path} cannot be read: {error}. Move it away and start again.") from None
    if not isinstance(told, dict):
        raise click.ClickException(f"{path} is not what a demonstration wrote. Move it away and start again.")
    unfinished = path.with_suffix(".json.new")
    unfinished.write_text(json.dumps(told | {key: facts}, indent=2) + "\n", encoding="utf-8")
    unfinished.replace(path)
    return path
