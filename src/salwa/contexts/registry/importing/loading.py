"""Registry, import: a file's rows into the register, batch by batch, in the transaction of one action."""

import hashlib
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from salwa.contexts.registry.importing import tables
from salwa.contexts.registry.importing.checking import Checked, Checker
from salwa.contexts.registry.importing.compared import Compared
from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.importing.digests import SIZE, Known, Names, digests, shortened
from salwa.contexts.registry.importing.outcome import LISTED, Progress, Step
from salwa.contexts.registry.importing.parts import parts
from salwa.contexts.registry.importing.reading import LINE, Table
from salwa.contexts.registry.importing.rejects import RejectsFile
from salwa.contexts.registry.importing.seen import Seen
from salwa.contexts.registry.importing.tables import ID, Fixed
from salwa.contexts.registry.importing.twins import Twins
from salwa.contexts.registry.indexing.building import add_segment, new_folder
from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.wording import SAME_SERIAL
from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.identification.segments import SegmentSummary, write_segment
from salwa.platform.numbers import draw_many

SEGMENT_ROWS: Final = 50_000
"""Firearms from which an import brings a segment of its own; fewer go to the delta."""

LARGEST_SEGMENT: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Sorted:
    """A checked batch: rows that are new, rows whose source now says otherwise, and what was loaded before.

    ``keys`` and ``row_digests`` belong to ``new``, ``whole`` holds its full digests; ``changed_keys`` and
    ``changed_digests`` belong to ``changed``.
    """

    checked: Checked
    new: pl.DataFrame
    changed: pl.DataFrame
    known: int
    keys: npt.NDArray[np.uint64]
    row_digests: npt.NDArray[np.uint64]
    whole: bytes
    done: float
    blank: int
    changed_keys: npt.NDArray[np.uint64]
    changed_digests: npt.NDArray[np.uint64]


def sorted_batches(table: Table, checker: Checker, known: Known) -> Iterator[Sorted]:
    """Read, check and digest the file's batches; tell new rows from those that were loaded before."""
    names = Names()
    for batch in table.batches():
        checked = checker.check(batch)
        whole = digests(checked.rows["canonical"])
        row_digests = shortened(whole) if whole else np.zeros(0, dtype=np.uint64)
        keys = names.keys(checked.rows["external_id"], row_digests)
        same, changed = known.compare(keys, row_digests)
        fresh = ~(same | changed)
        if not fresh.all():
            whole = np.frombuffer(whole, dtype=np.uint8).reshape(-1, SIZE)[fresh].tobytes()
        yield Sorted(
            checked,
            checked.rows.filter(pl.Series(fresh)),
            checked.rows.filter(pl.Series(changed)),
            int(same.sum()),
            keys[fresh],
            row_digests[fresh],
            whole,
            batch.done,
            batch.blank,
            keys[changed],
            row_digests[changed],
        )


@dataclass(slots=True)
class Tally:
    """Counts of an import that is running."""

    read: int = 0
    blank: int = 0
    loaded: int = 0
    known: int = 0
    changed: int = 0
    twins: int = 0
    remarks: int = 0
    changed_lines: list[tuple[int, str]] = field(default_factory=list)


class Load:
    """Writes sorted batches.

    ``rejects`` counts, and where it has a path keeps, what is not taken; ``known`` is what was imported before.
    """

    def __init__(self, copier: Copier, fixed: Fixed, rejects: RejectsFile, progress: Progress, known: Known) -> None:
        self._copier, self._fixed, self._rejects, self._progress = copier, fixed, rejects, progress
        self._twins, self._drawn, self._content = Twins(), Seen(), hashlib.sha256()
        self._compared = Compared(copier, fixed, known)
        self._records: list[pa.RecordBatch] = []
        self._unwritten = 0
        self._segments: list[_SegmentWriter] = []
        self._opened = self._prepared = self._was_empty = False
        self.tally = Tally()

    def take(self, one: Sorted, *, write: bool) -> None:
        """Count a batch and, unless the import is to be refused in the end, write it."""
        tally = self.tally
        tally.read += one.checked.rows.height + len(one.checked.rejects)
        tally.blank += one.blank
        tally.known += one.known
        self._rejects.add(one.checked.rejects)
        if write:
            self._prepare()
            if one.changed.height:
                self._mark_changed(one.changed, one.changed_keys, one.changed_digests)
            one = self._without_registered(one)
            if one.new.height:
                self._write(one)
        self._progress(Step("loading", tally.read, one.done))

    def _prepare(self) -> None:
        if not self._prepared:
            self._opened = self._copier.open_empty()
            self._was_empty = self._opened
            if not self._opened:
                self._copier.check_each_copy()
            self._prepared = True

    def _without_registered(self, one: Sorted) -> Sorted:
        """Set apart the rows whose external id the source has already by another way than an import.

        Such a record was registered by hand. It is left as it is, and what the file says of it becomes a finding.
        """
        names = one.new["external_id"].drop_nulls().to_list()
        if self._opened or not names:
            return one
        there = self._copier.records(self._fixed.source, names)
        if not there:
            return one
        is_there = one.new["external_id"].is_in(list(there)).fill_null(value=False)
        fresh = (~is_there).to_numpy()
        self._mark_changed(one.new.filter(is_there), one.keys[~fresh], one.row_digests[~fresh])
        whole = np.frombuffer(one.whole, dtype=np.uint8).reshape(-1, SIZE)[fresh].tobytes()
        return replace(
            one,
            new=one.new.filter(~is_there),
            keys=one.keys[fresh],
            row_digests=one.row_digests[fresh],
            whole=whole,
        )

    def _numbers(self, count: int) -> npt.NDArray[np.int64]:
        """Draw public numbers that this import has not given yet."""
        drawn, doubtful = draw_many(count), np.arange(count)
        while doubtful.size:
            ones = np.ones(doubtful.size, dtype=np.int64)
            doubtful = doubtful[self._drawn.first_lines(drawn[doubtful].astype(np.uint64), ones) > 0]
            drawn[doubtful] = draw_many(doubtful.size)
        return drawn

    def _write(self, one: Sorted) -> None:
        copier, fixed, tally = self._copier, self._fixed, self.tally
        rows = one.new.with_columns(pl.Series(ID, copier.firearm_ids(one.new.height)))
        rows = copier.with_statements(copier.with_places(rows))
        copier.copy("registry_firearm", tables.firearms(rows, self._numbers(rows.height), fixed))
        fitted = parts(rows)
        copier.copy("registry_component", tables.components(rows, fitted))
        copier.copy("registry_mark", tables.mark_rows(copier.with_inscriptions(tables.marks(rows, fitted))))
        happened = tables.events(rows, fixed)
        copier.copy("registry_event", happened)
        copier.copy("registry_firearm_state", tables.states(happened))
        remarks = tables.remark_rows(one.checked.remarks, rows, fixed)
        copier.copy("registry_remark", remarks)
        copier.remember(fixed.source, fixed.entry, one.keys, one.row_digests)
        self._content.update(one.whole)
        self._twins.add(rows)
        self._keep(tables.records(rows, fitted))
        tally.loaded += rows.height
        tally.remarks += remarks.height

    def _keep(self, records: pa.RecordBatch) -> None:
        self._records.append(records)
        self._unwritten += records.num_rows
        if self._unwritten >= LARGEST_SEGMENT:
            self._write_segment()

    def _write_segment(self) -> None:
        writer = _SegmentWriter(new_folder(), self._records)
        self._segments.append(writer)
        writer.start()
        self._records, self._unwritten = [], 0

    def _mark_changed(
        self, rows: pl.DataFrame, keys: npt.NDArray[np.uint64], row_digests: npt.NDArray[np.uint64]
    ) -> None:
        """Count and list the rows whose source now says otherwise; what is new of it becomes findings."""
        self.tally.changed += rows.height
        for line, name in rows.select(LINE, "external_id").iter_rows():
            if len(self.tally.changed_lines) < LISTED:
                self.tally.changed_lines.append((line, name or ""))
        self._compared.tell(rows, keys, row_digests)

    def finish(self) -> bytes:
        """Write the index and the findings, make indexes and foreign keys again; give the digest of what was loaded."""
        if self.tally.loaded:
            self._progress(Step("indexing", self.tally.read, 1.0))
            if self._unwritten and (self._segments or self._unwritten >= SEGMENT_ROWS):
                self._write_segment()
            elif self._unwritten:
                table = pl.DataFrame(pl.from_arrow(pa.Table.from_batches(self._records, RECORD_SCHEMA)))
                self._copier.copy("registry_delta", table)
        if self._opened:
            self._copier.close_filled()
        twins = self._twins.found(self._copier, register_was_empty=self._was_empty)
        self.tally.twins = twins.height
        pairs = twins.with_columns(
            pl.lit(SAME_SERIAL).alias("text"), _entry(self._fixed), _kind(FindingKind.DUPLICATE), *_ZEROS
        )
        self._copier.copy("registry_finding", pairs)
        for writer in self._segments:
            add_segment(writer.summary(), writer.folder, entry=self._fixed.entry, using="loader")
        return self._content.digest()

    def clean(self) -> None:
        """Remove the files of segments that will not be listed."""
        for writer in self._segments:
            writer.remove()


class _SegmentWriter(threading.Thread):
    """Writes a segment while the database builds its own indexes."""

    def __init__(self, folder: Path, records: list[pa.RecordBatch]) -> None:
        super().__init__(name="salwa-import-segment", daemon=True)
        self.folder, self._records = folder, records
        self._summary: SegmentSummary | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._summary = write_segment(self.folder, self._records)
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that waits, and raised there
            self._error = error
        self._records = []

    def summary(self) -> SegmentSummary:
        """Wait for the segment and give what was written."""
        self.join()
        if self._error is not None:
            raise self._error
        if self._summary is None:
            raise RuntimeError("The segment's thread ended without a word.")
        return self._summary

    def remove(self) -> None:
        """Wait for the segment and take its files away."""
        self.join()
        shutil.rmtree(self.folder, ignore_errors=True)


_ZEROS: Final = (pl.lit(0).alias("first"), pl.lit(0).alias("second"))


def _entry(fixed: Fixed) -> pl.Expr:
    return pl.lit(fixed.entry).alias("opened_id")


def _kind(kind: FindingKind) -> pl.Expr:
    return pl.lit(int(kind)).alias("kind")
