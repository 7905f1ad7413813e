"""Kernel, identification: match marks as written on all cores, one portion after the other."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from salwa.kernel.identification.bulk import Fresh
from salwa.kernel.identification.collecting import TWO_EDITS
from salwa.kernel.identification.written import match_written
from salwa.kernel.marks.model import Written
from salwa.kernel.vocabularies.tables import added, take_on

PORTION: Final = 1_000
"""Questions that a process takes at a time."""


def match(
    folders: Sequence[Path],
    asked: Iterable[Written],
    *,
    fresh: Fresh | None = None,
    limit: int = 3,
    edits: int = TWO_EDITS,
    processes: int | None = None,
) -> Iterator[pa.RecordBatch]:
    """Give the answers of ``written.match_written`` in the order asked, a batch for each :data:`PORTION` questions.

    Marks are read and segments searched in ``processes`` processes (as many as this one may use unless given), which
    map the same files. Only a few portions are held at a time, so ``asked`` may be of any length; a single portion, or
    a single process, is worked on in this one.
    """
    work = partial(match_written, [folder.resolve() for folder in folders], fresh=fresh, limit=limit, edits=edits)
    portions = _portions(asked)
    first = list(islice(portions, 2))
    count = processes or usable_cores()
    if len(first) < 2 or count == 1:
        yield from map(work, chain(first, portions))
        return
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=spawned, initializer=take_on, initargs=(added(),)) as pool:
        waiting: deque[Future[pa.RecordBatch]] = deque()
        for portion in chain(first, portions):
            waiting.append(pool.submit(work, portion))
            if len(waiting) > 2 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def usable_cores() -> int:
    """Give the number of cores that this process may use, where the system tells; else of all there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _portions(asked: Iterable[Written]) -> Iterator[list[Written]]:
    rest = iter(asked)
    while portion := list(islice(rest, PORTION)):
        yield portion
