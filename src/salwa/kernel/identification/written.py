"""Kernel, identification: marks as written, many at once, read and matched on one core; any process may call it."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from salwa.kernel.identification.bulk import match_batch
from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.questions import questions
from salwa.kernel.marks import read
from salwa.kernel.marks.model import Written


def match_written(folders: Sequence[Path], asked: Sequence[Written], *, limit: int = 3) -> pa.RecordBatch:
    """Read each of ``asked`` and match it with the segments in ``folders``; give ``bulk.MATCH_SCHEMA``.

    ``limit``: most candidates for each, at most 8. Errors: ``segments.SegmentError``.
    """
    batch = questions((written.query_id, evidence_from(read(written))) for written in asked)
    return match_batch(folders, batch, limit=limit)
