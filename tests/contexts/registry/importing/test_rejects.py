"""Registry, import, tests: a file of rejects that a spreadsheet may open."""

import csv
from pathlib import Path

import pytest

from salwa.contexts.registry.importing.notices import Reject
from salwa.contexts.registry.importing.rejects import RejectsFile
from salwa.platform.errors import Refused


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with RejectsFile(path, ["serial", "=make"], "S") as file:
        file.add([Reject(7, "serial", "=1+1", "It is wrong.", ("=cmd|' /C calc'!A0", "@x"))])
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    assert rows[0] == ["salwa_line", "salwa_column", "salwa_value", "salwa_reason", "salwa_source", "serial", "'=make"]
    assert rows[1] == ["7", "serial", "'=1+1", "It is wrong.", "S", "'=cmd|' /C calc'!A0", "'@x"]


def test_without_rejects_there_is_no_file(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects.csv", ["serial"], "S") as file:
        file.add([])
    assert not (tmp_path / "rejects.csv").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "no" / "rejects.csv", ["serial"], "S") as file, pytest.raises(Refused, match="written"):
        file.add([Reject(2, "", "", "It is wrong.", ("1",))])


def test_rejects_of_a_rejects_file_have_its_columns_once(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "r.csv", ["salwa_line", "salwa_source", "serial"], "S") as file:
        file.add([Reject(2, "serial", "x", "It is wrong.", ("9", "S", "x"))])
    assert (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()[0].count("salwa_line") == 1
