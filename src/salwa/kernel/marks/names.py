"""Kernel, marks: terms of the vocabularies as they stand within a text: the longest phrase that is a name wins."""

import csv
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final, TypeVar

from salwa.kernel.vocabularies import Calibre, Country, Make, Model, Term, calibres, countries, makes, models, types
from salwa.kernel.vocabularies.keys import by_shape, by_sound

from .lexicon import LONGEST_PHRASE
from .model import MarkKind
from .patterns import CALIBRE_BEGINS, CARTRIDGE, SMITH_AND_WESSON, STAMPED, SURELY_CALIBRE
from .tokens import Piece, folded

T = TypeVar("T", bound=Term)

_SYMBOLS: Final = frozenset({"triangle", "circle", "oval", "star", "diamond", "shield", "arrow"})
"""Words of which a name that describes a factory's sign has one: it is a name without a capital, too."""
_SPOKEN_CODES: Final = frozenset({"usa", "uk", "gb", "ussr", "cccp", "ссср", "ddr", "prc", "frg", "rsa", "sfrj"})


@dataclass(frozen=True, slots=True)
class Named:
    """A term found in a text: ``first`` and ``last`` are places of pieces, ``last`` not included."""

    kind: MarkKind
    term: Term
    first: int
    last: int
    confidence: float


@cache
def importers() -> frozenset[int]:
    """Give the codes of the makes that are importers first of all; their inscription does not name the maker."""
    path = Path(__file__).resolve().parent / "importers.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return frozenset(makes().by_id(row["id"]).code for row in csv.DictReader(lines))


@cache
def _known() -> frozenset[str]:
    """Give every key of a maker, country or type: most phrases are none, and are passed over at once."""
    return frozenset().union(makes().keys(), countries().keys(), types().keys())


def name_at(found: Sequence[Piece], first: int, *, is_narrative: bool) -> Named | None:
    """Give the longest maker, country or type from piece ``first`` on; in a narrative names need capitals."""
    for last in range(min(first + LONGEST_PHRASE, len(found)), first, -1):
        key = "".join(piece.key for piece in found[first:last])
        if not key or not found[last - 1].key or (key.isascii() and key not in _known()):
            continue
        text = found[first].text
        capital = not is_narrative or any(c.isupper() for c in text) or not text.isascii()
        capital = capital or (last - first > 1 and any(piece.key in _SYMBOLS for piece in found[first:last]))
        for kind, look_up in _LOOK_UPS:
            term = look_up(key, last - first, capital)
            if term is not None:
                return Named(kind, term, first, last, 0.95 if len(key) > 3 else 0.9)
    return None


def _make(key: str, count: int, capital: bool) -> Make | None:
    term = _in_any_script(makes().named, key)
    if term is None or not capital:
        return None
    long_enough = len(key) >= (2 if term.common >= 2 else 3 if term.common else 7)
    return term if long_enough and (term.common or count > 1) and not key.isdigit() else None


def _country(key: str, _count: int, _capital: bool) -> Country | None:
    term = _in_any_script(countries().named, key) if len(key) > 3 else countries().named(key)
    if term is None or (key in {term.alpha2.lower(), term.alpha3.lower()} and key not in _SPOKEN_CODES):
        return None
    return term if len(key) > 3 or key in _SPOKEN_CODES or not key.isascii() else None


def _type(key: str, _count: int, capital: bool) -> Term | None:
    term = _in_any_script(types().named, key)
    return (
        term
        if term is not None and (len(key) > 3 or not key.isascii() or (capital and key in {"smg", "lmg"}))
        else None
    )


_LOOK_UPS: Final[tuple[tuple[MarkKind, Callable[[str, int, bool], Term | None]], ...]] = (
    (MarkKind.MAKER, _make),
    (MarkKind.COUNTRY, _country),
    (MarkKind.TYPE, _type),
)


def _in_any_script(look_up: Callable[[str], T | None], key: str) -> T | None:
    term = look_up(key)
    if term is None and not key.isascii():
        return look_up(by_sound(key)) or look_up(by_shape(key))
    return term


_LONGEST_CALIBRE: Final = 7
"""Pieces of the longest calibre as it is stamped: ``38 S. & W. SPECIAL CTG``."""


def calibre_at(found: Sequence[Piece], first: int, *, is_sure: bool) -> Named | None:
    """Give the longest calibre from piece ``first`` on; ``is_sure`` where a word for calibre stands before it."""
    if not CALIBRE_BEGINS.match(folded(found[first].text)):
        return None
    for last in range(min(first + _LONGEST_CALIBRE, len(found)), first, -1):
        text = _as_named(" ".join(piece.text for piece in found[first:last]))
        term = surely_calibre(text, is_sure=is_sure)
        if term is not None:
            return Named(MarkKind.CALIBRE, term, first, last, 0.95)
    return None


def begins_stamp(found: Sequence[Piece], first: int) -> bool:
    """Whether a calibre may begin here in which the name of a maker or of a type stands (``32 S&W LONG``)."""
    if not found[first].text[-1:].isdigit():
        return False
    text = " ".join(piece.text for piece in found[first : first + _LONGEST_CALIBRE])
    return STAMPED.match(SMITH_AND_WESSON.sub("S&W", text)) is not None


def _as_named(text: str) -> str:
    """Give a calibre as it is named, of one as it is stamped: ``38 S.&W. SPECIAL CTG`` is the .38 S&W Special."""
    return CARTRIDGE.sub("", SMITH_AND_WESSON.sub("S&W", text))


def surely_calibre(text: str, *, is_sure: bool = False) -> Calibre | None:
    """Give the calibre that the whole text is, where it has something that no serial number has."""
    if len(text) > 40 or not (is_sure or SURELY_CALIBRE.search(folded(text))):
        return None
    term = calibres().exact(text)
    if term is None and (is_sure or len(text) >= 3):
        found = calibres().resolve(text)
        same = isinstance(found.term, Calibre) and found.confidence >= 0.8 and text.strip()[-1:].isalnum()
        return found.term if same and isinstance(found.term, Calibre) and not found.reason.endswith("text") else None
    return term


@cache
def _model_keys() -> Collection[str]:
    return models().keys()


def model_at(found: Sequence[Piece], first: int, makers: Sequence[int], *, is_after_maker: bool) -> Named | None:
    """Give the longest model that begins at piece ``first``, of one of ``makers`` or well known in itself.

    A number alone is a model only right after its maker (``GLOCK 17``), or after the word model.
    """
    for last in range(min(first + 4, len(found)), first, -1):
        key = "".join(piece.key for piece in found[first:last])
        if not key or not found[last - 1].key or not found[first].key:
            continue
        if key.isascii() and key not in _model_keys():
            continue
        for make in makers:
            term = _in_any_script(partial(models().named, make=make), key)
            signed = "/" in found[first].text and last == first + 1
            if term is not None and (is_after_maker or signed or _is_telling(key, term.common)):
                return Named(MarkKind.MODEL, term, first, last, 0.93)
        if not makers:
            term = _in_any_script(models().named, key)
            if term is not None and _is_telling(key, term.common) and (term.common or len(key) > 4):
                return Named(MarkKind.MODEL, term, first, last, 0.85)
    return None


def _is_telling(key: str, common: int) -> bool:
    if key.isdigit():
        return False
    has_both = any(c.isdigit() for c in key) and any(c.isalpha() for c in key)
    return has_both or len(key) > 3 or common >= 3 or not key.isascii()


def model_of(text: str, make: int = 0) -> Model | None:
    """Give the model that the whole text names."""
    return _in_any_script(partial(models().named, make=make), "".join(c for c in folded(text) if c.isalnum()))
