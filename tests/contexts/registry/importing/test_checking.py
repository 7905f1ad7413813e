"""Registry, import, tests: every cell checked, and what a registrar is told of it."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from salwa.contexts.registry.importing.checking import Checked, Checker
from salwa.contexts.registry.importing.columns import plan
from salwa.contexts.registry.importing.mapping import Mapping
from salwa.contexts.registry.importing.reading import LINE, Batch

TODAY = date(2026, 11, 1)


def checker(headers: list[str]) -> Checker:
    return Checker(plan(headers, {}), headers, Mapping(), TODAY)


def check(row: dict[str, str], *more: dict[str, str]) -> tuple[Checked, Checker]:
    headers = list(row)
    cells: dict[str, Any] = {str(at): [one.get(name, "") for one in (row, *more)] for at, name in enumerate(headers)}
    lines = pl.Series(LINE, range(2, 3 + len(more)), dtype=pl.Int64)
    asked = checker(headers)
    return asked.check(Batch(pl.DataFrame(cells).with_columns(lines))), asked


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("year_of_manufacture", "98", "no year of four digits"),
        ("year_of_manufacture", "1200", "outside 1500 to 2027"),
        ("year_of_manufacture", "9" * 30, "no year of four digits"),
        ("import_year", "1989", "imported before it was made"),
        ("first_sale_date", "31/12/2004", "needs its layout in a mapping"),
        ("first_sale_date", "1980", "sold before it was made"),
        ("status", "gone fishing", "word for a status"),
        ("serial", "1.23457E+11", "Go back to the source"),
        ("external_id", "5,1E+07", "the format “text”"),
        ("serial", "1" * 100_000, "longer than 100 characters"),
        ("serial", "AB\u202e321", "turns the direction"),
        ("make", "Gl\x00ck", "control character"),
        ("serial", "AB\x9b321", "control character"),
        ("make", "Gl\x85ck", "control character"),
        ("Owner", "x" * 10_001, "longer than 10000"),
    ],
)
def test_a_wrong_cell_refuses_its_row_with_the_reason(column: str, value: str, told: str) -> None:
    row = {"serial": "12345", "make": "Glock", "year_of_manufacture": "1990", "Owner": ""}
    checked, _ = check({**row, column: value})
    assert checked.rows.is_empty()
    (reject,) = checked.rejects
    assert (reject.line, reject.column) == (2, column)
    assert told in reject.reason
    assert reject.value == value[:200]


def test_a_row_that_names_nothing_is_refused() -> None:
    checked, _ = check({"serial": "", "make": "", "status": "lost"})
    assert "Nothing on the row identifies a firearm" in checked.rejects[0].reason


def test_all_faults_of_a_row_are_told_at_once() -> None:
    checked, _ = check({"serial": "1", "year_of_manufacture": "98", "status": "odd"})
    assert "year_of_manufacture: This is no year" in checked.rejects[0].reason
    assert "status: This word" in checked.rejects[0].reason


def test_a_name_given_twice_is_refused_with_the_first_line() -> None:
    row = {"external_id": "X1", "serial": "12345"}
    checked, _ = check(row, {"external_id": "X2", "serial": "12346"}, row)
    assert [(one.line, one.reason) for one in checked.rejects] == [(4, "The same external_id stands on line 2.")]


def test_a_refused_row_does_not_take_the_name_from_a_good_one() -> None:
    bad = {"external_id": "X1", "serial": "12345", "year_of_manufacture": "98"}
    checked, _ = check(bad, {**bad, "year_of_manufacture": "1998"})
    assert checked.rows["external_id"].to_list() == ["X1"]


def test_a_firearm_without_a_legible_serial_is_registered() -> None:
    checked, asked = check({"serial": "rusted", "make": "Glock"})
    assert checked.rows["serial"].to_list() == [None]
    assert checked.remarks.rows() == [(2, "serial", "rusted")]
    assert "not as a serial" in asked.notices.listed()[0].reason


def test_texts_without_a_term_stay_and_are_told() -> None:
    checked, asked = check({"serial": "12345", "make": "Blorx & Daughters", "country_of_manufacture": "Atlantis"})
    assert checked.rows.select("make", "make_code", "country").rows() == [("Blorx & Daughters", 0, 0)]
    assert checked.remarks.rows() == [(2, "country_of_manufacture", "Atlantis")]
    assert asked.notices.most_frequent("make") == [("Blorx & Daughters", 1)]


def test_invisible_characters_stay_in_the_text_and_out_of_the_search() -> None:
    checked, asked = check({"serial": "AB\u200f12345"})
    assert checked.rows.select("serial", "serial_plain").rows() == [("AB\u200f12345", "AB12345")]
    assert "Invisible characters" in asked.notices.listed()[0].reason


def test_other_columns_are_remarks() -> None:
    checked, _ = check({"serial": "12345", "Grip": "walnut", "": "noted"})
    assert checked.remarks.rows() == [(2, "Grip", "walnut"), (2, "column C", "noted")]
