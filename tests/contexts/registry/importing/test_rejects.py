"""Registry, import, tests: a file of rejects that a spreadsheet may open."""

import csv
from pathlib import Path

import pytest

from salwa.contexts.registry.importing.columns import plan
from salwa.contexts.registry.importing.mapping import Mapping, parse_mapping
from salwa.contexts.registry.importing.notices import Reject
from salwa.contexts.registry.importing.reading import Form, open_table
from salwa.contexts.registry.importing.rejects import RejectsFile, Title, said_by_rejects, titles
from salwa.platform.errors import Refused

SERIAL = (Title(0, "serial", "serial"),)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    columns = (Title(0, "serial", "serial"), Title(1, "=make", "=make"))
    with RejectsFile(path, columns, "S", Mapping()) as file:
        file.add([Reject(7, "serial", "=1+1", "It is wrong.", ("=cmd|' /C calc'!A0", "@x"))])
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    assert rows[0] == [
        "salwa_line",
        "salwa_column",
        "salwa_value",
        "salwa_reason",
        "salwa_source",
        "salwa_mapping",
        "serial",
        "'=make",
    ]
    assert rows[1] == ["7", "serial", "'=1+1", "It is wrong.", "S", "", "'=cmd|' /C calc'!A0", "'@x"]


def test_without_rejects_there_is_no_file(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects.csv", SERIAL, "S", Mapping()) as file:
        file.add([])
    assert not (tmp_path / "rejects.csv").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        RejectsFile(tmp_path / "no" / "rejects.csv", SERIAL, "S", Mapping()) as file,
        pytest.raises(Refused, match="written"),
    ):
        file.add([Reject(2, "", "", "It is wrong.", ("1",))])


def test_rejects_of_a_rejects_file_have_its_columns_once() -> None:
    headers = ["salwa_line", "salwa_source", "serial", "Owner"]
    assert [one.name for one in titles(headers, plan(headers, {}))] == ["serial", "Owner"]


def test_the_columns_have_our_names_and_remarks_theirs() -> None:
    headers = ["Nummer", "serial", "Marque", "", "Owner"]
    named = [one.name for one in titles(headers, plan(headers, {"serial": "Nummer"}))]
    assert named == ["serial", "serial (remark)", "make", "column D", "Owner"]


@pytest.mark.parametrize("word", ["verloren", "w" * 1_500])
def test_what_the_mapping_says_of_cells_comes_with_the_rejects(tmp_path: Path, word: str) -> None:
    mapping = parse_mapping(
        f"[file]\ndate_formats = ['%d/%m/%Y']\n[constants]\nmake = 'CZ'\n[values.status]\n{word} = 'lost'"
    )
    path = tmp_path / "r.csv"
    with RejectsFile(path, SERIAL, "Old", mapping) as file:
        file.add([Reject(n, "serial", "x", "It is wrong.", ("x",)) for n in (2, 3)])
    said = said_by_rejects(open_table(path, Form()))
    assert (said.source, said.mapping) == ("Old", mapping)


@pytest.mark.parametrize(
    "smuggled",
    [
        '{"columns": {"serial": "notes"}}',
        '{"source": "Other"}',
        '{"file": {"encoding": "cp1252"}}',
        '{"file": 1}',
        "[]",
    ],
)
def test_a_rejects_file_says_nothing_but_how_cells_are_read(tmp_path: Path, smuggled: str) -> None:
    path = tmp_path / "r.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["salwa_line", "salwa_mapping", "serial"], ["2", smuggled, "A1"]])
    with pytest.raises(Refused):
        said_by_rejects(open_table(path, Form()))


def test_a_mapping_that_was_cut_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    for text in ("above", '"{""file"": {"'):
        path.write_text(f"salwa_line,salwa_mapping,serial\n2,{text},A1\n", encoding="utf-8")
        with pytest.raises(Refused, match="Name the mapping file that you used"):
            said_by_rejects(open_table(path, Form()))
