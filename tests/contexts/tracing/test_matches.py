"""Tracing: the file of matches, as Parquet and as CSV."""

from pathlib import Path

import polars as pl
import pyarrow as pa

from salwa.contexts.tracing.matches import CSV, PARQUET, SCHEMA, writing

ROW = {
    "query_id": "=q1", "verdict": "no_record", "rank": 0, "record": None, "ask": None, "external_id": None,
    "serial": "BKS\n012", "part_serial": None, "status": None, "probability": None,
    "not_in_register": 0.75, "equals": 0, "complete": True, "note": 'a "b"',
}  # fmt: skip


def test_a_batch_comes_back_from_parquet_as_it_was(tmp_path: Path) -> None:
    with writing(tmp_path / "m", PARQUET) as write:
        write(pa.RecordBatch.from_pylist([ROW], SCHEMA))
    assert pl.read_parquet(tmp_path / "m").rows(named=True) == [ROW]


def test_csv_opens_in_a_spreadsheet_with_its_letters_and_without_formulas(tmp_path: Path) -> None:
    with writing(tmp_path / "m", CSV) as write:
        write(pa.RecordBatch.from_pylist([ROW], SCHEMA))
        write(pa.RecordBatch.from_pylist([ROW | {"query_id": "q2", "ask": "شرطة"}], SCHEMA))
    text = (tmp_path / "m").read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    heading, *rows = text.removeprefix("\ufeff").split('"no_record"')
    assert [name.strip('"') for name in heading.split("\n")[0].split(",")] == SCHEMA.names
    assert heading.endswith('\n"\'=q1",')
    assert rows[0].startswith(',0,,,,"BKS\n012",,,,0.75,0,true,"a ""b"""')
    assert "شرطة" in rows[1]
