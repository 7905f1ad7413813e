"""Kernel, vocabularies: the keys under which typed text and terms meet.

A key is what is left of a text when hands' habits are taken off: case, accents, signs, spaces, and for calibres the
many ways to write one size.
"""

import re
import unicodedata
from functools import cache
from importlib import import_module
from typing import Final

_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_SHAPES: Final = str.maketrans("авезкмнорстухіјү" + "αβεζηικμνορτυχ", "abe3kmhopctyxijy" + "abezhikmnoptyx")
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u061c]"
)
_SIGN: Final = re.compile(r"[^\w]+|_+")
_MARK: Final = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
LONGEST: Final = 120
"""Characters of a typed text that are looked at; a name is never longer."""


def folded_text(text: str) -> str:
    """Give ``text`` in small letters without accents and invisible characters, at most 120 of them."""
    if text.isascii():
        return _INVISIBLE.sub(" ", text[:LONGEST]).lower() if not text.isprintable() else text[:LONGEST].lower()
    clean = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text[: 4 * LONGEST])).casefold()
    bare = unicodedata.normalize("NFC", _MARK.sub("", unicodedata.normalize("NFD", clean)))
    return "".join(map(_digit, bare.translate(_LETTERS)))[:LONGEST]


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdigit() and not character.isascii() else character


def words(text: str) -> list[str]:
    """Give the words of ``text``: folded, parted at every sign (``S & W`` becomes s, w)."""
    return _SIGN.sub(" ", folded_text(text)).split()


def squeezed(text: str) -> str:
    """Give the words of ``text`` run together: ``S & W`` and ``S.W.`` both become ``sw``."""
    return _SIGN.sub("", folded_text(text))


def by_sound(key: str) -> str:
    """Give a squeezed key in Latin letters by the sound of its letters."""
    return key if key.isascii() else _by_sound(key)


def _by_sound(key: str) -> str:
    return "".join(map(_sound, key))


@cache
def _sound(character: str) -> str:
    """Give one character in Latin letters; the tables that this needs are loaded with the first one."""
    latin: str = import_module("anyascii").anyascii(character)
    return "".join(c for c in latin.lower() if c.isalnum())


def by_shape(key: str) -> str:
    """Give a squeezed key with Cyrillic and Greek letters as the Latin ones that look like them."""
    return key.translate(_SHAPES)


_CALIBRE_WORDS: Final = re.compile(
    r"\b(?:caliber|calibre|calib|cal|kaliber|kalibar|kal|calibro|калибра|калибр|кал|ponto|pt|point|punto|ammo|ammunition|"
    r"rifled|smooth|sized?|cart|cartridge|round|rds?|chambered|in|only|cartouche|munition)\b\.?|عيار|口径|口徑"
)
_TIMES: Final = re.compile(r"(?<=[\dm])\s*[x×х*✕╳χ]\s*(?=[\d.])")
_MILLIMETRE: Final = re.compile(
    r"\s*(?:mm|мм|m\.m\.|毫米|公厘|ملم|مم|millimet(?:er|re)s?|milimetros?|миллиметр\w*)(?![a-z])"
)
_WRITTEN_AS: Final = {
    "winchester": "win winchster",
    "magnum": "mag magn",
    "remington": "rem reminton",
    "acp": "auto automatic",
    "special": "spl spc spec sp especial",
    "gauge": "ga gage guage bore g",
    "weatherby": "wby",
    "federal": "fed",
    "government": "govt gov",
    "luger": "lugar",
    "blackout": "blk",
    "nitroexpress": "ne",
    "wmr": "wwr",
    "remingtonultramagnum": "rum",
    "winchestershortmagnum": "wsm",
    "winchestersupershortmagnum": "wssm",
    "ackleyimproved": "ai ackley",
    "longrifle": "lr",
    "winchestermagnumrimfire": "wmr",
    "hornadymagnumrimfire": "hmr",
    "smithwesson": "sw",
    "harringtonrichardson": "hr",
    "hollandholland": "hh",
    "valkyrie": "val",
    "rugercompactmagnum": "rcm",
    "remingtonshortactionultramagnum": "saum",
    "parabellum": "para",
    "springfield": "sprg spring",
    "makarov": "mak",
    "kurz": "corto court curto",
}
"""The word of a calibre's key, and how hands write it."""

_RENAMED: Final = {short: whole for whole, shorts in _WRITTEN_AS.items() for short in shorts.split()}
_PHRASES: Final = (
    (re.compile(r"\bs\s*(?:&|and|und|\+)\s*w\b|\bsmith\s*(?:&|and)?\s*wesson\b"), " sw "),
    (re.compile(r"\bh\s*(?:&|and)\s*r\b|\bharrington\s*(?:&|and)?\s*richardson\b"), " hr "),
    (re.compile(r"\bh\s*(?:&|and)\s*h\b|\bholland\s*(?:&|and)?\s*holland\b"), " hh "),
    (re.compile(r"\ba\.\s*c\.\s*p\b\.?"), " acp "),
    (re.compile(r"\bl\.\s*r\b\.?|\blong\s*rifle\b"), " lr "),
    (re.compile(r"\bl\.?\s*f\.?\s*b\b\.?"), " lfb "),
    (re.compile(r"\bgov't\b"), " government "),
    (re.compile(r"\bt/c\b"), " thompson center "),
    (re.compile(r"\bauto\s*mag\b"), " automag "),
    (re.compile(r"\bauto(?:matic)?\s*(?=acp)|(?<=acp)\s*auto(?:matic)?\b"), " "),
)


def calibre_key(text: str) -> str:
    """Give the key of a calibre.

    ``9 MM`` becomes ``9mm``, ``7,62 x 39 mm`` ``7.62x39``, ``ponto 40`` ``40``, ``.45 Auto`` ``45acp``.
    """
    key = folded_text(text).replace("–", "-")
    key = re.sub(r"(?<=\d),(?=\d)", ".", key)
    key = _CALIBRE_WORDS.sub(" ", key)
    key = _MILLIMETRE.sub("mm ", _TIMES.sub("x", _MILLIMETRE.sub("mm", key)))
    key = re.sub(r"mm(?=x)|(?<=x)\.", "", key)
    key = re.sub(r"(\dx\d+(?:\.\d+)?)mm", r"\1 ", key)
    for pattern, plain in _PHRASES:
        key = pattern.sub(plain, key)
    key = re.sub(r"(?<![\d])0?\.\s*(?=\d)|\.(?!\d)", " ", key)
    key = re.sub(r"(?<=\d)(?=(?:acp|auto|win|rem|mag|spl|ga|lr|sw|sig|cal|special|gauge|wmr|hmr)\b)", " ", key)
    parts = (_RENAMED.get(part, part) for part in re.split(r"[^\w.+/-]+|_", key))
    return re.sub(r"(?<=\d)[-/](?=\d)", "/", "".join(parts)).replace("-", "").strip("/.+")
