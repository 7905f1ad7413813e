"""Kernel, identification: marks as written, many at once, read and matched on one core; any process may call it."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from salwa.kernel.identification.bulk import Fresh, match_batch
from salwa.kernel.identification.collecting import TWO_EDITS
from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.questions import questions
from salwa.kernel.marks import read
from salwa.kernel.marks.model import Written


def match_written(
    folders: Sequence[Path],
    asked: Sequence[Written],
    *,
    fresh: Fresh | None = None,
    limit: int = 3,
    edits: int = TWO_EDITS,
) -> pa.RecordBatch:
    """Read each of ``asked`` and match it with the segments in ``folders``; give ``bulk.MATCH_SCHEMA``.

    ``fresh``, ``limit`` and ``edits`` as in ``bulk.match_batch``. Errors: ``segments.SegmentError``.
    """
    batch = questions((written.query_id, evidence_from(read(written))) for written in asked)
    return match_batch(folders, batch, fresh=fresh, limit=limit, edits=edits)
