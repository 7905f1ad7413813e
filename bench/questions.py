"""Bench: made-up registers, and questions to them whose right answer is known."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.model import Evidence
from salwa.kernel.identification.segments import Segment, write_segment
from salwa.kernel.marks import read
from salwa.kernel.marks.model import Written
from salwa.kernel.synthesis import damage, second
from salwa.kernel.synthesis.records import segment_records
from salwa.kernel.synthesis.register import register

COLUMNS = ("query_id", "marks", "serial", "make", "model", "calibre", "type", "remarks")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was read; ``record`` is the true record, 0 where the firearm is not in the register."""

    evidence: Evidence
    record: int
    kind: str


def segment_of(folder: Path, rows: int, seed: int) -> Segment:
    """Open the segment of the made-up register, written on the first call."""
    place = folder / f"register-{rows}-{seed}"
    if not place.exists():
        write_segment(place, segment_records(rows, seed))
    return Segment.open(place)


def index_of(folder: Path, rows: int, seed: int) -> Index:
    """Open an index over the made-up register alone."""
    return Index([segment_of(folder, rows, seed)])


def evidence_of(row: dict[str, str | None]) -> Evidence:
    """Read one row of a table of queries as the identification does."""
    return evidence_from(read(Written(**{name: row.get(name) or "" for name in COLUMNS})))


def first_questions(rows: int, seed: int, count: int, query_seed: int = 1) -> list[Asked]:
    """Questions of the first error model: what parameters are fitted on."""
    table = damage.queries(rows, seed, count, query_seed=query_seed).to_pylist()
    return [Asked(evidence_of(row), row["record"], row["damage"]) for row in table]


def second_questions(rows: int, seed: int, count: int, query_seed: int = 1) -> list[Asked]:
    """Questions of the second error model: what calibration is measured on, never fitted to."""
    held = pa.Table.from_batches(register(rows, seed))
    table = second.queries(held, count, query_seed)
    record_of = {external: at + 1 for at, external in enumerate(held.column("external_id").to_pylist())}
    return [
        Asked(evidence_of(row), record_of.get(row["external_id"], 0), row["way"] or "unhurt")
        for row in table.to_pylist()
    ]
