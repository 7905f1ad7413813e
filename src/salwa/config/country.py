"""Config, country: what this node's State does in its own way, told to the kernel, which knows no node.

The words that the State's pack adds hold from the start of a process to its end; all else of a pack as soon as its
file is changed.
"""

from collections.abc import Iterator
from pathlib import Path

from salwa.kernel import packs
from salwa.kernel.packs import Addition
from salwa.kernel.vocabularies import tables
from salwa.kernel.vocabularies.model import Calibre, FirearmType, Make, Term
from salwa.platform import home as homes
from salwa.platform.errors import NotReady


def settle() -> None:
    """Let the kernel read the packs of this home, and resolve the words that they add."""
    packs.read_beside(_folder)
    tables.add_from(_added)


def _folder() -> Path | None:
    folder = homes.current().packs
    return folder if folder.is_dir() else None


def _added() -> tables.Added:
    """Give the words of every edition of the State's pack: a code that was stored keeps its meaning."""
    try:
        state = homes.current().node().state
    except NotReady:
        return {}
    editions = packs.editions_of(state)
    return {name: tuple(_terms(editions, name)) for name in tables.FIRST_ADDED}


def _terms(editions: tuple[packs.Pack, ...], vocabulary: str) -> Iterator[Term]:
    newest = {one.number: one for pack in editions for one in pack.added(vocabulary)}
    return (_term(vocabulary, one) for one in newest.values())


def _term(vocabulary: str, one: Addition) -> Term:
    aliases = tuple(name for language, name in one.name.items() if language != "en")
    name = one.name["en"]
    if vocabulary == "makes":
        return Make(one.number, one.code, name, aliases, one.source, country=one.country)
    if vocabulary == "calibres":
        return Calibre(one.number, one.code, name, aliases, one.source)
    return FirearmType(one.number, one.code, name, aliases, one.source, kind="other")
