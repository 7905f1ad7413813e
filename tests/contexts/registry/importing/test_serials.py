"""Registry, import, tests: serials by the column are what the kernel makes of them one by one."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.serials import (
    PART,
    SEVERAL,
    SPOILED,
    UNREAD,
    SerialCell,
    SerialReader,
    cell_of,
    destroyed,
    folded_texts,
    is_plainly_serial,
    plain_texts,
)
from salwa.kernel.marks.folding import folded, plain
from salwa.kernel.vocabularies import calibres, models

SHAPES = (
    r"[A-Z]{0,4}[ -]?[0-9]{3,8}[ -]?[A-Z]{0,2}",
    r"[0-9]{1,5}[ -]?[A-Z]{0,2}[ -]?[0-9]{2,7}",
    r"[А-Я]{1,2} ?[0-9]{3,6}",
    r"[A-Z]{1,3} [0-9]{2,3} [0-9]{3,4}",
    r"(CVA|FN|CZ|HK|SIG|BSA) ?[0-9]{3,6}",
)


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_plain_and_folded_texts_are_the_kernels(texts: list[str]) -> None:
    series = plain_texts(pl.Series(texts))
    assert series.to_list() == [plain(text) for text in texts]
    assert folded_texts(series).to_list() == [folded(text) for text in texts]


@settings(deadline=None, max_examples=300)
@given(st.one_of(*(st.from_regex(shape, fullmatch=True) for shape in SHAPES)))
def test_what_is_taken_without_reading_is_a_serial_when_read(text: str) -> None:
    if is_plainly_serial(pl.Series([text]))[0]:
        cell = cell_of(text)
        assert (cell.serial, cell.reason) == (text, "")


def test_no_name_of_a_vocabulary_is_taken_without_reading() -> None:
    names = [name for term in (*models().terms, *calibres().terms) for name in (term.name, *term.aliases)]
    taken = pl.Series(names).filter(is_plainly_serial(pl.Series(names)))
    assert taken.to_list() == []


@pytest.mark.parametrize("text", ["7.62x39", "M70AB2", "PTB 895", "rusted", "GHA 2016", "9 mm", "s/n", "none"])
def test_what_hands_write_beside_serials_is_told_apart(text: str) -> None:
    cell = SerialReader().doubtful(pl.Series([text]))[text]
    assert cell.serial == ""
    assert cell.reason


def test_a_serial_in_other_words_is_taken_out_of_them() -> None:
    assert SerialReader().doubtful(pl.Series(["S/N 123456"]))["S/N 123456"].serial == "123456"


def test_a_serial_in_two_scripts_or_with_gaps_is_one() -> None:
    assert SerialReader().doubtful(pl.Series(["ТЕ 1234", "D 6??2?1", "BKS O12"])) == {}


@pytest.mark.parametrize("text", ["5.1E+07", "5,1E+07", "1.23457E+11", "5E+07", "1.2345678E7", "5.1e-05", "5٫1E+07"])
def test_a_serial_that_a_spreadsheet_made_a_number_of_is_known_for_it(text: str) -> None:
    assert destroyed(pl.Series([text])).to_list() == [True]


@pytest.mark.parametrize("text", ["5E12", "12E4567", "5E-12", "E+07", "1.2", "AE+12", "5.1", "51E07", "5E+0712", None])
def test_a_real_serial_with_an_e_is_left_alone(text: str | None) -> None:
    assert destroyed(pl.Series([text], dtype=pl.String)).fill_null(value=False).to_list() == [False]


@pytest.mark.parametrize("text", ["Jan-32", "1-Mar", "#####", "#REF!"])
def test_what_a_spreadsheet_made_of_a_serial_is_none_and_the_registrar_is_told(text: str) -> None:
    assert cell_of(text) == SerialCell("", SPOILED)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("C 4412 (barrel 9981)", SEVERAL),
        ("UE1234 / UE1235", SEVERAL),
        ("K9001 / K9002", SEVERAL),
        ("BKS [illegible] 12", UNREAD),
        ("UVG [illegible] 26", UNREAD),
    ],
)
def test_a_cell_that_does_not_say_the_serial_whole_is_refused_and_not_guessed(text: str, reason: str) -> None:
    assert cell_of(text) == SerialCell("", reason)


@pytest.mark.parametrize(
    ("text", "serial"), [("NR 12345 (rusted)", "12345"), ("AB 1234 rust", "AB 1234"), ("No. 5512", "5512")]
)
def test_words_beside_a_whole_serial_are_no_obstacle(text: str, serial: str) -> None:
    assert cell_of(text) == SerialCell(serial, PART)
