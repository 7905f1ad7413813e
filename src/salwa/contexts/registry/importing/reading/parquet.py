"""Registry, import, reading: a Parquet file with one firearm a row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.reading.table import BATCH_ROWS, LINE, MOST_COLUMNS, Batch

MOST_BYTES: Final = 64 << 30
_LONGEST_TEXT: Final = 200_000


class ParquetTable:
    """A Parquet file whose columns are texts, numbers, dates or truth values. Raises Refused for other types."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with pq.ParquetFile(path) as file:
                schema, metadata = file.schema_arrow, file.metadata
                self._rows = metadata.num_rows
                claimed = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
        except (pa.ArrowException, OSError, ValueError) as error:
            raise refused(f"The Parquet file is broken and cannot be opened ({_first_line(error)}).") from error
        if len(schema) > MOST_COLUMNS:
            raise refused(f"The file has {len(schema)} columns; at most {MOST_COLUMNS} are read.")
        if claimed > MOST_BYTES:
            raise refused("The file unpacks to more than 64 GiB; it was not read.")
        for column in schema:
            _refuse_type(column)
        self._texts = [column.name for column in schema if _is_text(column.type)]
        self.headers = tuple(schema.names)

    @property
    def form(self) -> dict[str, str]:
        """Format and number of rows."""
        return {"format": "Parquet", "rows": str(self._rows)}

    def batches(self) -> Iterator[Batch]:
        """Read the rows; ``line`` counts them from 1."""
        read = 0
        try:
            # Texts stay dictionaries while they are unpacked, so that one long text said a million times stays one.
            with pq.ParquetFile(self._path, read_dictionary=self._texts) as file:
                for batch in file.iter_batches(batch_size=BATCH_ROWS):
                    columns = [
                        _as_text(array, name, read) for array, name in zip(batch.columns, self.headers, strict=True)
                    ]
                    frame = pl.DataFrame({str(i): column for i, column in enumerate(columns)})
                    frame = frame.with_columns(
                        pl.int_range(read + 1, read + 1 + frame.height, dtype=pl.Int64).alias(LINE)
                    )
                    read += batch.num_rows
                    yield Batch(frame, done=min(read / max(self._rows, 1), 1.0))
        except (pa.ArrowException, OSError, ValueError) as error:
            raise refused(f"The file cannot be read past row {read} ({_first_line(error)}).", line=read + 1) from error


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0][:200]


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _refuse_type(column: pa.Field) -> None:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    allowed = (
        _is_text(kind),
        pa.types.is_string_view(kind),
        pa.types.is_integer(kind),
        pa.types.is_floating(kind),
        pa.types.is_boolean(kind),
        pa.types.is_date(kind),
        pa.types.is_timestamp(kind),
        pa.types.is_null(kind),
    )
    if not any(allowed):
        raise refused(f"This column is of the type {kind}; texts, numbers and dates are read.", column=column.name)


def _as_text(array: pa.Array, name: str, read: int) -> pl.Series:
    if pa.types.is_dictionary(array.type):
        longest = pc.max(pc.binary_length(array.dictionary.cast(pa.large_string()))).as_py() or 0
        if longest > _LONGEST_TEXT:
            raise refused(f"A text of {longest} bytes stands in the rows from here on.", line=read + 1, column=name)
        return pl.Series(array.dictionary_decode().cast(pa.large_string()), dtype=pl.String)
    if pa.types.is_floating(array.type):
        # A whole number that a frame library turned into a float, as it does beside missing values, is that number.
        series = pl.Series(array, dtype=pl.Float64)
        whole = series.is_finite() & (series.abs() < 1e15) & (series == series.round())
        texts = pl.select(
            pl.when(whole).then(series.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(series.cast(pl.String))
        )
        return texts.to_series().set(series.is_nan().fill_null(False), None)
    if pa.types.is_boolean(array.type):
        return pl.Series(pc.if_else(array, "TRUE", "FALSE").cast(pa.large_string()), dtype=pl.String)
    return pl.Series(array.cast(pa.large_string()), dtype=pl.String)
