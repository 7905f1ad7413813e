"""Registry, import, reading, tests: delimited text as registers hold it, and what is no such text."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.reading import LINE, Form, Spoiled, open_table
from salwa.contexts.registry.importing.reading.delimited import DelimitedTable
from salwa.platform.errors import Refused

CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters='"\n,;'), max_size=12)


def rows(path: Path, form: Form | None = None) -> list[tuple[int, tuple[str, ...]]]:
    out = []
    for batch in open_table(path, form or Form()).batches():
        lines = batch.frame[LINE].to_list()
        cells = batch.frame.drop(LINE).rows()
        out += [(line, tuple(cell or "" for cell in row)) for line, row in zip(lines, cells, strict=True)]
    return out


def spoiled(path: Path) -> list[Spoiled]:
    return [one for batch in open_table(path, Form()).batches() for one in batch.spoiled]


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "register.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_lines_are_those_of_the_file_whatever_stands_between_them(tmp_path: Path) -> None:
    text = 'serial,make\n1,A\n\n2,"two\nlines"\n3,C\n'
    assert rows(written(tmp_path, text)) == [(2, ("1", "A")), (4, ("2", "two\nlines")), (6, ("3", "C"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = f"serial{delimiter}make{delimiter}calibre\n1{delimiter}A{delimiter}9,5\n"
    text = text if delimiter != "," else text.replace("9,5", '"9,5"')
    assert rows(written(tmp_path, text)) == [(2, ("1", "A", "9,5"))]


def test_excels_line_with_the_separator_is_no_heading(tmp_path: Path) -> None:
    assert rows(written(tmp_path, "sep=;\nserial;make\n1;A\n")) == [(3, ("1", "A"))]


def test_a_single_column_and_old_line_ends_are_read(tmp_path: Path) -> None:
    assert rows(written(tmp_path, 'serial\r1\r"2"\r')) == [(2, ("1",)), (3, ("2",))]


def test_a_quotation_mark_for_inches_stays(tmp_path: Path) -> None:
    text = 'serial,model\r\n1,Python 6" blue\r\n2,"Python 4"" blue"\r\n'
    assert rows(written(tmp_path, text)) == [(2, ("1", 'Python 6" blue')), (3, ("2", 'Python 4" blue'))]


def test_ragged_rows_are_told_with_their_line_and_do_not_spoil_the_others(tmp_path: Path) -> None:
    path = written(tmp_path, "serial,make\n1,A\n2\n3,B,C\n4,D\n")
    assert [cells for _, cells in rows(path)] == [("1", "A"), ("4", "D")]
    assert [(one.line, one.column) for one in spoiled(path)] == [(3, "make"), (4, "")]
    assert "3 cells, the heading 2" in spoiled(path)[1].reason


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "line 1"),
        (b"\n\n", "line 1"),
        (b"serial,make\n1,a\0b\n", "line 2, character 4"),
        (b'serial;make\n1;A\n2;"B\n3;C\n', "line 3, character 3"),
        (b'serial,make\n1,5" A\n2,"B\n3,C\n', "line 3, character 3"),
        (b"x" * 10_000_000, "line 1"),
        (b"serial,make\n1,A\n" + b"x" * 10_000_000, "line 3"),
        (bytes(range(256)) * 20, "line 1, character 1"),
    ],
    ids=["empty", "blank", "NUL", "unclosed", "unclosed-beside-inches", "one-line", "one-long-row", "binary"],
)
def test_what_is_no_table_is_refused_with_the_place(tmp_path: Path, content: bytes, place: str) -> None:
    with pytest.raises(Refused) as caught:
        rows(written(tmp_path, content))
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith(place)


def test_a_file_of_many_blocks_loses_no_row(tmp_path: Path) -> None:
    lines = [
        f'{number},"maker, number {number}"' if number % 7 == 0 else f"{number},maker" for number in range(400_000)
    ]
    found = rows(written(tmp_path, "serial,make\n" + "\n".join(lines)))
    assert [int(cells[0]) for _, cells in found] == list(range(400_000))
    assert [line for line, _ in found] == list(range(2, 400_002))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=20))
@example([["a", '"', "b"], ["", "", ""], ["x\ny", ",", ";"]])
def test_what_a_csv_writer_writes_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([["serial", "make", "model"], *cells])
    found = rows(written(tmp_path_factory.mktemp("csv"), text.getvalue()))
    assert [row for _, row in found] == [tuple(row) for row in cells]


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.mktemp("csv"), content or b"\n")
    try:
        for batch in DelimitedTable(path, Form()).batches():
            assert batch.frame.width
    except Refused as error:
        told = [str(fault) for fault in error.faults]
    else:
        told = ["read"]
    assert all(told)


def test_a_return_within_a_row_spoils_it(tmp_path: Path) -> None:
    (batch,) = open_table(written(tmp_path, "serial,make\n1,\r,2\n3,CZ\n"), Form()).batches()
    assert [one.reason for one in batch.spoiled] == ["A line ends in the middle of the row."]
    assert batch.frame["0"].to_list() == ["3"]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet='a1,;"\n\r\t|é', max_size=120))
def test_scraps_of_tables_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = written(tmp_path_factory.mktemp("csv"), f"serial,make\n{text}")
    try:
        rows(path)
    except Refused as error:
        lines = [fault.line for fault in error.faults]
    else:
        lines = [1]
    assert all(lines)
