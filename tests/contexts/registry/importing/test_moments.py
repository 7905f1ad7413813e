"""Registry, import, tests: years and dates keep the precision they were written with."""

from datetime import date

import pytest

from salwa.contexts.registry.importing.moments import ascii_digits, moment, year
from salwa.kernel.lifecycle import Happened

TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("2004", Happened.in_year(2004)),
        ("2004-03", Happened.in_month(2004, 3)),
        ("2004-03-31", Happened.on(date(2004, 3, 31))),
        ("2004-03-31T00:00:00Z", Happened.on(date(2004, 3, 31))),
        ("31/03/2004", Happened.on(date(2004, 3, 31))),
        ("03.2004", Happened.in_month(2004, 3)),
        ("٢٠٠٤", Happened.in_year(2004)),
    ],
)
def test_a_date_is_no_more_exact_than_it_was_written(text: str, happened: Happened) -> None:
    assert moment(text, ("%d/%m/%Y", "%m.%Y"), TODAY).happened == happened


@pytest.mark.parametrize("text", ["31/03/2004", "2004-02-30", "yesterday", "1200", "2030-01-01", "04"])
def test_what_is_no_date_is_told_why(text: str) -> None:
    read = moment(text, (), TODAY)
    assert read.happened is None
    assert read.fault


@pytest.mark.parametrize(
    ("text", "formats", "told"),
    [
        ("03/04/1998", (), "can be DD/MM/YYYY or MM/DD/YYYY; nothing was guessed"),
        ("03/04/1998", ("%d/%m/%Y", "%m/%d/%Y"), "can be read as DD/MM/YYYY, MM/DD/YYYY"),
        ("31.03.1998", (), 'date_formats = ["DD.MM.YYYY"]'),
        ("03-31-1998", (), 'date_formats = ["MM-DD-YYYY"]'),
        ("31/31/2004", (), "neither as DD/MM/YYYY nor as MM/DD/YYYY: no layout fits"),
        ("31.02.2004", (), "no layout fits"),
        ("36253", (), "it would be 1999-04-03"),
        ("36253.5", ("%d/%m/%Y",), "bare number"),
        ("3rd April", ("%d/%m/%Y",), "2004, DD/MM/YYYY"),
    ],
)
def test_no_date_is_guessed(text: str, formats: tuple[str, ...], told: str) -> None:
    read = moment(text, formats, TODAY)
    assert read.happened is None
    assert told in str(read.fault)


def test_several_layouts_read_what_each_of_them_lays_out() -> None:
    both = ("%d/%m/%Y", "%m/%d/%Y")
    assert moment("31/03/1998", both, TODAY).happened == Happened.on(date(1998, 3, 31))
    assert moment("03/31/1998", both, TODAY).happened == Happened.on(date(1998, 3, 31))
    assert moment("05/05/1998", both, TODAY).happened == Happened.on(date(1998, 5, 5))


def test_years_have_four_digits_and_bounds() -> None:
    assert year("1999", 2027) == (1999, None)
    assert year("۱۹۹۹", 2027) == (1999, None)
    assert year("99", 2027)[1] == "This is no year of four digits."
    assert year("2028", 2027)[1] == "The year lies outside 1500 to 2027."


def test_digits_of_all_scripts_are_digits() -> None:
    assert ascii_digits("١٢٣-४५") == "123-45"


def test_a_layout_that_reads_otherwise_than_the_standard_is_not_passed_over() -> None:
    told = moment("2004-03-04", ("%Y-%d-%m",), date(2026, 1, 1))
    assert told.happened is None
    assert "YYYY-DD-MM" in (told.fault or "")
    assert moment("2004-03-31", ("%Y-%d-%m",), date(2026, 1, 1)).happened == Happened.on(date(2004, 3, 31))


def test_a_raised_digit_is_no_digit() -> None:
    assert moment("199²", (), date(2026, 1, 1)).happened is None
