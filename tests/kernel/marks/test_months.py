"""Dates with the name of a month are known in the languages of registers, and are no serial numbers."""

import pytest

from salwa.kernel.marks import Written, read, sentences
from salwa.kernel.marks.months import days, is_day, is_like_date, is_month


@pytest.mark.parametrize(
    "text",
    ["Mär-45", "mars-45", "12-mars", "ene-32", "dez/32", "янв.32", "12.мар", "3月12日", "يناير-32", "3/12/45"],
)
def test_a_date_of_another_language_is_seen(text: str) -> None:
    assert is_like_date(text)


@pytest.mark.parametrize("text", ["JAN-32", "MAR 1945", "Mar-1234", "BKS012", "44/12/45", "Mark-12", "ЯНВ-32"])
def test_what_no_spreadsheet_writes_is_no_date(text: str) -> None:
    assert not is_like_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 March 2011",
        "March 12, 2011",
        "12-mars-2011",
        "1er janv. 2011",
        "12 de marzo de 2011",
        "12 de março de 2011",
        "3. Mär. 1945",
        "12 марта 2011",
        "12 مارس 2011",
        "2011年3月12日",
    ],
)
def test_a_day_of_any_of_the_languages_is_found_in_a_sentence(text: str) -> None:
    assert is_day(text)
    sentence = f"BKS012 – {text}; –"
    assert [sentence[start:end] for start, end in days(sentence)] == [text]


@pytest.mark.parametrize("text", ["12-MAR-2011", "A12 mars 2011", "12 mars 20115", "32 mars 2011", "12 mark 2011", ""])
def test_what_is_no_day_is_left_alone(text: str) -> None:
    assert not is_day(text)
    assert list(days(text)) == []


def test_the_name_of_a_month_is_known_but_in_capitals() -> None:
    assert all(map(is_month, ("мар", "Mär", "août", "مارس")))
    assert not any(map(is_month, ("MAR", "МАР", "BKS", "mar1", "")))


@pytest.mark.parametrize("column", ["marks", "remarks"])
@pytest.mark.parametrize(
    "date",
    [
        "12-Mar-2011",
        "12 March 2011",
        "12-mars-2011",
        "le 12 mars 2011",
        "12 de marzo de 2011",
        "12 марта 2011",
        "12 мар 2011",
        "12 مارس 2011",
        "3月12日",
    ],
)
def test_a_date_beside_the_number_is_not_searched_and_is_no_year_of_manufacture(column: str, date: str) -> None:
    reads = read(Written(**{column: f"GLOCK 17 BKS012 {date}"}))
    assert [one.text for one in reads.serials] == ["BKS012"]
    assert not [one for one in reads.readings if one.year]


@pytest.mark.parametrize("date", ["Jan-32", "Mär-45", "12-ene-99", "янв.32"])
def test_what_may_be_a_date_weighs_less_than_the_number_beside_it(date: str) -> None:
    first, second = read(Written(marks=f"GLOCK {date} BKS012")).serials
    assert (first.text, second.text) == ("BKS012", date)
    assert second.confidence < first.confidence / 2


@pytest.mark.parametrize("text", ["Mär-45", "12-mars", "ene-32", "янв.32", "3月12日", "يناير-32", "3/12/45"])
def test_what_may_be_a_date_alone_is_searched_and_the_officer_is_told(text: str) -> None:
    reads = read(Written(serial=text))
    assert [one.text for one in reads.serials] == [text]
    assert list(reads.notes) == [sentences.LIKE_DATE.told(text=text)]


def test_a_whole_day_in_the_place_of_the_number_is_refused_but_in_capitals() -> None:
    reads = read(Written(serial="12-mars-2011"))
    assert (reads.serials, list(reads.notes)) == ((), [sentences.NOT_SERIAL_DATE.told(text="12-mars-2011")])
    assert [one.text for one in read(Written(serial="12-MAR-2011")).serials] == ["12-MAR-2011"]
