"""Registry, import, reading, tests: what hides in an archive is found before it is unpacked."""

import zipfile
from pathlib import Path

import pytest

from salwa.contexts.registry.importing.reading import archive
from salwa.contexts.registry.importing.reading.archive import column_letters, column_number, look_through
from salwa.platform.errors import Refused


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 10 << 20)
    path = packed(tmp_path / "bomb.xlsx", {"xl/workbook.xml": b"", "xl/media/a": bytes(11 << 20)})
    assert path.stat().st_size < 100_000
    with pytest.raises(Refused, match="unpacks to more than"):
        look_through(path)


def test_a_bomb_that_lies_about_its_size_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 10 << 20)
    size = 11 << 20
    path = packed(tmp_path / "bomb.xlsx", {"xl/workbook.xml": b"", "xl/media/a": bytes(size)})
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (5).to_bytes(4, "little")))
    with pytest.raises(Refused):
        look_through(path)


def test_two_cells_at_the_ends_of_a_sheet_are_no_grid_to_hold(tmp_path: Path) -> None:
    sheet = b'<sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    path = packed(tmp_path / "wide.xlsx", {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(Refused, match="1048576 rows and 16384 columns"):
        look_through(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/elsewhere/one.dat", "xl/media/image1.png"])
def test_a_stray_cell_is_seen_in_small_letters_and_in_any_part(tmp_path: Path, part: str) -> None:
    sheet = b'<sheetData><row><c r="a1"/></row><row><c r = "xfd1048576"/></row></sheetData>'
    path = packed(tmp_path / "wide.xlsx", {"xl/workbook.xml": b"", part: sheet})
    with pytest.raises(Refused, match="1048576 rows and 16384 columns"):
        look_through(path)


@pytest.mark.parametrize("name", ["xl/workbook.bin", "XL/Workbook.BIN", "content.xml"])
def test_a_workbook_of_another_format_is_named_and_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="XLSB or ODS"):
        look_through(packed(tmp_path / "a.xlsx", {"xl/workbook.xml": b"", name: b""}))


@pytest.mark.parametrize(("limit", "value"), [("MOST_SHARED_BYTES", 1000), ("MOST_SHARED_TEXTS", 50)])
def test_shared_texts_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(archive, limit, value)
    texts = b"<sst>" + b"<si><t>ABCDEFGH</t></si>" * 100 + b"</sst>"
    with pytest.raises(Refused, match="texts of the workbook"):
        look_through(packed(tmp_path / "a.xlsx", {"xl/workbook.xml": b"", "xl/SharedStrings.xml": texts}))


def test_an_archive_that_is_no_workbook_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no workbook"):
        look_through(packed(tmp_path / "a.zip", {"readme.txt": b"hello"}))


def test_columns_have_letters_and_numbers() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_number(column_letters(n)) == n for n in range(1, 20_000, 37))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>A1</f></c>',
        '<x:c r="B2"><x:f>A1</x:f></x:c>',
        '<c r="B2"><f\n t="shared" si="0"/></c>',
        "<c r='B2'><éé:f/></c>",
        "<c r='B2' t='e'><v>#REF!</v></c>",
        '<c r="B2" t = "e"><v>#N/A</v></c>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_formula_and_an_error_are_seen_however_they_are_spelled(tmp_path: Path, cell: str, encoding: str) -> None:
    sheet = f'<sheetData><row r="2">{cell}</row></sheetData>'.encode(encoding)
    other = '<sheetData><row r="2"><c r="B2" t="s"><v>1</v></c></row></sheetData><font/>'.encode(encoding)
    content = {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": sheet, "xl/worksheets/sheet2.xml": other}
    parts = look_through(packed(tmp_path / "a.xlsx", content))
    assert parts["xl/worksheets/sheet1.xml"].formulas
    assert not parts["xl/worksheets/sheet2.xml"].formulas
