"""Registry, import, reading, tests: a file that fills the memory ends its own process and no other."""

import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from salwa.contexts.registry.importing.reading import LINE, Form, open_table
from salwa.contexts.registry.importing.reading.apart import ApartTable
from salwa.platform.errors import Refused


def saved(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Register")
        for at, row in enumerate([["serial", "make"], ["A1", "Görtler"], ["A2", "", "lost"], [], [7, "B"]]):
            sheet.write_row(at, 0, row)
    return path


def test_rows_come_over_whole_and_can_be_read_again(tmp_path: Path) -> None:
    table = open_table(saved(tmp_path / "a.xlsx"), Form())
    assert (table.headers, table.form["sheet"]) == (("serial", "make"), "Register")
    for _ in range(2):
        (batch,) = table.batches()
        assert batch.frame.rows() == [("A1", "Görtler", 2), ("7", "B", 5)]
        assert batch.frame.columns[-1] == LINE
        assert [(one.line, one.column, one.cells) for one in batch.spoiled] == [(3, "column C", ("A2", ""))]
        assert (batch.doubts[0].line, batch.blank, batch.done) == (5, 1, 1.0)


def test_what_is_refused_there_is_refused_here_in_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"serial": [["a"]]}), path)
    with pytest.raises(Refused, match="serial: This column is of the type"):
        open_table(path, Form())


def test_one_long_text_said_in_every_cell_is_refused_and_harms_nobody(tmp_path: Path) -> None:
    plain = saved(tmp_path / "a.xlsx")
    cells = '<c t="s"><v>0</v></c>' * 2
    rows = f"<row>{cells}</row>" * 100_000
    parts = {
        "xl/sharedStrings.xml": f"<si><t>{'A' * 30_000}</t></si>",
        "xl/worksheets/sheet1.xml": f"<sheetData>{rows}</sheetData>",
    }
    path = tmp_path / "b.xlsx"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(plain) as whole, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in whole.namelist():
            tag = "sst" if "shared" in name else "worksheet"
            made = f"<{tag} {main}>{parts[name]}</{tag}>".encode() if name in parts else whole.read(name)
            bomb.writestr(name, made)
    assert path.stat().st_size < 100_000
    with pytest.raises(Refused, match="cannot be read to its end with 1024 MiB"):
        list(ApartTable("workbook", path, Form(), memory=1 << 30).batches())
