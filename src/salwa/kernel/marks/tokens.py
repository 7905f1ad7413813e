"""Kernel, marks: a written text in pieces, each with its place, so that what was written can always be shown."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from salwa.kernel.vocabularies.keys import folded_text, squeezed

LONGEST: Final = 1200
"""Characters of one column that are read; a weapon bears fewer, and a page of remarks is not searched for marks."""

MOST: Final = 120
"""Pieces of one column that are read."""

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]"
)
_PIECE: Final = re.compile(r"""[^\s,;()\[\]{}"“”„«»‹›|،؛、，。；：:=]+""")
_DECIMAL_COMMA: Final = re.compile(r"(?<!\d)(\d{1,2}),(?=\d{1,3}(?!\d))")
_JOINED: Final = re.compile(
    r"[-–](?=(?:cal|kal)(?:ib(?:er|re|ro))?\.?\s?[.,]?\d|(?:patent(?:ed)?|pat\.|brevet\w*|made|mod\.)(?:\b|\s))"
    r"|(?<=\bparabellum)[-–](?=\w)|(?<=\bcorto)[-–](?=\w)"
    r"|(?<=\bmod)\.(?=\w)|(?<=\b19[234]\d)[-–][XVI]{1,5}\b",
    re.IGNORECASE,
)
"""What parts inscriptions on a slide (``MOD.92FS-CAL.9 PARABELLUM-PATENTED``) and belongs to no number.

Also the year of an era behind that of the calendar, as on Italian weapons (``1941-XIX``).
"""
_HAN_BEFORE_NUMBER: Final = re.compile(
    r"(?<=№)(?=\w)|(?<=[nN][°º])(?=\d)|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?![式号號毫年月日口三])(?=[\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Clean:
    """A text without invisible characters and cut to a length that can be read; what was left out is said."""

    text: str
    is_invisible: bool
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text between separators; ``key`` is what is left without case, accents and signs.

    ``is_apart`` where more than space parts it from the piece before: a quotation mark, a comma.
    """

    text: str
    start: int
    end: int
    key: str
    is_apart: bool = False


def cleaned(text: str) -> Clean:
    """Give the text as it can be read."""
    short = text[: LONGEST + 100]
    if short.isprintable():
        return Clean(short[:LONGEST], is_invisible=False, is_cut=len(text) > LONGEST)
    clean = _INVISIBLE.sub("", short)
    return Clean(clean[:LONGEST], is_invisible=len(clean) < len(short), is_cut=len(text) > LONGEST)


def pieces(text: str) -> list[Piece]:
    """Part a text at spaces, separators and hyphens between inscriptions; ``7,62x39`` keeps its comma."""
    whole = _DECIMAL_COMMA.sub(r"\1.", text) if "," in text else text
    whole = _JOINED.sub(lambda found: " " * len(found[0]), whole)
    out: list[Piece] = []
    for match in _PIECE.finditer(whole):
        start = match.start()
        for part in _HAN_BEFORE_NUMBER.split(match[0]) if not match[0].isascii() else (match[0],):
            if part:
                end = start + len(part)
                is_apart = bool(out) and bool(text[out[-1].end : start].strip())
                out.append(Piece(text[start:end], start, end, _key(part), is_apart))
            start += len(part)
        if len(out) >= MOST:
            break
    return out[:MOST]


@lru_cache(maxsize=1 << 15)
def _key(text: str) -> str:
    return squeezed(text)


def folded(text: str) -> str:
    """Give the text in small letters and ASCII digits, signs kept, for patterns."""
    return folded_text(text)
