"""Registry, import, reading, tests: what a file is, its bytes say."""

from pathlib import Path

import pytest

from salwa.contexts.registry.importing.reading import Form, open_table
from salwa.platform.errors import Refused


def test_a_csv_is_a_csv_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_text("serial,make\n1,A\n")
    assert open_table(path, Form()).form["format"] == "delimited text"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected by a password"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04junk", "broken"),
        (b"PAR1junk", "broken"),
    ],
)
def test_other_kinds_are_named(tmp_path: Path, head: bytes, told: str) -> None:
    path = tmp_path / "register"
    path.write_bytes(head + b"\0" * 100)
    with pytest.raises(Refused, match=told):
        open_table(path, Form())


def test_a_missing_file_a_folder_and_a_name_that_is_none_are_refused(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "none.csv", "no file"), (tmp_path, "folder"), (Path("a\0b"), "name")):
        with pytest.raises(Refused, match=told):
            open_table(path, Form())
