"""Platform, Parquet: a list written as columns of text. Apart, because what writes them takes long to load."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import IO, Final

import pyarrow as pa
import pyarrow.parquet as pq

AT_ONCE: Final = 10_000
"""Rows that are held in memory."""


def write(heading: Sequence[str], rows: Iterable[Iterable[str]], file: IO[bytes]) -> None:
    """Write rows below their heading, in the order given; a list without rows has its columns all the same."""
    schema = pa.schema([(name, pa.string()) for name in heading])
    left = iter(rows)
    with pq.ParquetWriter(file, schema) as writer:
        while some := list(islice(left, AT_ONCE)):
            columns = zip(*some, strict=True)
            writer.write_table(pa.table([pa.array(column) for column in columns], schema=schema))
