"""Kernel, identification: match many questions on all cores."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import pyarrow as pa

from salwa.kernel.identification.bulk import match_batch

BATCH_ROWS: Final = 5_000


def match(
    folders: Sequence[Path], questions: Iterable[pa.RecordBatch], *, limit: int = 3, processes: int | None = None
) -> Iterator[pa.RecordBatch]:
    """Give the answers of ``bulk.match_batch`` to batches of ``questions.QUESTION_SCHEMA``, in their order.

    Each batch is cut to 5,000 questions; each piece goes to one of ``processes`` processes (as many as this process may
    use unless given), which map the same segments. With one process everything runs in this one.
    """
    work = partial(match_batch, [folder.resolve() for folder in folders], limit=limit)
    pieces = (batch.slice(at, BATCH_ROWS) for batch in questions for at in range(0, batch.num_rows, BATCH_ROWS))
    count = processes or len(os.sched_getaffinity(0))
    if count == 1:
        yield from map(work, pieces)
        return
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(work, pieces)
