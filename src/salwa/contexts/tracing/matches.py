"""Tracing, file of matches, ¶29, ¶67: the answers of many questions as Parquet, or as CSV for a spreadsheet.

In CSV no cell of text begins like a formula (OWASP, CSV injection): one that would, and one that begins with an
apostrophe, has an apostrophe before it, so that taking one apostrophe from each such cell gives the text again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from salwa.platform.written_out import guarded

SCHEMA: Final = pa.schema(
    [
        ("query_id", pa.string()),
        ("verdict", pa.string()),
        ("rank", pa.int8()),
        ("record", pa.string()),
        ("ask", pa.string()),
        ("external_id", pa.string()),
        ("serial", pa.string()),
        ("part_serial", pa.string()),
        ("status", pa.string()),
        ("probability", pa.float64()),
        ("not_in_register", pa.float64()),
        ("equals", pa.int16()),
        ("complete", pa.bool_()),
        ("note", pa.string()),
    ]
)
"""One candidate a row; a question without any has one row of rank 0. A masked record is null and names whom to ask.

``serial`` is the firearm's own; ``part_serial`` is set where the firearm was found by the number of a part instead.
``status`` is the present one of the record, in the words of the API (``stolen``); null where it is masked.
"""
PARQUET: Final = ".parquet"
CSV: Final = ".csv"
_UTF_8: Final = b"\xef\xbb\xbf"
"""The mark by which spreadsheets know UTF-8."""

Write = Callable[[pa.RecordBatch], None]


@contextmanager
def writing(path: Path, kind: str) -> Iterator[Write]:
    """Open a file of matches of a kind, :data:`PARQUET` or :data:`CSV`, and give what writes a batch into it."""
    if kind == PARQUET:
        with pq.ParquetWriter(path, SCHEMA) as writer:
            yield writer.write_batch
        return
    with path.open("wb") as file:
        file.write(_UTF_8)
        with pyarrow.csv.CSVWriter(file, SCHEMA) as table:
            yield lambda batch: table.write_batch(_for_a_spreadsheet(batch))


def _for_a_spreadsheet(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [_guarded(column) if pa.types.is_string(column.type) else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _guarded(column: pa.Array) -> pa.Array:
    return pa.array([None if cell is None else guarded(cell) for cell in column.to_pylist()], pa.string())
