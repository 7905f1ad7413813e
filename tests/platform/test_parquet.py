"""Platform, Parquet: a list of any length is written as columns of text."""

import io

import pyarrow.parquet as pq
import pytest

from salwa.platform import parquet


@pytest.mark.parametrize("count", [0, 1, 3, 8])
def test_every_cell_is_kept_however_many_rows_there_are(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(parquet, "AT_ONCE", 3)
    rows = [(f"{one:04}", "x", "") for one in range(count)]
    file = io.BytesIO()
    parquet.write(("number", "what", "note"), iter(rows), file)
    table = pq.read_table(io.BytesIO(file.getvalue()))
    assert table.column_names == ["number", "what", "note"]
    assert table.column("number").to_pylist() == [f"{one:04}" for one in range(count)]
    assert {str(field.type) for field in table.schema} == {"string"}
