"""Tracing: salwa match."""

import csv
from pathlib import Path

import polars as pl
import pytest

from salwa.contexts.registry.public import close_holdings
from salwa.contexts.tracing.cli.match import match
from salwa.platform.errors import Refused
from tests.conftest import Cast
from tests.contexts.tracing.cli.conftest import Run
from tests.contexts.tracing.conftest import Register


@pytest.mark.slow
def test_a_table_is_matched_and_counted_by_verdict(run: Run, register: Register, tmp_path: Path) -> None:
    record = register("BKS012", "Glock", "17")
    (tmp_path / "q.csv").write_text("query_id,serial,make\nq1,BKSO12,glock\nq2,rusted,\n", encoding="utf-8")
    told = run(match, tmp_path / "q.csv", "--output", tmp_path / "m.parquet")
    assert told.exit_code == 0, told.exception
    assert "2 questions in" in told.stderr
    assert "1  match_corrected" in told.stderr
    assert f"The answers are in {tmp_path / 'm.parquet'}." in told.stderr
    rows = pl.read_parquet(tmp_path / "m.parquet").rows(named=True)
    assert [(row["query_id"], row["rank"], row["record"]) for row in rows] == [("q1", 1, record), ("q2", 0, None)]


def test_a_bad_table_or_folder_is_refused(run: Run, register: Register, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("serial,colour\nA,b\n", encoding="utf-8")
    told = run(match, tmp_path / "q.csv", "--output", tmp_path / "m.parquet")
    assert isinstance(told.exception, Refused)
    assert "'colour'" in str(told.exception)
    assert isinstance(run(match, tmp_path / "q.csv", "--output", tmp_path / "no" / "m.parquet").exception, Refused)


def test_an_answer_is_not_written_under_a_name_that_misleads(run: Run, register: Register, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("serial\nBKS012\n", encoding="utf-8")
    for name in ("m.xlsx", "m.jsonl", "m"):
        told = run(match, tmp_path / "q.csv", "--output", tmp_path / name)
        assert isinstance(told.exception, Refused)
        assert "ends in .parquet or .csv, as m.parquet does" in str(told.exception)
        assert not (tmp_path / name).exists()


def test_csv_says_what_parquet_says_and_holds_no_formula(
    run: Run, cast: Cast, register: Register, tmp_path: Path
) -> None:
    register("BKS012", "Glock", "17", external_id="=HYPERLINK(1)")
    register("HRB44120", "Glock", "17", actor=cast.outside_registrar)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    (tmp_path / "q.csv").write_text(
        "query_id,serial,make\n+q1,BKSO12,glock\n'q2,HRB44120,glock\n=q3,rusted,\n", encoding="utf-8"
    )
    for name in ("m.parquet", "m.CSV"):
        assert run(match, tmp_path / "q.csv", "--output", tmp_path / name).exit_code == 0
    with (tmp_path / "m.CSV").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    rows = pl.read_parquet(tmp_path / "m.parquet").rows(named=True)
    assert [row["query_id"] for row in cells] == ["'+q1", "''q2", "'=q3"]
    assert cells[0]["external_id"] == "'=HYPERLINK(1)"
    assert [{name: cell.removeprefix("'") for name, cell in row.items()} for row in cells] == [
        {name: "" if cell is None else str(cell).lower() if cell in (True, False) and name == "complete" else str(cell)
         for name, cell in row.items()}
        for row in rows
    ]  # fmt: skip


def test_a_number_that_a_spreadsheet_destroyed_is_not_searched_and_the_row_says_so(
    run: Run, register: Register, tmp_path: Path
) -> None:
    register("JAN32", "Glock")
    record = register("BKS012", "Glock", "17")
    (tmp_path / "q.csv").write_text("query_id,serial\nq1,Jan-32\nq2,BKS012\nq3,1.23457E+11\n", encoding="utf-8")
    told = run(match, tmp_path / "q.csv", "--output", tmp_path / "m.parquet")
    assert "2 numbers were destroyed by a spreadsheet and not searched" in told.stderr
    rows = pl.read_parquet(tmp_path / "m.parquet").rows(named=True)
    assert [(row["query_id"], row["verdict"], row["record"]) for row in rows] == [
        ("q1", "insufficient", None),
        ("q2", "match", record),
        ("q3", "insufficient", None),
    ]
    assert [row["not_in_register"] is None for row in rows] == [True, False, True]
    assert rows[0]["note"].startswith("Jan-32 is a date that a spreadsheet made of what was typed.")
    assert rows[1]["note"] is None
    assert rows[2]["note"].startswith("1.23457E+11 is what a spreadsheet made of a long number")


def test_questions_of_one_name_are_refused_before_any_work(run: Run, register: Register, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("query_id,serial\nq1,BKS012\nq1,BKS013\n", encoding="utf-8")
    told = run(match, tmp_path / "q.csv", "--output", tmp_path / "m.csv")
    assert isinstance(told.exception, Refused)
    assert "line 3, query_id: line 2 has the same" in str(told.exception)
    assert not list(tmp_path.glob("*m.csv*"))
