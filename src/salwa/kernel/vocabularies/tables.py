"""Kernel, vocabularies: read the tables of ``data/`` into terms, each when first asked for."""

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from .manners import CALIBRES, COUNTRIES, MAKES, MODELS, TYPES
from .model import Calibre, Country, FirearmType, Make, Model, Term
from .vocabulary import Vocabulary

Added = Mapping[str, tuple[Term, ...]]
"""Terms by the name of their vocabulary (``makes``, ``calibres``, ``types``)."""
FIRST_ADDED: Final[Mapping[str, int]] = {"types": 200, "calibres": 30_000, "makes": 30_000}
"""The first code of the words that a State adds: no table of ``data/`` gives it or a higher one."""
_DATA: Final = Path(__file__).resolve().parent / "data"
_ask: Callable[[], Added] | None = None
T = TypeVar("T", bound=Term)


def add_from(ask: Callable[[], Added] | None) -> None:
    """Say who knows the words that the State adds; asked once, when the first vocabulary is read."""
    global _ask  # noqa: PLW0603 - one process serves one State: whoever puts the parts together says it once
    _ask = ask
    for vocabulary in (added, makes, calibres, types):
        vocabulary.cache_clear()


def take_on(terms: Added) -> None:
    """Take on the words that the State adds, in a process that another one began."""
    add_from(lambda: terms)


@cache
def added() -> Added:
    """Give the words that the State adds."""
    return _ask() if _ask is not None else {}


def _of_the_state(vocabulary: str, kind: type[T]) -> Iterator[T]:
    return (term for term in added().get(vocabulary, ()) if isinstance(term, kind))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        columns = next(reader)
        for row in reader:
            yield dict(zip(columns, row, strict=True))


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def makes() -> Vocabulary[Make]:
    """Give the makers, importers and assemblers."""
    terms = [
        Make(
            int(row["code"]), row["id"], row["name"], _names(row["aliases"]), row["source"], _names(row["loose"]),
            int(row["common"] or 0), row["country"], row["place"], row["ncic"],
        )
        for row in _rows("makes")
    ]  # fmt: skip
    return Vocabulary("make", [*terms, *_of_the_state("makes", Make)], MAKES)


@cache
def models() -> Vocabulary[Model]:
    """Give the models, each with the code of its make (0 where several build it)."""
    terms = [
        Model(
            int(row["code"]), row["id"], row["name"], _names(row["aliases"]), row["source"], _names(row["loose"]),
            int(row["common"] or 0), int(row["make"]), int(row["type"]), tuple(map(int, row["calibres"].split())),
            row["pattern"],
        )
        for row in _rows("models")
    ]  # fmt: skip
    return Vocabulary("model", terms, MODELS)


@cache
def calibres() -> Vocabulary[Calibre]:
    """Give the calibres."""
    terms = [
        Calibre(
            int(row["code"]), row["id"], row["name"], _names(row["aliases"]), row["source"], _names(row["loose"]),
            int(row["common"] or 0), row["family"], float(row["bullet_mm"] or 0),
        )
        for row in _rows("calibres")
    ]  # fmt: skip
    return Vocabulary("calibre", [*terms, *_of_the_state("calibres", Calibre)], CALIBRES)


@cache
def types() -> Vocabulary[FirearmType]:
    """Give the types of firearm."""
    terms = [
        FirearmType(
            int(row["code"]), row["id"], row["name"], _names(row["aliases"]), row["source"], _names(row["loose"]),
            int(row["common"] or 0), row["kind"], row["ncic"],
        )
        for row in _rows("types")
    ]  # fmt: skip
    return Vocabulary("type", [*terms, *_of_the_state("types", FirearmType)], TYPES)


@cache
def countries() -> Vocabulary[Country]:
    """Give the countries and areas of ISO 3166-1, and some that no longer exist."""
    terms = [
        Country(
            int(row["code"]), row["id"], row["name"],
            (*_names(row["aliases"]), *filter(None, (row["alpha2"], row["alpha3"]))), row["source"],
            _names(row["loose"]), int(row["common"] or 0), row["alpha2"], row["alpha3"],
        )
        for row in _rows("countries")
    ]  # fmt: skip
    return Vocabulary("country", terms, COUNTRIES)
