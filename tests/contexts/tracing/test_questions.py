"""Tracing: questions from a file, and what is said of a file that is none."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.tracing.questions import COLUMNS, check, read_questions
from salwa.kernel.marks.model import Written
from salwa.platform.errors import NotFound, Refused

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=TURNING), max_size=30)


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        check(path)
    return str(refused.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "q.csv"


def test_columns_come_in_any_order_and_case(path: Path) -> None:
    path.write_text("Serial,MARKS,query_id\nBKS O12,GLOCK,q7\n", encoding="utf-8-sig")
    assert check(path) == 1
    assert list(read_questions(path)) == [Written(query_id="q7", serial="BKS O12", marks="GLOCK")]


def test_a_line_without_an_id_gets_its_number(path: Path) -> None:
    path.write_text("serial\nA1\n\nA2\n", encoding="utf-8")
    assert [written.query_id for written in read_questions(path)] == ["1", "3"]


@pytest.mark.parametrize("content", ["query_id,serial\nq1,A1\nq2,A2\nq1,A3\n", "query_id,serial\n,A1\n,A2\n1,A3\n"])
def test_two_questions_of_one_name_are_refused_with_both_lines(path: Path, content: str) -> None:
    told = refusal(path, content.encode())
    assert told == (
        "line 4, query_id: line 2 has the same: give each question its own, or nobody can tell their answers apart"
    )


def test_a_table_with_semicolons_is_read(path: Path) -> None:
    path.write_text("serial;make\nA1;Glock, Austria\n", encoding="utf-8")
    assert list(read_questions(path)) == [Written(query_id="1", serial="A1", make="Glock, Austria")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: the file is empty"),
        (b"\n\n", "line 1: the file is empty"),
        (b"serial\n", "no line of marks"),
        (b"serial,colour\nA,b\n", "line 1, 'colour': there is no such column"),
        (b"serial,Serial\nA,b\n", "line 1, serial: this column stands twice"),
        (b"query_id\nq\n", "line 1: no column of marks"),
        (b"serial,make\nA\n", "line 2: this line has 1 fields, the heading 2"),
        (b'serial\n"A\n', "quotation marks do not close"),
        (b"serial\nA\x00B\n", "line 2: a NUL byte"),
        (b"serial\nM\xfcller\n", "line 2: byte 2 is not UTF-8"),
        (b"\xff\xfes\x00e\x00", "line 1: a NUL byte"),
        (b"PK\x03\x04" + bytes(range(200, 256)), "line 1"),
        (b"serial\n" + b"9" * 100_000 + b"\n", "line 2: the line is longer than"),
        (b"serial\n" + b"9" * 2_001 + b"\n", "line 2, serial: This is longer than 2000 characters"),
        ("serial\nBKS\u202e210\n".encode(), "line 2, serial: Character 4 is an invisible sign"),
        (b"serial\nA\x1bB\n", "line 2, serial: Character 2 is a control character"),
    ],
)
def test_a_bad_file_is_refused_by_line_and_column(path: Path, content: bytes, words: str) -> None:
    assert words in refusal(path, content)


def test_a_single_line_of_ten_megabytes_is_not_read_whole(path: Path) -> None:
    assert "line 1: the line is longer than" in refusal(path, b"x" * 10_000_000)


def test_every_fault_is_told_up_to_a_bound(path: Path) -> None:
    told = refusal(path, b"serial\n" + b"A\x01\n" * 50)
    assert "line 2, serial" in told
    assert "line 21, serial" in told
    assert "line 22" not in told


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.csv cannot be opened"):
        check(tmp_path / "none.csv")


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(TEXT.filter(lambda text: not text.isdigit()), *[TEXT] * (len(COLUMNS) - 1)),
        min_size=1,
        max_size=5,
        unique_by=lambda row: row[0] or object(),
    )
)
def test_what_a_spreadsheet_writes_comes_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("questions") / "q.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    assert check(path) == len(rows)
    found = [tuple(getattr(written, column) for column in COLUMNS) for written in read_questions(path)]
    assert [row[1:] for row in found] == [row[1:] for row in rows]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("binary") / "q.csv"
    path.write_bytes(content)
    try:
        count = check(path)
    except Refused as refused:
        count = -len(refused.faults)
    assert count < 0 or len(list(read_questions(path))) == count
    assert count != 0
