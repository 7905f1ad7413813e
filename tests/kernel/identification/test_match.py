"""Spreading over processes changes nothing but the time."""

import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from salwa.kernel.identification.match import PORTION, match, usable_cores
from salwa.kernel.identification.segments import write_segment
from salwa.kernel.identification.written import match_written
from salwa.kernel.marks.model import Written
from tests.kernel.identification.registers import numbered

SERIALS = [f"RT{n * 31:05d}" for n in range(300)]


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    write_segment(tmp_path / "one", pa.Table.from_batches([numbered(SERIALS)]))
    return tmp_path / "one"


def written(count: int) -> list[Written]:
    return [Written(query_id=str(at), serial=SERIALS[at % 300]) for at in range(count)]


def test_all_portions_come_back_in_their_order(segment: Path) -> None:
    asked = written(2 * PORTION + 20)
    whole = pa.Table.from_batches([match_written([segment], asked)])
    for processes in (1, 2):
        assert pa.Table.from_batches(list(match([segment], asked, processes=processes))).equals(whole)


def test_a_stream_is_answered_while_it_is_still_read(segment: Path) -> None:
    read = 0

    def stream() -> Iterator[Written]:
        nonlocal read
        for one in written(12 * PORTION):
            read += 1
            yield one

    answers = match([segment], stream(), processes=1)
    next(answers)
    assert read <= 2 * PORTION
    answers.close()  # type: ignore[attr-defined]  # a generator


def test_cores_that_this_process_may_not_use_are_not_counted() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert usable_cores() == 1
    finally:
        os.sched_setaffinity(0, before)
