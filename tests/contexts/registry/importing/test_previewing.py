"""Registry, import, tests: a preview says what an import would do, and writes nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from salwa.contexts.registry.importing.firearms import Order
from salwa.contexts.registry.importing.mapping import read_mapping
from salwa.contexts.registry.importing.previewing import preview
from salwa.platform.errors import Refused
from tests.contexts.registry.importing.conftest import HEADING, Written
from tests.contexts.registry.importing.reading.test_workbook import saved


def test_the_first_rows_are_shown_as_understood(written: Written) -> None:
    rows = ["X1,BKS012,GLOCK,17,9x19,pistol,AT,1999,,,,,lost,walnut", "X2,BKS013,Blorx,,,,,99,,,,,,"]
    found = preview(Order(path=written(*rows, heading=HEADING + ",Grip")))
    assert (found.rows, found.accepted, found.rejected, found.remarks) == (2, 1, 1, ("Grip",))
    line, cells = found.first_rows[0]
    assert (line, cells["make"].text, cells["make"].term) == (2, "GLOCK", "Glock")
    assert cells["country_of_manufacture"].term == "Austria"
    assert found.rejects[0].line == 3
    assert json.loads(json.dumps(found.as_json()))["source"] == "register"


def test_the_most_frequent_unknown_makes_are_listed(written: Written) -> None:
    rows = [f",{n},{make},,,,,,,,,," for n, make in enumerate(["Blorx", "Krunk", "Blorx"], start=12345)]
    assert preview(Order(path=written(*rows))).unresolved["make"] == [("Blorx", 2), ("Krunk", 1)]


def test_a_date_cell_of_a_workbook_is_a_date_and_a_bare_number_is_told(tmp_path: Path) -> None:
    rows = [["serial", "first_sale_date"], ["A11873", date(1999, 4, 3)], ["A11874", 36253], ["A11875", 1999]]
    found = preview(Order(path=saved(tmp_path / "r.xlsx", ("Register", rows))))
    assert [cells["first_sale_date"].text for _, cells in found.first_rows] == ["1999-04-03", "1999"]
    assert (found.rejects[0].line, "1999-04-03" in found.rejects[0].reason) == (3, True)


def test_a_preview_refuses_a_file_without_a_serial_on_any_row(written: Written) -> None:
    with pytest.raises(Refused, match="No line has a serial"):
        preview(Order(path=written(",Glock", heading="serial,make")))


def test_headings_that_may_be_meant_otherwise_are_told(written: Written) -> None:
    found = preview(Order(path=written("1,A11873,CZ", heading="No.,S/N,Manufactorer")))
    assert found.columns["serial"] == "S/N"
    assert [(one.heading, one.columns) for one in found.suggestions] == [
        ("No.", ("external_id",)),
        ("Manufactorer", ("make",)),
    ]


def test_a_heading_without_rows_is_refused(written: Written) -> None:
    with pytest.raises(Refused, match="no rows"):
        preview(Order(path=written()))


def test_the_examples_of_the_manual_say_what_the_manual_says() -> None:
    folder = Path(__file__).parents[4] / "docs" / "how-to" / "examples"
    first = preview(Order(path=folder / "register.csv"))
    assert (first.accepted, [one.line for one in first.rejects]) == (4, [6])
    mapping = read_mapping(folder / "old-register.toml")
    second = preview(Order(path=folder / "old-register.csv", mapping=mapping))
    assert (second.accepted, second.rejected, second.source) == (3, 0, "Register of Brisca 1948-1974")
