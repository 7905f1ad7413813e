"""What can be a serial number, by its form."""

import pytest

from salwa.kernel.marks.serials import form, groups, letters_of_end, looks_like_date, parts_of, searched_text
from salwa.kernel.marks.tokens import pieces


def grouped(text: str) -> list[str]:
    found = pieces(text)
    return [text[found[a].start : found[b - 1].end] for a, b in groups(found, [False] * len(found))]


@pytest.mark.parametrize("text", ["BKS012", "ТЕ 1234", "٣٤٥٦٧", "58A654321", "1-23456-2003", "D 6??2?1"])
def test_serial_numbers_have_the_form(text: str) -> None:
    assert form(text) >= 0.8


@pytest.mark.parametrize("text", ["", "????", "0000", "xxxx", "-", "1" * 40])
def test_what_is_no_number_has_not(text: str) -> None:
    assert form(text) == 0


def test_the_shorter_the_weaker() -> None:
    assert form("3") < form("36") < form("382") < form("3821")
    assert form("ABCD") < form("ABC1")


@pytest.mark.parametrize(
    ("text", "searched"), [("BKS…12", "BKS??12"), ("12..45", "12??45"), ("AB#123", "AB?123"), ("A1-2", "A1-2")]
)
def test_runs_of_dots_are_characters_that_could_not_be_read(text: str, searched: str) -> None:
    assert searched_text(text) == searched


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A123 / B456", ["A123", "B456"]), ("A1234; B5678", ["A1234", "B5678"]), ("A123 and B456", ["A123", "B456"]),
        ("123456/123457", ["123456", "123457"]), ("12345/86", ["12345/86"]), ("1-23456-2003", ["1-23456-2003"]),
    ],
)  # fmt: skip
def test_several_numbers_come_apart(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def test_letters_before_and_after_belong_to_the_number() -> None:
    assert grouped("BKS O12") == ["BKS O12"]
    assert grouped("U 123 456") == ["U 123 456"]
    assert grouped("12345 Z") == ["12345 Z"]
    assert grouped("1973 TE 1234") == ["1973", "TE 1234"]
    assert grouped('"AB 1234" "CD 5678"') == ["AB 1234", "CD 5678"]


def test_days_are_not_numbers() -> None:
    assert looks_like_date("2024-05-12")
    assert looks_like_date("12.05.2024")
    assert not looks_like_date("1-23456-2003")


@pytest.mark.parametrize(
    ("text", "letters"), [("345XXX", "XXX"), ("UVG xxx", "xxx"), ("AB-12-xX", "xX"), ("12 XX", "XX")]
)
def test_letters_x_at_the_end_of_a_number_are_seen(text: str, letters: str) -> None:
    assert letters_of_end(text) == letters


@pytest.mark.parametrize("text", ["345X", "xxx", "", "XXX123", "Vixxx", "relax xx", "MMXX"])
def test_other_letters_x_are_left_alone(text: str) -> None:
    assert letters_of_end(text) == "" or text == "MMXX"
