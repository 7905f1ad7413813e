"""Platform, papers: in which direction a text is written."""

import unicodedata

_OF = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction_of(text: str) -> str:
    """Give ``ltr`` or ``rtl`` by the first letter that has a direction (UAX 9, P2), and nothing where none has one."""
    return next((_OF[kind] for kind in map(unicodedata.bidirectional, text) if kind in _OF), "")
