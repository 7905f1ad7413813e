"""Tracing: salwa identify."""

import json
from pathlib import Path

import pytest

from salwa.contexts.tracing.cli.identify import identify
from salwa.platform.errors import NotAllowed, NotFound, Refused
from tests.contexts.tracing.cli.conftest import Run
from tests.contexts.tracing.conftest import Register


def test_an_answer_is_read_by_people(run: Run, register: Register) -> None:
    record = register("BKS012", "Glock", "17")
    told = run(identify, "--serial", "BKS O12", "--make", "glock")
    assert told.exit_code == 0
    assert told.stdout.startswith("One firearm in the register fits, with one correction.")
    assert record in told.stdout


def test_an_answer_is_read_by_programs(run: Run, register: Register) -> None:
    record = register("BKS012", "Glock", "17")
    told = json.loads(run(identify, "--marks", "GLOCK BKS O12", "--json").stdout)
    assert told["verdict"] == "match_corrected"
    assert told["candidates"][0]["record"] == record


def test_a_file_of_questions_is_answered_line_by_line(run: Run, register: Register, tmp_path: Path) -> None:
    register("BKS012", "Glock", "17")
    (tmp_path / "q.csv").write_text("query_id,serial\nq1,BKSO12\nq2,rusted\n", encoding="utf-8")
    assert run(identify, "--input", tmp_path / "q.csv", "--output", tmp_path / "a.jsonl").exit_code == 0
    told = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["query_id"], one["verdict"]) for one in told] == [("q1", "match_corrected"), ("q2", "insufficient")]


def test_a_file_with_a_fault_gives_no_answer_at_all(run: Run, register: Register, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_bytes(b"serial\nA1\nA\x002\n")
    told = run(identify, "--input", tmp_path / "q.csv", "--output", tmp_path / "a.jsonl")
    assert isinstance(told.exception, Refused)
    assert "line 3" in str(told.exception)
    assert not list(tmp_path.glob("*a.jsonl*"))


def test_questions_of_one_name_are_refused_before_any_work(run: Run, register: Register, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("query_id,serial\nq1,BKS012\nq1,BKS013\n", encoding="utf-8")
    told = run(identify, "--input", tmp_path / "q.csv", "--output", tmp_path / "a.jsonl")
    assert isinstance(told.exception, Refused)
    assert told.exception.exit_code == 2
    assert "line 3, query_id: line 2 has the same" in str(told.exception)
    assert not list(tmp_path.glob("*a.jsonl*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Write at least one mark"),
        (["--serial", "A\x01B"], "--serial: Character 2 is a control character"),
        (["--serial", "A1", "--output", "a.jsonl"], "--output goes with --input"),
        (["--serial", "A1", "--input", "q.csv"], "not both"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    run: Run, register: Register, arguments: list[str], words: str
) -> None:
    told = run(identify, *arguments)
    assert isinstance(told.exception, Refused)
    assert told.exception.exit_code == 2
    assert words in str(told.exception)


def test_whoever_may_not_is_told_so(run: Run, register: Register, tmp_path: Path) -> None:
    assert isinstance(run(identify, "--serial", "A12345", user="administrator").exception, NotAllowed)
    assert isinstance(run(identify, "--input", tmp_path / "none.csv").exception, NotFound)


def test_the_help_shows_examples(run: Run) -> None:
    assert 'salwa identify --marks "GLOCK 17 AUSTRIA BKS O12 9x19"' in run(identify, "--help").stdout
