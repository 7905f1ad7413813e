"""Kernel, identification: fresh rows, held in memory until a segment takes them over."""

import threading
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa

from salwa.kernel.identification.building import Encoded, arrays_of, encoded, joined
from salwa.kernel.identification.codes import U64
from salwa.kernel.identification.layout import Arrays, shaped
from salwa.kernel.identification.segments import Verbatim, verbatim_of
from salwa.kernel.identification.statistics import Counts, counts_of, summed

SMALL: Final = 4096
"""Rows of the small part, which is built anew at every change; when full it is joined to the large one."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Arrays in memory with what belongs to them; ``held`` is what they were built from."""

    arrays: Arrays
    verbatim: Verbatim
    counts: Counts
    held: Encoded


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One state of a delta, never changed: its parts, and the records whose rows in segments no longer count."""

    parts: tuple[Part, ...] = ()
    unlisted: U64 = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    counts: Counts = field(default_factory=lambda: Counts(0))


class Delta:
    """Rows that are in no segment yet, and records that replace rows of segments.

    May be used by several threads: a search works on the view it took, a change makes another.
    """

    def __init__(self) -> None:
        """Make an empty delta."""
        self._lock = threading.Lock()
        self._waiting: list[tuple[U64, Encoded]] = []
        self._view = View()

    def put(self, batch: pa.RecordBatch) -> None:
        """Add rows of ``layout.RECORD_SCHEMA``.

        A record put again replaces all its older rows, also those in segments; with an empty serial it has none.
        Errors: ``ValueError`` for a bad column.
        """
        rows = encoded(batch)
        records = np.unique(batch.column("record").to_numpy(zero_copy_only=False).astype(np.uint64))
        with self._lock:
            self._waiting.append((records, rows))

    def view(self) -> View:
        """Give the present state, with everything put before this call."""
        with self._lock:
            if self._waiting:
                for records, rows in _united(self._waiting):
                    self._view = _changed(self._view, records, rows)
                self._waiting = []
            return self._view


def _united(waiting: list[tuple[U64, Encoded]]) -> list[tuple[U64, Encoded]]:
    """Join changes that touch different records, so that many small ones cost one rebuild."""
    out: list[tuple[U64, Encoded]] = []
    for records, rows in waiting:
        if out and len(np.intersect1d(out[-1][0], records, assume_unique=True)) == 0:
            out[-1] = (np.union1d(out[-1][0], records), joined([out[-1][1], rows]))
        else:
            out.append((records, rows))
    return out


def _changed(view: View, records: U64, rows: Encoded) -> View:
    parts = [_without(part, records) for part in view.parts]
    if parts and len(parts[-1].arrays.rows) < SMALL:
        rows = joined([parts.pop().held, rows])
    parts.append(_part(rows))
    if len(parts) > 2:
        parts = [_part(joined([part.held for part in parts]))]
    return View(tuple(parts), np.union1d(view.unlisted, records), summed(part.counts for part in parts))


def _without(part: Part, records: U64) -> Part:
    """Give ``part`` without ``records``: in a copy of its rows they become record 0, which counts nowhere."""
    gone = np.isin(part.arrays.rows[:, 0], records)
    if not gone.any():
        return part
    rows = part.arrays.rows.copy()
    rows[gone, 0] = 0
    kept = ~np.isin(part.held.rows[:, 0], records)
    held = Encoded(part.held.words[kept], part.held.rows[kept], part.held.verbatim.filter(pa.array(kept)))
    arrays = part.arrays._replace(rows=shaped("rows", rows.reshape(-1)))
    return Part(arrays, part.verbatim, counts_of(held.rows), held)


def _part(held: Encoded) -> Part:
    arrays, order = arrays_of(held.words, held.rows)
    written = held.verbatim.take(pa.array(order)) if len(held.verbatim) else held.verbatim
    return Part(arrays, verbatim_of(written), counts_of(held.rows), held)
