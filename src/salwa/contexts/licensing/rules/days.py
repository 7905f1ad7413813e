"""Licensing, rules, ¶37: how months and ages are counted. Source: ISO 8601-1:2019, calendar months."""

import calendar
from datetime import date
from typing import Final

USUALLY_RENEWED_BEFORE: Final = 6
"""Months before the end from which a renewal is near, where the country pack says none: a page's choice, no law's."""


def month_later(day: date, months: int) -> date:
    """Give the day some months later; the last day of a month where that month has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_renewed_on(day: date, *, ends: date | None, renewed_before: int) -> bool:
    """Say whether the renewal of a licence is near on a day, or overdue: ``renewed_before`` months before its end on.

    Source: the country pack, ``renewed_before`` of the kind of licence; 0 where it says none.
    """
    return ends is not None and day >= month_later(ends, -(renewed_before or USUALLY_RENEWED_BEFORE))


def age_on(day: date, *, born: date | None, year_of_birth: int) -> tuple[int, int] | None:
    """Give the least and the greatest age that somebody can have on a day; None where nothing is known of the birth."""
    if born is not None:
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return age, age
    if not year_of_birth:
        return None
    return day.year - year_of_birth - 1, day.year - year_of_birth
