"""Kernel, marks: dates that are written with the name of a month, in the languages that registers are written in.

Hands write dates beside marks, and spreadsheets make dates of numbers; neither is a serial number. The names of the
months are those of the Unicode CLDR, as Babel has them, read when a text first looks like a date. One whose month
stands in capitals throughout is left alone: no spreadsheet writes it so, and it may be letters of a number.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from babel.dates import get_month_names

LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "pt", "ru", "zh")
_CONTEXTS: Final[tuple[Literal["format", "stand-alone"], ...]] = ("format", "stand-alone")
_WIDTHS: Final[tuple[Literal["abbreviated", "wide"], ...]] = ("abbreviated", "wide")
_MAY_BE: Final = re.compile(r"[-/. ]|月")
_MAY_HOLD: Final = re.compile(r"(?:19|20)[0-9]{2}|[0-9]月")
"""What each date of these forms has; most texts have nothing of it, and the names are not read for them."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_NUMERIC: Final = r"(?:0?[1-9]|[12][0-9]|3[01])([/.])(?:0?[1-9]|[12][0-9]|3[01])\1[0-9]{2}"
_CJK: Final = r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?"


@cache
def month_names() -> frozenset[str]:
    """Give the names of the months and their usual short forms, in small letters and without a point."""
    return frozenset(
        name.strip(".").casefold()
        for language in LANGUAGES
        for context in _CONTEXTS
        for width in _WIDTHS
        for name in get_month_names(width, context, language).values()
    )


def is_month(text: str) -> bool:
    """Tell whether a text is the name of a month, and not in capitals throughout."""
    return text.isalpha() and not text.isupper() and text.casefold() in month_names()


def is_like_date(text: str) -> bool:
    """Tell whether a text is a date as a spreadsheet in one of :data:`LANGUAGES` shows it, of a day or of a month."""
    if text.isupper() or not _MAY_BE.search(text):
        return False
    return _shown().fullmatch(text.casefold()) is not None


def days(text: str) -> Iterator[tuple[int, int]]:
    """Give from where to where days stand in a text with the name of the month and, but in Chinese, with the year."""
    small = text.casefold() if _MAY_HOLD.search(text) else ""
    if len(small) != len(text) or ("月" not in small and month_names().isdisjoint(_WORD.findall(small))):
        return
    for found in _days().finditer(small):
        month = next(name for name in ("first", "second", "third") if found[name])
        if not text[found.start(month) : found.end(month)].isupper():
            yield found.start(), found.end()


def is_day(text: str) -> bool:
    """Tell whether a whole text is such a day, of a year that is said."""
    bare = text.strip()
    return _YEAR.search(bare) is not None and (0, len(bare)) in days(bare)


@cache
def _month() -> str:
    return rf"(?:{'|'.join(sorted(map(re.escape, month_names()), key=len, reverse=True))})"


@cache
def _shown() -> re.Pattern[str]:
    month = rf"{_month()}\.?"
    between, year = "[-/. ]{1,2}", "(?:[0-9]{2}|(?:19|20)[0-9]{2})"
    with_day = rf"[0-9]{{1,2}}{between}{month}(?:{between}{year})?"
    return re.compile(rf"{with_day}|{month}{between}{year}|{_CJK}|{_NUMERIC}")


@cache
def _days() -> re.Pattern[str]:
    day, year = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:19|20)[0-9]{2}"
    between = r"(?:[-/., ]{1,2}|\s+(?:de|del)\s+)"
    forms = (
        rf"{day}(?:er|º)?\.?{between}(?P<first>{_month()})\.?{between}{year}",
        rf"(?P<second>{_month()})\.?\s+{day}(?:st|nd|rd|th)?,?\s+{year}",
        rf"(?:{year}年)?[0-9]{{1,2}}(?P<third>月)[0-9]{{1,2}}日",
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])")
