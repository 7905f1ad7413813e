"""Demonstration, recoveries: 320 real firearms, each written down at its first sale and again when it was recovered.

Source, licence and what was changed: ``data/recoveries/SOURCE.txt``. The form of the sale is what a register holds; the
report of the arresting officer is what a tracing officer would type.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from salwa.kernel.marks.folding import plain
from salwa.kernel.marks.model import Written

PUBLISHED: Final = date(2026, 1, 28)
"""The day of the version that was copied: no crime in it can be later."""


class Group(StrEnum):
    """What the two hands wrote. Only the first two are evidence of how well a firearm is found again."""

    WRITTEN_DIFFERENTLY = "written_differently"
    WRITTEN_ALIKE = "written_alike"
    ONE_HAND = "one_hand"
    NO_SERIAL = "no_serial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """One firearm: the sale by its form, the find by its report. ``number`` counts the rows of the source from 1."""

    number: int
    serial_sold: str
    make_sold: str
    calibre_sold: str
    sold: date | None
    place_sold: str
    serial_found: str
    make_found: str
    calibre_found: str
    crime: date | None

    @property
    def external_id(self) -> str:
        """The number under which the sale is put into the register."""
        return f"SALE-{self.number:03d}"

    @property
    def group(self) -> Group:
        """What the two hands wrote of the serial."""
        if not self.serial_sold:
            return Group.NO_SERIAL
        if not self.serial_found:
            return Group.ONE_HAND
        alike = plain(self.serial_sold) == plain(self.serial_found)
        return Group.WRITTEN_ALIKE if alike else Group.WRITTEN_DIFFERENTLY

    def written(self) -> Written:
        """The marks as the officer's report has them; where it gives no serial, as the form of the sale has them."""
        if self.serial_found:
            return Written(
                query_id=self.external_id,
                serial=self.serial_found,
                make=self.make_found,
                calibre=self.calibre_found,
            )
        return Written(
            query_id=self.external_id, serial=self.serial_sold, make=self.make_sold, calibre=self.calibre_sold
        )

    def registered(self) -> dict[str, str]:
        """The first sale in the importer's default columns."""
        return {
            "external_id": self.external_id,
            "serial": self.serial_sold,
            "make": self.make_sold,
            "model": "",
            "calibre": self.calibre_sold,
            "type": "",
            "country_of_manufacture": "",
            "year_of_manufacture": "",
            "import_country": "",
            "import_year": "",
            "first_sale_date": self.sold.isoformat() if self.sold else "",
            "first_sale_place": self.place_sold,
            "status": "",
        }


@dataclass(frozen=True, slots=True)
class SaleToCrime:
    """Days from first sale to crime of the firearms whose dates can be true, and how many cannot.

    ``before_sale`` counts crimes dated before the sale, ``in_future`` crimes dated after the data were published.
    """

    days: tuple[int, ...]
    before_sale: int
    in_future: int


@cache
def recoveries() -> tuple[Recovery, ...]:
    """Give the recovered firearms in the order of the source."""
    lines = files(__package__).joinpath("data", "recoveries", "delaware_2020_2025.csv").read_text(encoding="utf-8")
    return tuple(
        Recovery(
            number=number,
            serial_sold=row["serial_in_form"],
            make_sold=row["manufacturer_name"],
            calibre_sold=row["firearm_caliber"],
            sold=_day(row["sale_date"]),
            place_sold=", ".join(part for part in (row["dealer_city"], row["dealer_state"]) if part),
            serial_found=row["serial_in_report"],
            make_found=row["make_in_report"],
            calibre_found=row["caliber_in_report"],
            crime=_day(row["crime_date"]),
        )
        for number, row in enumerate(csv.DictReader(lines.splitlines()), 1)
    )


def sale_to_crime(of: Iterable[Recovery]) -> SaleToCrime:
    """Give the time from first sale to crime where both days are known."""
    dated = [(one.sold, one.crime) for one in of if one.sold and one.crime]
    return SaleToCrime(
        days=tuple(sorted((crime - sold).days for sold, crime in dated if sold <= crime <= PUBLISHED)),
        before_sale=sum(crime < sold for sold, crime in dated),
        in_future=sum(crime > PUBLISHED for _, crime in dated),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
