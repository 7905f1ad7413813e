"""Kernel, life cycle: a time is shown as exactly as it is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.lifecycle import UNKNOWN_TIME, Happened, Precision


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2011", Precision.YEAR, date(2011, 1, 1), date(2011, 12, 31)),
        ("2012-02", Precision.MONTH, date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-01-01", Precision.DAY, date(2011, 1, 1), date(2011, 1, 1)),
        ("2009-05-01/2011-12-31", Precision.RANGE, date(2009, 5, 1), date(2011, 12, 31)),
        ("/2011-12-31", Precision.RANGE, None, date(2011, 12, 31)),
        ("2011-01-01/", Precision.RANGE, date(2011, 1, 1), None),
        ("", Precision.UNKNOWN, None, None),
    ],
)
def test_what_is_read_is_shown_again(text: str, precision: Precision, first: date | None, last: date | None) -> None:
    happened = Happened.parse(text)
    assert (happened.precision, happened.first, happened.last) == (precision, first, last)
    assert str(happened) == text


def test_a_bare_year_is_never_the_first_of_january() -> None:
    assert str(Happened.in_year(2011)) == "2011"
    assert Happened.in_year(2011) != Happened.on(date(2011, 1, 1))


@pytest.mark.parametrize(
    "text", ["11", "2011-13", "2011-02-30", "2011-13-01", "yesterday", "٢٠١١", "2011-1", "2011-01-01-01", "0000"]
)
def test_what_is_no_time_is_refused_by_what_was_typed(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}”"):
        Happened.parse(text)


def test_a_span_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="before"):
        Happened(date(2011, 1, 2), date(2011, 1, 1))


def test_order_is_sure_only_where_spans_do_not_touch() -> None:
    assert Happened.in_year(2010).surely_before(Happened.in_year(2011))
    assert not Happened.in_year(2011).surely_before(Happened.on(date(2011, 12, 31)))
    assert not UNKNOWN_TIME.surely_before(Happened.in_year(2011))
    assert not Happened(None, None).surely_before(UNKNOWN_TIME)


@given(st.dates(), st.dates())
def test_every_span_survives_being_written(one: date, other: date) -> None:
    happened = Happened(min(one, other), max(one, other))
    assert Happened.parse(str(happened)) == happened
