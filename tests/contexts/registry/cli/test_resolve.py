"""`salwa resolve`: one text in words or as JSON, or a table of texts; bad input is refused with exit code 2."""

import csv
import json
from pathlib import Path

import pytest

from salwa.config.cli import run


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["resolve", *arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_one_text_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "make", "tauros")
    assert code == 0
    assert out == "Taurus (taurus), confidence 0.78: one letter differs: tauros for Taurus.\n"


def test_nothing_is_said_where_nothing_can_be(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "make", "unknown")
    assert (code, out) == (0, "Nothing can honestly be said: unknown says that nobody knows.\n")


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("model", "五六式", "type-56"),
        ("calibre", "ponto 40", "40-s-w"),
        ("type", "escopeta", "shotgun"),
        ("country", "GHA", "GH"),
    ],
)
def test_one_text_as_json(capsys: pytest.CaptureFixture[str], kind: str, text: str, key: str) -> None:
    code, out, _ = told(capsys, kind, text, "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["kind"], answer["text"], answer["id"]) == (kind, text, key)
    assert 0 < answer["confidence"] <= 1


def test_a_model_beside_its_make(capsys: pytest.CaptureFixture[str]) -> None:
    assert "glock-glock-17" in told(capsys, "model", "17", "--make", "glok")[1]


def test_a_table_keeps_its_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed, meant = tmp_path / "T.csv", tmp_path / "R.csv"
    typed.write_text("text\nS & W\nunknown\ntauros\nS & W\n", encoding="utf-8")
    assert told(capsys, "make", "--input", str(typed), "--output", str(meant))[0] == 0
    rows = list(csv.DictReader(meant.read_text(encoding="utf-8").splitlines()))
    assert list(rows[0]) == ["text", "id", "name", "confidence", "reason"]
    assert [(row["text"], row["id"]) for row in rows] == [
        ("S & W", "smith-wesson"), ("unknown", ""), ("tauros", "taurus"), ("S & W", "smith-wesson"),
    ]  # fmt: skip
    assert all(row["reason"] for row in rows)


def test_no_cell_of_the_answers_is_a_formula_or_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed, meant = tmp_path / "T.csv", tmp_path / "R.csv"
    typed.write_text('text\n"=HYPERLINK(""http://a"")"\n@SUM(A1)\n\x1b[2Jglock\n', encoding="utf-8")
    assert told(capsys, "make", "--input", str(typed), "--output", str(meant))[0] == 0
    text = meant.read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert not {"\x1b", "\x9b"} & set(text)


def test_a_faulty_table_is_refused_and_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed, meant = tmp_path / "T.csv", tmp_path / "R.csv"
    typed.write_bytes(b"text\nglock\n\xff\n")
    code, _, err = told(capsys, "make", "--input", str(typed), "--output", str(meant))
    assert code == 2
    assert "line 3: this is not UTF-8 text" in err
    assert list(tmp_path.iterdir()) == [typed]


@pytest.mark.parametrize(
    "arguments",
    [
        ("make",),
        ("make", "x", "--input", "T.csv"),
        ("make", "--input", "T.csv"),
        ("colour", "red"),
        ("model", "17", "--make", "qqq"),
    ],
)
def test_what_makes_no_question_is_refused(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    code, _, err = told(capsys, *arguments)
    assert code == 2
    assert err


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, "make", "--input", str(tmp_path / "none.csv"), "--output", str(tmp_path / "R.csv"))
    assert code == 3
    assert "cannot be opened" in err


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = tmp_path / "T.csv"
    typed.write_text("text\nglock\n", encoding="utf-8")
    code, _, err = told(capsys, "make", "--input", str(typed), "--output", str(tmp_path / "none" / "R.csv"))
    assert code == 3
    assert "cannot be written" in err
