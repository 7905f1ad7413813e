"""Licensing: months and ages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.licensing.rules.days import age_on, is_renewed_on, month_later

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def test_a_month_later_is_the_last_day_where_there_is_no_such_day() -> None:
    assert month_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_later(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert month_later(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert month_later(date(2026, 11, 30), 60) == date(2031, 11, 30)


@given(DAYS, st.integers(-240, 240))
def test_months_go_forward_and_never_past_the_month(day: date, months: int) -> None:
    later = month_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(DAYS, st.dates(date(1900, 1, 1), date(1949, 12, 31)))
def test_of_a_year_alone_the_age_is_one_of_two(day: date, born: date) -> None:
    exact = age_on(day, born=born, year_of_birth=born.year)
    rough = age_on(day, born=None, year_of_birth=born.year)
    assert exact is not None
    assert rough is not None
    assert exact[0] == exact[1]
    assert rough[0] <= exact[0] <= rough[1]


@pytest.mark.parametrize(
    ("day", "months", "is_near"),
    [
        (date(2029, 11, 27), 3, False),
        (date(2029, 11, 28), 3, True),
        (date(2030, 3, 9), 3, True),
        (date(2029, 8, 27), 0, False),
        (date(2029, 8, 28), 0, True),
    ],
)
def test_a_renewal_is_near_when_the_state_has_it_so_else_half_a_year_before(
    day: date, months: int, is_near: bool
) -> None:
    ends = date(2030, 2, 28)
    assert is_renewed_on(day, ends=ends, renewed_before=months) is is_near
    assert not is_renewed_on(day, ends=None, renewed_before=months)


def test_nothing_known_is_nothing_known() -> None:
    assert age_on(date(2026, 1, 1), born=None, year_of_birth=0) is None
