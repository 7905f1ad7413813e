"""Registry, import: how a register lays out its dates, as people write it (DD/MM/YYYY) and as Python reads it."""

import re
from typing import Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.reading.refusing import refused

_WORDS: Final = {
    "YYYY": "%Y",
    "MMMM": "%B",
    "MMM": "%b",
    "MM": "%m",
    "M": "%m",
    "DD": "%d",
    "D": "%d",
    "hh": "%H",
    "mm": "%M",
    "ss": "%S",
}
_WORD: Final = re.compile("|".join(_WORDS))
_SHOWN: Final = {directive: word for word, directive in reversed(_WORDS.items()) if len(word) > 1}
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIRECTIVE: Final = re.compile(r"%(.)")
_DIRECTIVES: Final = frozenset("dmYbBHMSy%")


def layout(text: str) -> str:
    """Give a layout as Python reads it, from words (``DD/MM/YYYY``) or from Python's own signs (``%d/%m/%Y``).

    Raises Refused for one without a year of four digits, with a day and no month, or with what is not known.
    """
    text = text.strip()
    if "%" not in text:
        text = _from_words(text)
    letters = _DIRECTIVE.findall(text)
    if not set(letters) <= _DIRECTIVES:
        raise refused(_("“%(layout)s” is not known. %(known)s") % {"layout": text, "known": known()}, column=_COLUMN)
    if "y" in letters:
        told = _("“%(layout)s” does not say the century; only years of four digits are read.") % {"layout": text}
        raise refused(told, column=_COLUMN)
    if "Y" not in letters or ("d" in letters and not {"m", "b", "B"} & set(letters)):
        told = _("“%(layout)s” gives no year, or a day without its month.") % {"layout": in_words(text)}
        raise refused(told, column=_COLUMN)
    return text


_COLUMN: Final = "date_formats"


def known() -> str:
    """Say how a layout is written."""
    return _("Write layouts such as DD/MM/YYYY, MM.YYYY, D MMM YYYY (3 Apr 1998) or DD/MM/YYYY hh:mm:ss.")


def in_words(written: str) -> str:
    """Give a layout as people write it."""
    return re.sub("%[a-zA-Z]", lambda found: _SHOWN.get(found.group(), found.group()), written)


def _from_words(text: str) -> str:
    # In small letters throughout it is the same layout; with hours in it, mm are minutes.
    words = text.upper() if text == text.lower() and "h" not in text else text
    if re.search(r"(?<!Y)YY(?!Y)", words):
        told = _("“%(layout)s” does not say the century; only years of four digits are read.") % {"layout": text}
        raise refused(told, column=_COLUMN)
    if _LETTER.search(_WORD.sub("", words)):
        raise refused(_("“%(layout)s” is not known. %(known)s") % {"layout": text, "known": known()}, column=_COLUMN)
    return _WORD.sub(lambda found: _WORDS[found.group()], words)
