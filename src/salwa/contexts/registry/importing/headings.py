"""Registry, import: headings as registers write them, in seven languages, and which of our columns they stand for.

The list is data, ``headings.csv`` with its note ``headings.txt``. Case, accents, punctuation and spaces do not count. A
heading of two languages (``Make / Marque``) is known where each part of it means the same.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final

_PARTS: Final = re.compile(r"[/\\|()\[\]\n;،·]| - | – ")
_ASKED: Final = "?"
"""Stands before the column of a heading that is only asked about."""
_NEAR: Final = 0.8
_SHORTEST: Final = 4
"""Characters from which a heading may be near another; shorter ones are near everything."""


def folded(heading: str) -> str:
    """Give a heading as it is compared: letters and digits only, small, without accents."""
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", heading).casefold())
    return "".join(c for c in split if c.isalnum())


def meant(heading: str) -> tuple[str, ...]:
    """Give the columns that a heading may stand for: none where it is not known, several where it does not say."""
    known = _known().get(folded(heading), ())
    if known:
        return known
    parts = [part for part in _PARTS.split(heading) if folded(part)]
    if len(parts) < 2:
        return ()
    found = {_known().get(folded(part), ()) for part in parts}
    return found.pop() if len(found) == 1 else ()


def near(heading: str) -> tuple[str, ...]:
    """Give the columns that a heading stands for if it is misspelt, says more than the one that is known, or less."""
    parts = [heading, *_PARTS.split(heading)]
    columns: dict[str, None] = {}
    for part in parts:
        text = folded(part)
        columns.update((column, None) for column in _asked().get(text, ()))
        if len(text) < _SHORTEST and part is heading:
            continue
        alike = [text] if text in _known() else get_close_matches(text, _sure(), n=1, cutoff=_NEAR)
        columns.update((column, None) for one in alike for column in _known()[one])
    return tuple(columns)


def score(cells: Iterable[str], names: Iterable[str] = ()) -> int:
    """Count the cells of a line that are headings: of those we know, or of ``names`` that a mapping gives."""
    given = {folded(name) for name in names}
    return sum(1 for cell in cells if meant(cell) or (folded(cell) and folded(cell) in given))


@cache
def _known() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for heading, column in _listed():
        columns = tuple(column.split("|"))
        if column.startswith(_ASKED):
            continue
        for one in (*columns, heading):
            if folded(one):
                known.setdefault(folded(one), columns if one == heading else (one,))
    return known


@cache
def _asked() -> dict[str, tuple[str, ...]]:
    """Give the headings that are too bare to be taken, with the columns that a person is asked about."""
    return {folded(heading): (column[1:],) for heading, column in _listed() if column.startswith(_ASKED)}


def _listed() -> list[tuple[str, str]]:
    with (files(__package__) / "headings.csv").open(encoding="utf-8") as file:
        return [(row["heading"], row["column"]) for row in csv.DictReader(file)]


@cache
def _sure() -> tuple[str, ...]:
    return tuple(text for text, columns in _known().items() if len(columns) == 1 and len(text) >= _SHORTEST)
