"""Tracing: salwa identify."""

import json
from pathlib import Path

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.tracing.cli.identify import identify
from salwa.kernel.lifecycle import Happened
from salwa.kernel.vocabularies import countries
from salwa.platform.errors import NotAllowed, NotFound, Refused
from tests.conftest import Cast
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


def test_each_line_of_a_file_of_answers_says_why_nothing_was_searched(
    run: Run, register: Register, tmp_path: Path
) -> None:
    register("JAN32", "Glock")
    (tmp_path / "q.csv").write_text("query_id,serial\nq1,Jan-32\nq2,#####\n", encoding="utf-8")
    assert run(identify, "--input", tmp_path / "q.csv", "--output", tmp_path / "a.jsonl").exit_code == 0
    told = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["verdict"], one["candidates"], one["not_in_register"]) for one in told] == [
        ("insufficient", [], None)
    ] * 2
    assert ["spreadsheet" in one["notes"][0] for one in told] == [True, True]


def test_a_mark_of_a_merged_record_leads_to_the_one_that_is_left_and_says_so(
    run: Run, cast: Cast, register: Register
) -> None:
    survivor, absorbed = register("BKS01234", "Glock", "17"), register("QTV77105", "Glock", "17")
    rows = [registry.firearm(cast.registrar, one) for one in (survivor, absorbed)]
    registry.merge_firearms(actor=cast.registrar, survivor=rows[0], absorbed=rows[1], reason="entered twice")
    told = run(identify, "--serial", "QTV77105").stdout
    assert f"Record {survivor}" in told
    assert f"The number stands on record {absorbed}, which was merged into this one." in told
    assert "merged" not in run(identify, "--serial", "BKS01234").stdout
    first = json.loads(run(identify, "--serial", "QTV77105", "--json").stdout)["candidates"][0]
    assert (first["record"], first["merged_from"]) == (survivor, [absorbed])


def test_the_last_import_of_a_match_is_told(run: Run, cast: Cast, register: Register) -> None:
    record = register("BKS01234", "Glock", "17")
    ghana = countries().named("ghana")
    assert ghana is not None
    registry.record_import(
        actor=cast.registrar,
        firearm=registry.firearm(cast.registrar, record),
        happened=Happened.in_year(2016),
        country=ghana.code,
    )
    assert "  Last import: Ghana, 2016." in run(identify, "--serial", "BKS01234").stdout
    first = json.loads(run(identify, "--serial", "BKS01234", "--json").stdout)["candidates"][0]
    assert (first["import_country"], first["import_year"]) == ("Ghana", 2016)


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
