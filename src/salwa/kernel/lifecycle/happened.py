"""Kernel, life cycle: when something happened, as exactly as it is known and no more."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final, Self


class Precision(IntEnum):
    """How exactly a time is known."""

    UNKNOWN = 0
    DAY = 1
    MONTH = 2
    YEAR = 3
    RANGE = 4


@dataclass(frozen=True, slots=True)
class Happened:
    """A span of days, both ends included, in which something happened.

    ``first`` or ``last`` is None where that end is not known ("not later than 2011"). The precision is read off the
    span: exactly one calendar year *is* the year, so that a bare year can never be shown as 1 January.

    Raises:
        ValueError: ``last`` lies before ``first``.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"{self.last} lies before {self.first}")

    @classmethod
    def on(cls, day: date) -> Self:
        """Give the span of one day."""
        return cls(day, day)

    @classmethod
    def in_month(cls, year: int, month: int) -> Self:
        """Give the span of a calendar month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def in_year(cls, year: int) -> Self:
        """Give the span of a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2011``, ``2011-03``, ``2011-03-05``, ``2011/2013`` (from/to, either side may be empty) or nothing.

        Raises:
            ValueError: the text is none of these, or names a day that the calendar does not have.
        """
        text = text.strip()
        if not text:
            return cls()
        if "/" in text:
            before, after = (cls.parse(side) for side in text.split("/", 1))
            return cls(before.first, after.last)
        parts = text.split("-")
        widths = [len(part) for part in parts]
        if widths != [4, 2, 2][: len(parts)] or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError(f"“{text}” is not a year, a month (2011-03) or a day (2011-03-05)")
        numbers = [int(part) for part in parts]
        if not numbers[0]:
            raise ValueError(f"“{text}”: there is no year 0")
        if len(numbers) == 1:
            return cls.in_year(numbers[0])
        if len(numbers) == 2:
            if not 1 <= numbers[1] <= 12:
                raise ValueError(f"“{text}”: there is no month {numbers[1]}")
            return cls.in_month(numbers[0], numbers[1])
        try:
            return cls.on(date(*numbers))
        except ValueError as error:
            raise ValueError(f"“{text}” is no day of the calendar") from error

    @property
    def precision(self) -> Precision:
        """How exactly the time is known."""
        if self.first is None and self.last is None:
            return Precision.UNKNOWN
        if self.first is None or self.last is None:
            return Precision.RANGE
        if self.first == self.last:
            return Precision.DAY
        if self == Happened.in_month(self.first.year, self.first.month):
            return Precision.MONTH
        if self == Happened.in_year(self.first.year):
            return Precision.YEAR
        return Precision.RANGE

    def surely_before(self, other: "Happened") -> bool:
        """Tell whether every day of this span lies before every day of ``other``."""
        return self.last is not None and other.first is not None and self.last < other.first

    def __str__(self) -> str:
        """Give the ISO 8601 text of what is known: ``2011-03-05``, ``2011-03``, ``2011``, ``2009-05-01/2011-12-31``."""
        first = self.first.isoformat() if self.first else ""
        last = self.last.isoformat() if self.last else ""
        shown = {Precision.DAY: first, Precision.MONTH: first[:7], Precision.YEAR: first[:4], Precision.UNKNOWN: ""}
        return shown.get(self.precision, f"{first}/{last}")


UNKNOWN_TIME: Final = Happened()
