"""Registry, import, reading, tests: a sheet's cells as they were saved."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.reading import LINE, Batch, Form, open_table
from salwa.contexts.registry.importing.reading.workbook import WorkbookTable
from salwa.platform.errors import Refused


def saved(path: Path, *sheets: tuple[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(at, column, cell[0], None, cell[1])
                    else:
                        sheet.write(at, column, cell, day if isinstance(cell, date) else None)
    return path


def only(path: Path, form: Form | None = None) -> Batch:
    (batch,) = open_table(path, form or Form()).batches()
    return batch


def test_cells_are_texts_as_saved_and_nothing_is_calculated(tmp_path: Path) -> None:
    rows = [["serial", "year", "sold"], ["=1+1", 1999, date(2003, 5, 1)], ["@SUM(A1)", 2001, ""]]
    batch = only(saved(tmp_path / "a.xlsx", ("Register", rows)))
    assert batch.frame.drop(LINE).rows() == [("=1+1", "1999", "2003-05-01"), ("@SUM(A1)", "2001", "")]
    assert batch.frame[LINE].to_list() == [2, 3]


def test_of_a_formula_only_the_saved_value_is_taken(tmp_path: Path) -> None:
    rows = [["serial", "make"], ["A1", ('="A"&"B"', "AB")], ["A2", ('="A"', "")], ["A3", ("=1/0", "#DIV/0!")]]
    batch = only(saved(tmp_path / "a.xlsx", ("Register", rows)))
    assert batch.frame.drop(LINE).rows() == [("A1", "AB")]
    assert [(one.line, one.column) for one in batch.spoiled] == [(3, "make"), (4, "make")]
    assert "formula without a saved value" in batch.spoiled[0].reason


def test_numbers_that_the_spreadsheet_rounded_spoil_their_row(tmp_path: Path) -> None:
    batch = only(saved(tmp_path / "a.xlsx", ("Register", [["serial"], [12345678901234567890], [1234567]])))
    assert batch.frame["0"].to_list() == ["1234567"]
    assert "fifteen digits" in batch.spoiled[0].reason
    assert batch.doubts[0].column == "serial"


def test_blank_rows_are_left_out_and_lines_stay(tmp_path: Path) -> None:
    batch = only(saved(tmp_path / "a.xlsx", ("Register", [[], ["serial"], ["A1"], [], ["A2"]])))
    assert (batch.frame[LINE].to_list(), batch.blank) == ([3, 5], 1)


def test_a_cell_under_no_heading_spoils_its_row(tmp_path: Path) -> None:
    batch = only(saved(tmp_path / "a.xlsx", ("Register", [["serial"], ["A1"], ["A2", "", "lost"]])))
    assert [(one.line, one.column, one.value) for one in batch.spoiled] == [(3, "column C", "lost")]


def test_one_of_several_sheets_must_be_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("Pistols", [["serial"], ["A1"]]), ("Rifles", [["serial"], ["B1"]]))
    with pytest.raises(Refused, match="“Pistols”, “Rifles”"):
        open_table(path, Form())
    assert only(path, Form(sheet="Rifles")).frame["0"].to_list() == ["B1"]
    with pytest.raises(Refused, match="no sheet “Shotguns”"):
        open_table(path, Form(sheet="Shotguns"))


def test_an_empty_sheet_and_a_broken_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is empty"):
        open_table(saved(tmp_path / "a.xlsx", ("Register", [])), Form())
    whole = saved(tmp_path / "b.xlsx", ("Register", [["serial"], ["A1"]])).read_bytes()
    (tmp_path / "c.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refused, match="broken"):
        open_table(tmp_path / "c.xlsx", Form())


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, at: int, scrap: bytes) -> None:
    folder = tmp_path_factory.mktemp("xlsx")
    whole = bytearray(saved(folder / "a.xlsx", ("Register", [["serial", "make"], ["A1", "B"]])).read_bytes())
    whole[at % len(whole) : at % len(whole) + len(scrap)] = scrap
    (folder / "b.xlsx").write_bytes(whole)
    try:
        for batch in WorkbookTable(folder / "b.xlsx", Form()).batches():
            assert batch.frame.width
    except Refused as error:
        told = [str(fault) for fault in error.faults]
    else:
        told = ["read"]
    assert all(told)
