"""Platform, handing out: a list as CSV, workbook and Parquet, the same cells in each."""

import io

import pyarrow.parquet as pq
import pytest
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from python_calamine import CalamineWorkbook

from salwa.platform import handing_out
from salwa.platform.errors import NotFound, Refused
from salwa.platform.handing_out import List, handed_out

ROWS = [("0017", "=1+1", "ثمانية"), ("", "a, b", 'say "x"')]


def content(answer: HttpResponseBase) -> bytes:
    assert isinstance(answer, StreamingHttpResponse | FileResponse)
    return b"".join(answer)  # type: ignore[arg-type]  # neither is asynchronous here


def given() -> List:
    return List("due list/1", ("number", "what", "word"), iter(ROWS))


def test_a_csv_file_has_a_mark_that_spreadsheets_know_and_no_formula() -> None:
    answer = handed_out(given(), "csv")
    text = content(answer).decode("utf-8")
    assert text.startswith("\ufeffnumber,what,word\r\n")
    assert "0017,'=1+1,ثمانية" in text
    assert answer.headers["Content-Disposition"] == 'attachment; filename="duelist1.csv"'


def test_a_workbook_has_texts_only() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(handed_out(List("due", ("a", "b", "c"), ROWS), "xlsx"))))
    cells = book.get_sheet_by_name("due").to_python()
    assert cells == [["a", "b", "c"], ["0017", "=1+1", "ثمانية"], ["", "a, b", 'say "x"']]


def test_a_parquet_file_is_handed_out_like_the_others() -> None:
    table = pq.read_table(io.BytesIO(content(handed_out(given(), "parquet"))))
    assert table.to_pydict() == {"number": ["0017", ""], "what": ["=1+1", "a, b"], "word": ["ثمانية", 'say "x"']}


def test_another_form_and_a_list_too_long_for_a_workbook_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound, match="no such form"):
        handed_out(given(), "pdf")
    monkeypatch.setattr(handing_out, "MOST_OF_A_WORKBOOK", 1)
    with pytest.raises(Refused, match="Take the list away as CSV or Parquet"):
        handed_out(given(), "xlsx")
