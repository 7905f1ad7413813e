"""Registry, import, tests: serials to look at are all in the file, and the first of them at hand."""

import csv
from pathlib import Path

import pytest

from salwa.contexts.registry.importing.listing import DoubtsFile, LateFile
from salwa.contexts.registry.importing.notices import Doubted
from salwa.platform.errors import Refused


def test_all_serials_to_look_at_are_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "doubts.csv"
    with DoubtsFile(path, most=2) as file:
        file.add(Doubted(line, "=Mär-45", "Mär-45", "Look.") for line in range(2, 5))
    assert (file.rows, [one.line for one in file.first]) == (3, [2, 3])
    with path.open(encoding="utf-8-sig", newline="") as written:
        rows = list(csv.DictReader(written))
    assert rows[2] == {"line": "4", "written": "'=Mär-45", "taken": "Mär-45", "reason": "Look."}


def test_without_a_row_there_is_no_file_and_without_a_path_neither(tmp_path: Path) -> None:
    with LateFile(tmp_path / "none.csv", ("a",)):
        pass
    with LateFile(None, ("a",)) as file:
        file.write(("1",))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with LateFile(tmp_path / "no" / "d.csv", ("a",)) as file, pytest.raises(Refused, match="cannot be written"):
        file.write(("1",))
