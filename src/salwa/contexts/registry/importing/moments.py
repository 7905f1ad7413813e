"""Registry, import: years and dates as a register writes them, with the precision they have and no more."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from salwa.kernel.lifecycle import Happened

EARLIEST: Final = 1500
_ISO: Final = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that was read, or the reason why not, in words."""

    happened: Happened | None
    fault: str | None = None


def year(text: str, latest: int) -> tuple[int, str | None]:
    """Read a year between :data:`EARLIEST` and ``latest``; give it (0 where it is none) and what is wrong."""
    digits = ascii_digits(text)
    if not _YEAR.fullmatch(digits):
        return 0, "This is no year of four digits."
    number = int(digits)
    if not EARLIEST <= number <= latest:
        return 0, f"The year lies outside {EARLIEST} to {latest}."
    return number, None


def moment(text: str, formats: Sequence[str], latest: date) -> Moment:
    """Read ISO 8601 (a year, a month or a day), then each of ``formats``, in this order."""
    digits = ascii_digits(text)
    happened = _iso(digits)
    for one in formats:
        happened = happened or _formatted(digits, one)
    if happened is None or happened.first is None:
        tried = ", ".join(formats)
        more = f" or {tried}" if tried else "; if the file writes its dates otherwise, say how in the mapping"
        return Moment(None, f"This is no date such as 2004-03-31, 2004-03 or 2004{more}.")
    if happened.first.year < EARLIEST or happened.first > latest:
        return Moment(None, f"The date lies outside {EARLIEST} to {latest}.")
    return Moment(happened)


def ascii_digits(text: str) -> str:
    """Write the digits of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text if unicodedata.category(c) != "Cf")


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
