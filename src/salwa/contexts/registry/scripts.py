"""Registry, scripts, ¶63: the script a mark is written in, told from its letters."""

import unicodedata
from typing import Final

from salwa.contexts.registry.models import Script

_BY_NAME: Final = {
    "LATIN": Script.LATIN,
    "FULLWIDTH": Script.LATIN,
    "CYRILLIC": Script.CYRILLIC,
    "GREEK": Script.GREEK,
    "ARABIC": Script.ARABIC,
    "ARABIC-INDIC": Script.ARABIC,
    "EXTENDED": Script.ARABIC,
    "CJK": Script.HAN,
    "HIRAGANA": Script.KANA,
    "KATAKANA": Script.KANA,
    "HANGUL": Script.HANGUL,
    "HEBREW": Script.HEBREW,
    "DEVANAGARI": Script.DEVANAGARI,
}


def script_of(text: str) -> Script:
    """Tell the script of a text from the names that the Unicode character database gives its letters.

    European digits belong to no script, but a text of nothing else counts as Latin. Source: Unicode, names of
    characters.
    """
    if text.isascii():
        return Script.LATIN if any(character.isalnum() for character in text) else Script.SYMBOL
    found = {
        _BY_NAME.get(unicodedata.name(character, "").split(" ")[0], Script.OTHER)
        for character in text
        if character.isalpha() or (character.isdigit() and not character.isascii())
    }
    if not found:
        return Script.LATIN if any(character.isdigit() for character in text) else Script.SYMBOL
    return found.pop() if len(found) == 1 else Script.MIXED
