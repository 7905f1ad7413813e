"""Kernel, marks: in which writing digits and letters were typed, so that a person can be told how they were read."""

import unicodedata
from typing import Final

_DIGITS: Final = {
    "ARABIC-INDIC": "arabic_indic",
    "EXTENDED": "arabic_indic",
    "DEVANAGARI": "devanagari",
    "BENGALI": "bengali",
    "THAI": "thai",
    "FULLWIDTH": "full_width",
}
"""The first word of a digit's name in Unicode, and the writing."""
_CHINESE: Final = frozenset("〇○零一二三四五六七八九")


def digits_in(text: str) -> str:
    """Give the writing of digits that are not 0 to 9: ``arabic_indic``, …, ``other``; empty where there are none."""
    for character in text:
        if character in _CHINESE:
            return "chinese"
        if character.isdigit() and not character.isascii():
            return _DIGITS.get(unicodedata.name(character, "").split(" ")[0], "other")
    return ""


def has_foreign_letters(text: str) -> bool:
    """Say whether letters other than Latin ones are in ``text``."""
    return any(c.isalpha() and not c.isascii() and c not in _CHINESE for c in text)
