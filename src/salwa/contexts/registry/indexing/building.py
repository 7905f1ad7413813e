"""Registry, index: write the register into a new segment, and keep the list of live ones."""

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
from django.db import connections, transaction

from salwa.contexts.registry.indexing.folders import folder_of, new_name
from salwa.contexts.registry.indexing.rows import all_rows
from salwa.contexts.registry.models import DeltaRow, LiveSegment
from salwa.kernel.identification.segments import Segment, SegmentError, SegmentSummary, write_segment
from salwa.platform import home

MOST_ROWS: Final = 8_000_000
"""Rows of one segment; a larger register has several."""
ABANDONED: Final = 3600
"""Seconds after which a folder that no transaction lists is litter."""
IMPORT_LOCK: Final = 0x5A17A02
"""Advisory lock: held exclusively by an import from its beginning to its commit."""
_LOCK: Final = 0x5A17A01
"""Advisory lock: held exclusively by a rebuild, shared by a load that brings a segment of its own."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: number of segments, rows, bytes, and delta rows it took over."""

    segments: int
    rows: int
    bytes: int
    absorbed: int


@dataclass(frozen=True, slots=True)
class SegmentStatus:
    """A live segment: its folder, its rows, and whether its files are those that were written."""

    folder: str
    rows: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What the index is made of: live segments, and the number of delta rows waiting."""

    segments: tuple[SegmentStatus, ...]
    waiting: int


def new_folder() -> Path:
    """Give the folder for a segment that is about to be written; it does not exist yet."""
    return folder_of(home.current().segments, new_name())


def add_segment(summary: SegmentSummary, folder: Path, *, entry: int, using: str = "default") -> None:
    """List a segment as live, in the caller's transaction: it is searched from the commit on.

    The segment must hold the rows of records that this same transaction adds, and no others. Waits while the index is
    being rebuilt. Works with a role that may only insert.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])
        cursor.execute(
            "INSERT INTO registry_segment (folder, rows, digest, entry_id) VALUES (%s, %s, %s, %s)",
            [folder.name, summary.rows, summary.digest, entry],
        )


def rebuild(*, entry: int, using: str = "default") -> Rebuilt:
    """Write all records into new segments and retire the old ones, in the caller's transaction.

    Delta rows that were committed before the reading began are taken over; later ones stay. The files of segments that
    an earlier rebuild retired are removed once this one has committed.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SELECT pg_current_snapshot()::text, pg_current_xact_id()::text")
        seen, own = cursor.fetchone()
    _remove_retired(using)
    sweep(using=using)
    LiveSegment.objects.using(using).filter(retired=False).update(retired=True)
    made = [_segment(records) for records in _portions(all_rows(using=using))]
    for folder, summary in made:
        LiveSegment.objects.using(using).create(folder=folder, rows=summary.rows, digest=summary.digest, entry_id=entry)
    rows, size = sum(one.rows for _, one in made), sum(one.bytes for _, one in made)
    return Rebuilt(len(made), rows, size, _absorb(seen, own, using))


def _segment(records: Iterator[pa.RecordBatch]) -> tuple[str, SegmentSummary]:
    folder = new_folder()
    return folder.name, write_segment(folder, records)


def status(*, using: str = "default") -> IndexStatus:
    """Read every file of the live segments, and count the rows that wait in the delta."""
    live = LiveSegment.objects.using(using).filter(retired=False).order_by("id")
    segments = tuple(SegmentStatus(one.folder, one.rows, _is_whole(one)) for one in live)
    return IndexStatus(segments, DeltaRow.objects.using(using).count())


def _is_whole(listed: LiveSegment) -> bool:
    try:
        segment = Segment.open(folder_of(home.current().segments, listed.folder))
        segment.check()
    except (SegmentError, OSError):
        return False
    return segment.digest == listed.digest


def _absorb(seen: str, own: str, using: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "DELETE FROM registry_delta WHERE pg_visible_in_snapshot(xid, %s::pg_snapshot) OR xid = %s::xid8",
            [seen, own],
        )
        return int(cursor.rowcount)


def _remove_retired(using: str) -> None:
    """Forget the segments of the rebuild before the last; their files go when this transaction has committed."""
    retired = LiveSegment.objects.using(using).filter(retired=True)
    folders = [folder_of(home.current().segments, name) for name in retired.values_list("folder", flat=True)]
    retired.delete()

    def remove() -> None:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    transaction.on_commit(remove, using=using)


def sweep(*, using: str = "default") -> int:
    """Remove folders that no row names and nobody has touched for an hour; give how many.

    A load or a rebuild that was killed left them behind. Nothing is removed while another session loads or rebuilds,
    because its folders are not listed before it commits.
    """
    with ExitStack() as stack:
        if not all(stack.enter_context(_alone(lock, using)) for lock in (IMPORT_LOCK, _LOCK)):
            return 0
        place = home.current().segments
        old = time.time() - ABANDONED
        found = [one for one in place.iterdir() if one.stat().st_mtime < old] if place.exists() else []
        rows = LiveSegment.objects.using(using).filter(folder__in=[one.name for one in found])
        listed = set(rows.values_list("folder", flat=True))
        litter = [one for one in found if one.name not in listed]
        for folder in litter:
            shutil.rmtree(folder, ignore_errors=True)
        return len(litter)


@contextmanager
def _alone(lock: int, using: str) -> Iterator[bool]:
    """Hold an advisory lock for the block, where no other session has it; tell whether it is held."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        is_held = bool(cursor.fetchone()[0])
        try:
            yield is_held
        finally:
            if is_held:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def _portions(batches: Iterator[pa.RecordBatch]) -> Iterator[Iterator[pa.RecordBatch]]:
    """Cut a stream of batches into portions of at most :data:`MOST_ROWS` rows; at least one portion."""
    ended = False

    def portion(first: pa.RecordBatch | None) -> Iterator[pa.RecordBatch]:
        nonlocal ended
        count = 0
        if first is not None:
            count = first.num_rows
            yield first
        while count < MOST_ROWS:
            batch = next(batches, None)
            if batch is None:
                ended = True
                return
            count += batch.num_rows
            yield batch

    yield portion(None)
    while not ended:
        first = next(batches, None)
        if first is None:
            return
        yield portion(first)
