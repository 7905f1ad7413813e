"""Registry, import: years and dates as a register writes them, with the precision they have and no more."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.layouts import in_words
from salwa.kernel.lifecycle import Happened

EARLIEST: Final = 1500
_ISO: Final = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_YEAR: Final = re.compile(r"\d{4}")
_DAY_NUMBER: Final = re.compile(r"(\d{5})(?:[.,]\d+)?")
_THREE: Final = re.compile(r"(\d{1,2})([./ -])(\d{1,2})\2\d{4}")
_SPREADSHEETS_BEGIN: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet, as its days after February 1900 are counted."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that was read, or the reason why not, in words."""

    happened: Happened | None
    fault: str | None = None


def year(text: str, latest: int) -> tuple[int, str | None]:
    """Read a year between :data:`EARLIEST` and ``latest``; give it (0 where it is none) and what is wrong."""
    digits = ascii_digits(text)
    if not _YEAR.fullmatch(digits):
        return 0, _("This is no year of four digits.")
    number = int(digits)
    if not EARLIEST <= number <= latest:
        return 0, _("The year lies outside %(first)d to %(last)d.") % {"first": EARLIEST, "last": latest}
    return number, None


def moment(text: str, formats: Sequence[str], latest: date) -> Moment:
    """Read ISO 8601 (a year, a month or a day) or what one of ``formats`` lays out; nothing is guessed.

    A text that two of the formats, or one and ISO 8601, read differently, one without a format that could be read in
    two ways, and a bare number, such as the day number of a spreadsheet, are no date; the fault says which it is and
    what to do.
    """
    digits = ascii_digits(text)
    iso = _iso(digits)
    read = {found: one for one in formats if (found := _formatted(digits, one)) is not None}
    if iso is not None:
        read.setdefault(iso, "%Y-%m-%d")
    if len(read) > 1:
        return Moment(None, _several(list(read.values())))
    happened = next(iter(read), None)
    if happened is None or happened.first is None:
        return Moment(None, _day_number(digits) or _unlaid(digits, formats))
    if happened.first.year < EARLIEST or happened.first > latest:
        return Moment(None, _("The date lies outside %(first)d to %(last)s.") % {"first": EARLIEST, "last": latest})
    return Moment(happened)


def _several(formats: Sequence[str]) -> str:
    return _("This can be read as %(layouts)s, each time another day; nothing was guessed. Write it as YYYY-MM-DD.") % {
        "layouts": ", ".join(in_words(one) for one in formats)
    }


def _day_number(digits: str) -> str:
    """Tell a bare number in the place of a date, "" where it is none."""
    found = _DAY_NUMBER.fullmatch(digits)
    if found is None:
        return ""
    day = _SPREADSHEETS_BEGIN + timedelta(days=int(found.group(1)))
    return _(
        "This is a bare number and not a date. As the day number of a spreadsheet it would be %(day)s. Give the column "
        "the format “date” in the spreadsheet and save it again, or write the date."
    ) % {"day": day.isoformat()}


def _unlaid(digits: str, formats: Sequence[str]) -> str:
    """Say why a text is no date, and which layout to write in a mapping where it looks like one."""
    found = _THREE.fullmatch(digits)
    if found is None or formats:
        known = ", ".join(("2004-03-31", "2004-03", "2004", *(in_words(one) for one in formats)))
        return _(
            "This is no date such as %(known)s. If the file lays out its dates otherwise, say how in a mapping: [file] "
            'date_formats = ["DD/MM/YYYY"].'
        ) % {"known": known}
    mark = found.group(2)
    laid = (f"%d{mark}%m{mark}%Y", f"%m{mark}%d{mark}%Y")
    fitting = [in_words(one) for one in laid if _formatted(digits, one) is not None]
    if not fitting:
        return _(
            "There is no such day, neither as %(by_day)s nor as %(by_month)s: no layout fits. Look it up at the "
            "source, or leave the cell blank."
        ) % {"by_day": in_words(laid[0]), "by_month": in_words(laid[1])}
    if len(fitting) > 1:
        return _(
            "This can be %(by_day)s or %(by_month)s; nothing was guessed. Say in a mapping which it is: [file] "
            'date_formats = ["%(by_day)s"].'
        ) % {"by_day": fitting[0], "by_month": fitting[1]}
    return _('This needs its layout in a mapping: [file] date_formats = ["%(layout)s"].') % {"layout": fitting[0]}


def ascii_digits(text: str) -> str:
    """Write the digits of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text if unicodedata.category(c) != "Cf")


def _iso(text: str) -> Happened | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    try:
        return Happened.parse(found.group(1))
    except ValueError:
        return None


def _formatted(text: str, written: str) -> Happened | None:
    try:
        read = datetime.strptime(text, written).date()  # noqa: DTZ007 - a date of a register has no zone
    except ValueError:
        return None
    if "%d" in written:
        return Happened.on(read)
    if any(month in written for month in ("%m", "%b", "%B")):
        return Happened.in_month(read.year, read.month)
    return Happened.in_year(read.year)
