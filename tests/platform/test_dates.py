"""Platform, dates: days, months and moments as each language writes them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.utils import translation

from salwa.platform import dates

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "5 March 2024", "March 2024"),
        ("fr", "5 mars 2024", "mars 2024"),
        ("es", "5 de marzo de 2024", "marzo de 2024"),
        ("ru", "5 марта 2024\u202fг.", "март 2024\u202fг."),
        ("zh-hans", "2024年3月5日", "2024年3月"),
        ("ar", "5 مارس 2024", "مارس 2024"),
    ],
)
def test_each_language_writes_a_day_its_own_way(language: str, day: str, month: str) -> None:
    with translation.override(language):
        assert dates.day(DAY) == day
        assert dates.month(DAY) == month


def test_a_moment_is_told_in_utc_wherever_it_was_noted() -> None:
    noted = datetime(2024, 3, 5, 2, 7, tzinfo=timezone(timedelta(hours=3)))
    with translation.override("en"):
        assert dates.moment(noted) == "4 March 2024, 23:07 UTC"
        assert dates.day(noted.astimezone(UTC)) == "4 March 2024"


def test_the_language_that_nobody_speaks_has_months_too() -> None:
    with translation.override("qps-plocm"):
        assert "‹⟪" in dates.day(DAY)
        assert "‹⟪" in dates.month(DAY)
