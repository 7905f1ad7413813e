"""Tracing: salwa match."""

from pathlib import Path

import polars as pl
import pytest

from salwa.contexts.tracing.cli.match import match
from salwa.platform.errors import Refused
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
    told = run(match, tmp_path / "q.csv", "--output", tmp_path / "m.csv")
    assert isinstance(told.exception, Refused)
    assert "m.parquet" in str(told.exception)
    assert not (tmp_path / "m.csv").exists()
