"""Demonstration, identification: what is imported, and what is told."""

from pathlib import Path

import pyarrow.parquet as pq

from salwa.demo.identification import identify_all, told, write_register, write_sales
from salwa.demo.recoveries import recoveries
from salwa.kernel.identification.model import Verdict
from salwa.kernel.marks.model import Written
from tests.demo.answers import answer


def test_the_register_is_written_in_the_importers_columns(tmp_path: Path) -> None:
    write_register(tmp_path / "r.parquet", 1_000, 5)
    table = pq.read_table(tmp_path / "r.parquet")
    assert table.num_rows == 1_000
    assert {"external_id", "serial", "make", "status"} <= set(table.column_names)


def test_the_sales_keep_the_serial_as_the_form_has_it(tmp_path: Path) -> None:
    write_sales(tmp_path / "s.parquet", recoveries())
    rows = pq.read_table(tmp_path / "s.parquet").to_pylist()
    assert [row["serial"] for row in rows] == [one.serial_sold for one in recoveries()]


def test_every_firearm_is_asked_once_and_timed() -> None:
    asked: list[Written] = []

    def identify(written: Written):  # type: ignore[no-untyped-def]  # the answer's type is the fake's
        asked.append(written)
        return answer((written.query_id, written.serial, 0.99))

    outcomes = identify_all(recoveries(), identify)
    assert [one.query_id for one in asked] == [one.external_id for one in recoveries()]
    assert all(one.milliseconds >= 0 for one in outcomes)


def test_failures_are_told_as_plainly_as_successes() -> None:
    def wrong(written: Written):  # type: ignore[no-untyped-def]  # the answer's type is the fake's
        return answer(("SALE-999", "NOTHIS1", 0.99), verdict=Verdict.MATCH_CORRECTED)

    text = "\n".join(told(identify_all(recoveries(), wrong)))
    assert "0 of  20  written differently by the two hands" in text
    assert "0 of 161  written alike by both" in text
    assert "320, of which wrong: 320" in text
    assert "wrong: written SCH613, named NOTHIS1, sold SCH631" in text
    assert "3 crimes after 2026-01-28" in text


def test_right_answers_tell_the_time_from_sale_to_crime() -> None:
    text = "\n".join(told(identify_all(recoveries(), lambda one: answer((one.query_id, one.serial, 0.99)))))
    assert "236 found firearms with both dates: median" in text
    assert "320, of which wrong: 0" in text
