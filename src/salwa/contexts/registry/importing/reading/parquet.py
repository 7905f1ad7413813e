"""Registry, import, reading: a Parquet file with one firearm a row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.reading.table import BATCH_ROWS, LINE, MOST_COLUMNS, Batch

MOST_BYTES: Final = 64 << 30
MOST_ROWS: Final = 100_000_000
MOST_TEXT: Final = 256 << 20
"""Bytes of text in the rows that are read at once, all columns together: five thousand a row."""
_AT_ONCE: Final = 32 << 20
"""Bytes of text that are written out and handed over at once."""
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
            raise refused(
                _("The Parquet file is broken and cannot be opened (%(listed)s).") % {"listed": _first_line(error)}
            ) from error
        if len(schema) > MOST_COLUMNS:
            raise refused(
                _("The file has %(count)s columns; at most %(most_columns)s are read.")
                % {"count": len(schema), "most_columns": MOST_COLUMNS}
            )
        if claimed > MOST_BYTES:
            raise refused(_("The file unpacks to more than 64 GiB; it was not read."))
        if self._rows > MOST_ROWS:
            raise refused(
                _("The file has %(rows)s rows; at most %(most_rows)s are read.")
                % {"rows": self._rows, "most_rows": MOST_ROWS}
            )
        for column in schema:
            _refuse_type(column)
        self._texts = [column.name for column in schema if _is_any_text(column.type)]
        self.headers = tuple(schema.names)
        self.heading_line, self.above = 1, 0

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
                    for part in _slices(batch, read):
                        yield self._batch(part, read)
                        read += part.num_rows
        except (pa.ArrowException, OSError, ValueError) as error:
            raise refused(
                _("The file cannot be read past row %(read)s (%(listed)s).")
                % {"read": read, "listed": _first_line(error)},
                line=read + 1,
            ) from error

    def _batch(self, rows: pa.RecordBatch, read: int) -> Batch:
        columns = [_as_text(array) for array in rows.columns]
        frame = pl.DataFrame({str(i): column for i, column in enumerate(columns)})
        done = read + rows.num_rows
        frame = frame.with_columns(pl.int_range(read + 1, done + 1, dtype=pl.Int64).alias(LINE))
        return Batch(frame, done=min(done / max(self._rows, 1), 1.0))


def _slices(batch: pa.RecordBatch, read: int) -> Iterator[pa.RecordBatch]:
    """Cut a batch where its texts, written out, would be too much at once. Nothing is written out to find that."""
    lengths = np.zeros(batch.num_rows, dtype=np.int64)
    for name, array in zip(batch.schema.names, batch.columns, strict=True):
        lengths += _lengths(array, name, read)
    ends = lengths.cumsum()
    if batch.num_rows and ends[-1] > MOST_TEXT:
        raise refused(
            _("%(num_rows)s rows from here on hold %(most)s MiB of text; the most is %(most2)s.")
            % {"num_rows": batch.num_rows, "most": ends[-1] >> 20, "most2": MOST_TEXT >> 20},
            line=read + 1,
        )
    start = 0
    while start < batch.num_rows:
        before = ends[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + _AT_ONCE, side="right")))
        yield batch.slice(start, end - start)
        start = end


def _lengths(array: pa.Array, name: str, read: int) -> npt.NDArray[np.int64]:
    """Give the bytes of each row's text; of a dictionary each text is measured once."""
    if pa.types.is_dictionary(array.type):
        texts, rows = array.dictionary, array.indices
    elif _is_any_text(array.type):
        texts, rows = array, None
    else:
        return np.zeros(len(array), dtype=np.int64)
    each = pc.binary_length(texts.cast(pa.large_string())).fill_null(0)
    longest = pc.max(each).as_py() or 0
    if longest > _LONGEST_TEXT:
        raise refused(
            _("A text of %(longest)s bytes stands in the rows from here on.") % {"longest": longest},
            line=read + 1,
            column=name,
        )
    taken = each if rows is None else each.take(rows).fill_null(0)
    return np.asarray(taken, dtype=np.int64)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0][:200]


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_any_text(kind: pa.DataType) -> bool:
    return _is_text(kind) or bool(pa.types.is_string_view(kind))


def _refuse_type(column: pa.Field) -> None:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    allowed = (
        _is_any_text(kind),
        pa.types.is_integer(kind),
        pa.types.is_floating(kind),
        pa.types.is_boolean(kind),
        pa.types.is_date(kind),
        pa.types.is_timestamp(kind),
        pa.types.is_null(kind),
    )
    if not any(allowed):
        raise refused(
            _("This column is of the type %(kind)s; texts, numbers and dates are read.") % {"kind": kind},
            column=column.name,
        )


def _as_text(array: pa.Array) -> pl.Series:
    if pa.types.is_dictionary(array.type):
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
