"""Registry, import, reading, tests: the headings are found below a title, or the person is asked for their line."""

from pathlib import Path

import pytest

from salwa.contexts.registry.importing.reading import Form, Table, open_table
from salwa.contexts.registry.importing.reading.top import Top, first_lines, heading_among
from salwa.platform.errors import Refused
from tests.contexts.registry.importing.reading.test_workbook import saved

TITLED = (
    "Register of firearms\nPrinted on 3 May 1998; page 1\n\nSerial No.;Make;Cal.\nBKS012;Glock;9x19\nBKS013;CZ;9x19\n"
)


def opened(path: Path, text: str, form: Form | None = None) -> Table:
    path.write_text(text, encoding="utf-8")
    return open_table(path, form or Form())


def test_headings_below_a_title_are_found_and_told(tmp_path: Path) -> None:
    table = opened(tmp_path / "r.csv", TITLED)
    assert (table.headers, table.heading_line, table.above) == (("Serial No.", "Make", "Cal."), 4, 2)
    (batch,) = table.batches()
    assert (batch.frame["line"].to_list(), batch.frame["0"].to_list()) == ([5, 6], ["BKS012", "BKS013"])


def test_headings_of_a_workbook_are_found_too(tmp_path: Path) -> None:
    rows = [["Register of firearms"], [], ["Serial No.", "Make"], ["BKS012", "Glock"]]
    saved(tmp_path / "r.xlsx", ("Sheet", rows))
    table = open_table(tmp_path / "r.xlsx", Form())
    assert (table.headers, table.heading_line, table.above) == (("Serial No.", "Make"), 3, 1)
    assert next(table.batches()).frame["0"].to_list() == ["BKS012"]


def test_a_first_line_that_is_a_heading_stays_it(tmp_path: Path) -> None:
    assert opened(tmp_path / "r.csv", "Serial,Owner\n1,make\n").heading_line == 1
    assert opened(tmp_path / "s.csv", "Nummer,Erzeuger\n1,CZ\n").heading_line == 1
    assert opened(tmp_path / "t.csv", "serial\nBKS012\n").heading_line == 1


def test_the_headings_of_a_mapping_count(tmp_path: Path) -> None:
    form = Form(headings=("Nummer", "Erzeuger"))
    assert opened(tmp_path / "r.csv", "Waffenbuch\nNummer,Erzeuger\n1,CZ\n", form).heading_line == 2


def test_what_cannot_be_told_is_asked_for_and_what_is_said_is_taken(tmp_path: Path) -> None:
    text = "Waffenbuch\nNummer,Erzeuger\n1,CZ\n"
    with pytest.raises(Refused, match=r"\[file\] heading_line = 2"):
        opened(tmp_path / "r.csv", text)
    assert opened(tmp_path / "r.csv", text, Form(heading_line=2)).headers == ("Nummer", "Erzeuger")
    with pytest.raises(Refused, match="line 9, which is blank"):
        opened(tmp_path / "r.csv", text, Form(heading_line=9))


def test_two_different_lines_of_headings_are_no_answer() -> None:
    rows = [Top(1, ("Title", "")), Top(2, ("Serial", "Make")), Top(3, ("Model", "Type"))]
    with pytest.raises(Refused, match="heading_line"):
        heading_among(rows, Form())
    assert heading_among([*rows[:2], Top(9, ("SERIAL", "make"))], Form()) == 1


def test_only_the_first_twenty_lines_are_looked_at() -> None:
    rows = [Top(line, ("x", "y")) for line in range(1, 40)]
    assert len(first_lines(rows, Form())) == 20
    assert len(first_lines(rows, Form(heading_line=30))) == 30
