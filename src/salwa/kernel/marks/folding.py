"""Kernel, marks: one shape for a serial however it was written (tracing.md section 3).

Three texts of one mark are kept apart:

* the verbatim text, as the hand wrote it, which nothing here replaces;
* the *plain* text: Latin capitals and ASCII digits only, separators dropped, other scripts brought over first by the
  shape of the letter (a Cyrillic ``Т`` that an officer copies as ``T``), then by sound; ``?`` stands for a character
  that could not be read;
* the *folded* text: the plain text with look-alikes made one (O Q D 0, I L 1, S 5, B 8, Z 2, G 6).

Source of the look-alike classes: tracing.md section 3 (5/S, 2/Z; I/1, O/0; 8/B, 6/G), identification.md section 2.
"""

import unicodedata
from typing import Final

from anyascii import anyascii

UNREADABLE: Final = "?"
LONGEST: Final = 32
"""Characters of plain text that take part in a search; a serial is never that long, a paragraph is."""

LOOK_ALIKES: Final = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
ALPHABET: Final = "0123456789ACEFHJKMNPRTUVWXY"
"""Every character of a folded text but ``?``, in order of its code 1 to 27."""

_BY_SHAPE: Final = str.maketrans(
    "АВЕЗКМНОРСТУХЅІЈҮԚԜҐ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "〇○零一二三四五六七八九",
    "ABE3KMHOPCTYXSIJYQWG" + "ABEZHIKMNOPTYX" + "000123456789",
)
_UNREADABLE_AS_WRITTEN: Final = frozenset("?*_¿？＊□■▯�")
_FOLD: Final = str.maketrans(LOOK_ALIKES)


def plain(text: str) -> str:
    """Give the plain text of ``text``: ``[0-9A-Z?]*``, at most :data:`LONGEST` characters.

    ``BKS-o12`` becomes ``BKSO12``, ``ТЕ 1234`` (Cyrillic) ``TE1234``, ``٣٤٥`` ``345``, ``D 6??2`` ``D6??2``.
    """
    if text.isascii():
        upper = text.upper()
        kept = (c if c.isalnum() else UNREADABLE for c in upper if c.isalnum() or c in "?*_")
        return "".join(kept)[:LONGEST]
    return "".join(_plain_characters(text))[:LONGEST]


def _plain_characters(text: str) -> list[str]:
    out: list[str] = []
    for character in unicodedata.normalize("NFKC", text).upper().translate(_BY_SHAPE):
        if character.isascii() and character.isalnum():
            out.append(character)
        elif character in _UNREADABLE_AS_WRITTEN:
            out.append(UNREADABLE)
        elif character.isdigit():
            out.append(str(unicodedata.digit(character)))
        elif character.isalpha():
            out.extend(c for c in anyascii(character).upper() if c.isascii() and c.isalnum())
    return out


def folded(text: str) -> str:
    """Give the folded text of ``text`` (verbatim or plain): ``[0-9ACEFHJKMNPRTUVWXY?]*``."""
    return plain(text).translate(_FOLD)
