"""Registry, import, reading, tests: Parquet columns of any plain type become texts."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.reading import LINE, Form, open_table, parquet
from salwa.contexts.registry.importing.reading.parquet import ParquetTable
from salwa.platform.errors import Refused


def saved(path: Path, columns: dict[str, pa.Array]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_plain_types_become_the_texts_a_register_has(tmp_path: Path) -> None:
    columns = {
        "serial": pa.array(["A1", None]),
        "year": pa.array([1999.0, None]),
        "sold": pa.array([date(2003, 5, 1), None]),
        "number": pa.array([7, 8]),
        "kept": pa.array([True, False]),
        "make": pa.array(["Glock", "Glock"]).dictionary_encode(),
    }
    (batch,) = open_table(saved(tmp_path / "a.parquet", columns), Form()).batches()
    assert batch.frame.drop(LINE).rows() == [
        ("A1", "1999", "2003-05-01", "7", "TRUE", "Glock"),
        (None, None, None, "8", "FALSE", "Glock"),
    ]
    assert batch.frame[LINE].to_list() == [1, 2]


@pytest.mark.parametrize(
    "column", [pa.array([["a"]]), pa.array([{"a": 1}]), pa.array([b"a"])], ids=["list", "record", "bytes"]
)
def test_a_column_of_another_type_is_refused_by_name(tmp_path: Path, column: pa.Array) -> None:
    with pytest.raises(Refused) as caught:
        open_table(saved(tmp_path / "a.parquet", {"serial": column}), Form())
    assert str(caught.value).startswith("serial: This column is of the type")


def test_a_text_as_long_as_a_book_is_refused_with_its_row(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.parquet", {"serial": pa.array(["A1", "x" * 300_000])})
    with pytest.raises(Refused, match="line 1, serial: A text of 300000 bytes"):
        list(ParquetTable(path).batches())


def repeated(length: int, rows: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * length]))


def test_a_long_text_in_every_cell_is_refused_before_it_is_written_out(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.parquet", {name: repeated(150_000, 50_000) for name in ("serial", "make")})
    assert path.stat().st_size < 30_000
    with pytest.raises(Refused, match="line 1: 50000 rows from here on hold 14305 MiB of text"):
        next(ParquetTable(path).batches())


def test_rows_with_much_text_come_in_smaller_batches(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.parquet", {"serial": repeated(100_000, 1000), "number": pa.array(range(1000))})
    batches = list(ParquetTable(path).batches())
    assert [line for batch in batches for line in batch.frame[LINE]] == list(range(1, 1001))
    assert [text for batch in batches for text in batch.frame["1"]] == [str(number) for number in range(1000)]
    assert all(batch.frame["0"].str.len_bytes().sum() <= 32 << 20 for batch in batches)


def test_a_file_of_more_rows_than_any_register_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="3 rows; at most 2"):
        ParquetTable(saved(tmp_path / "a.parquet", {"serial": pa.array(["a", "b", "c"])}))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, at: int, scrap: bytes) -> None:
    folder = tmp_path_factory.mktemp("parquet")
    whole = bytearray(saved(folder / "a.parquet", {"serial": pa.array(["A1", "B2"])}).read_bytes())
    place = 4 + at % (len(whole) - 4)
    whole[place : place + len(scrap)] = scrap
    (folder / "b.parquet").write_bytes(whole)
    try:
        for batch in ParquetTable(folder / "b.parquet").batches():
            assert batch.frame.width
    except Refused as error:
        told = [str(fault) for fault in error.faults]
    else:
        told = ["read"]
    assert all(told)
