"""Kernel, packs: find the pack that holds in a State on a day.

A State that keeps packs of its own in the node's folder is read from there alone; what ships for it is passed over.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from salwa.kernel.packs.model import Pack
from salwa.kernel.packs.parsing import PackFaulty, parsed
from salwa.kernel.packs.validating import faults_between, faults_of

__all__ = ["GENERIC", "PackFaulty", "pack_of", "packs", "parsed", "read_beside", "read_whole", "states"]

GENERIC: Final = "generic"
"""The pack of a State that has none of its own: what the international instruments say, and nothing more."""
_Seen = tuple[tuple[str, int, int], ...]
_beside: Callable[[], Path | None] | None = None


def read_beside(folder: Callable[[], Path | None] | None) -> None:
    """Say where a node keeps packs of its own; asked at every reading, so that a changed file holds at once."""
    global _beside  # noqa: PLW0603 - one node is one process: whoever puts the parts together says it once
    _beside = folder


def pack_of(state: str, day: date) -> Pack:
    """Give the pack that holds in a State (ISO 3166-1 alpha-2) on a day; the generic one where it has none.

    Of several editions that hold on that day the newest counts. Before the first edition the first one holds, and
    after the end of the last one the last: a State is never without rules. Raises PackFaulty.
    """
    editions = editions_of(state) or editions_of(GENERIC)
    holding = [pack for pack in editions if pack.valid_from <= day and (pack.valid_to is None or day <= pack.valid_to)]
    if holding:
        return holding[-1]
    begun = [pack for pack in editions if pack.valid_from <= day]
    return begun[-1] if begun else editions[0]


def editions_of(state: str) -> tuple[Pack, ...]:
    """Give every edition of a State's pack by its first day; none where it has no pack of its own."""
    own = tuple(pack for pack in _own() if pack.state == state)
    return own or _shipped(state)


def states() -> tuple[str, ...]:
    """Give the States that have a pack of their own."""
    return tuple(sorted({pack.state for pack in packs()} - {GENERIC}))


def packs() -> tuple[Pack, ...]:
    """Give every pack that counts, by State and first day. Raises PackFaulty where one cannot be read."""
    named = {*_shipped_states(), *(pack.state for pack in _own())}
    return tuple(pack for state in sorted(named) for pack in editions_of(state))


def is_own(state: str) -> bool:
    """Whether a State's pack comes out of the node's folder."""
    return any(pack.state == state for pack in _own())


def read_whole(text: str, where: str) -> Pack:
    """Read a pack and look at it whole. Raises PackFaulty with every fault."""
    pack = parsed(text, where)
    if found := faults_of(pack):
        raise PackFaulty([f"{where}: {fault}" for fault in found])
    return pack


@cache
def _shipped_states() -> tuple[str, ...]:
    root = files(__package__).joinpath("data")
    return tuple(folder.name.upper() if len(folder.name) == 2 else folder.name for folder in root.iterdir())


@cache
def _shipped(state: str) -> tuple[Pack, ...]:
    """Read what ships for one State only: a command that needs one pack does not wait for all."""
    if state not in _shipped_states():
        return ()
    folder = files(__package__).joinpath("data", state.lower())
    read = [
        parsed(file.read_text(encoding="utf-8"), f"{folder.name}/{file.name}")
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(read, key=lambda pack: pack.valid_from))


def _own() -> tuple[Pack, ...]:
    folder = _beside() if _beside is not None else None
    return _read_own(folder, tuple(_seen(folder))) if folder is not None else ()


def _seen(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Give the files of a folder with their time of change and size: what makes reading them again needful."""
    try:
        for path in sorted(folder.glob("*.toml")):
            told = path.stat()
            yield path.name, told.st_mtime_ns, told.st_size
    except OSError as error:
        raise PackFaulty(f"{folder}: {error.strerror}") from error


@lru_cache(maxsize=4)
def _read_own(folder: Path, seen: _Seen) -> tuple[Pack, ...]:
    """Read a node's own packs. Raises PackFaulty with the faults of all of them."""
    read: list[tuple[str, Pack]] = []
    faults: list[str] = []
    for name, _time, _size in seen:
        try:
            read.append((name, read_whole((folder / name).read_text(encoding="utf-8"), str(folder / name))))
        except PackFaulty as error:
            faults += error.faults
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{folder / name}: {error}")
    faults += [f"{folder}: {fault}" for fault in faults_between(read)]
    if faults:
        raise PackFaulty(faults)
    return tuple(sorted((pack for _name, pack in read), key=lambda pack: (pack.state, pack.valid_from)))
