"""Bench: what every measurement needs: the register, its segment, damaged questions, the machine."""

import importlib.metadata
import os
import platform
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from bench.questions import segment_of
from salwa.kernel.identification.describing import describe
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.segments import Segment
from salwa.kernel.marks.folding import folded, plain
from salwa.kernel.synthesis.damage import damaged

CLASSES = {
    "look-alike": ("look_alike", 21),
    "two look-alikes": ("look_alike_2", 7),
    "replaced": ("substituted", 10),
    "dropped": ("dropped", 6),
    "inserted": ("inserted", 5),
    "exchanged": ("transposed", 10),
    "two edits": ("two_edits", 12),
    "one illegible": ("unreadable", 8),
    "two illegible": ("unreadable_2", 7),
    "illegible and look-alike": ("unreadable_look_alike", 5),
    "beginning lost": ("prefix_lost", 9),
}
"""Classes of damage and their shares, as in the measured designs (identification.md section 2)."""
ONE = ("look-alike", "replaced", "dropped", "inserted", "exchanged", "one illegible")
TWO = ("two look-alikes", "two edits", "two illegible", "illegible and look-alike")
PACKAGES = (
    *("salwa", "numpy", "numba", "pyarrow", "rapidfuzz", "tantivy", "fuzzyfst", "splink", "duckdb", "psycopg"),
    "pymerkle",
)


@dataclass(frozen=True, slots=True)
class Damaged:
    """One damaged serial: its class, what is written, the distinct serial and the record that are meant, the make."""

    kind: str
    written: str
    serial: int
    record: int
    make: int


@dataclass
class Context:
    """One run of the bench. ``rows``: size of the register; ``folder``: where made-up registers lie."""

    folder: Path
    rows: int
    full: bool
    seed: int = 21
    count: int = 2000
    results: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def segment(self) -> Segment:
        return segment_of(self.folder, self.rows, self.seed)

    @cached_property
    def index(self) -> Index:
        return Index([self.segment])

    @cached_property
    def damaged(self) -> list[Damaged]:
        """The same damaged serials for everybody, in one mixed order."""
        return damaged_serials(self.segment, self.count, self.seed)

    @cached_property
    def folded(self) -> list[str]:
        """Every distinct folded serial, in order of its number: what the peers search."""
        return folded_serials(self.segment)


def damaged_serials(segment: Segment, count: int, seed: int) -> list[Damaged]:
    """Draw serials of the segment and hurt them, by class."""
    chance = random.Random(seed)
    arrays = segment.arrays
    kinds = chance.choices(list(CLASSES), [share for _, share in CLASSES.values()], k=count)
    rows = np.array([chance.randrange(segment.rows) for _ in kinds])
    serials = np.searchsorted(arrays.starts, rows, side="right") - 1
    texts, _ = describe(arrays, serials, rows)
    makes = (arrays.rows[rows, 2] & np.uint64(0xFFFF)).astype(int)
    out = []
    for kind, row, serial, text, make in zip(kinds, rows, serials, texts, makes, strict=True):
        written = plain(damaged(text.decode(), CLASSES[kind][0], chance))
        told = chance.choices((int(make), 0, int(chance.choice(makes))), (80, 10, 10))[0]
        out.append(Damaged(kind, written, int(serial), int(arrays.rows[row, 0]), told))
    return out


def folded_serials(segment: Segment) -> list[str]:
    """Give every distinct folded serial."""
    arrays = segment.arrays
    out: list[str] = []
    for at in range(0, len(arrays.words), 500_000):
        serials = np.arange(at, min(at + 500_000, len(arrays.words)))
        texts, _ = describe(arrays, serials, arrays.starts[serials].astype(np.int64))
        out += [folded(text) for text in texts.astype(str).tolist()]
    return out


@contextmanager
def _one_core() -> Any:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def one_core() -> AbstractContextManager[None]:
    """Run on one core only."""
    held: AbstractContextManager[None] = _one_core()
    return held


def milliseconds(times: Sequence[float]) -> dict[str, float]:
    """Give p50 and p95 of seconds in milliseconds."""
    low, high = np.percentile(np.array(times) * 1e3, [50, 95])
    return {"p50_ms": round(float(low), 4), "p95_ms": round(float(high), 4)}


def by_group(kinds: Sequence[str], measure: Callable[[Sequence[int]], dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Measure every class, and the groups one, two and all."""
    groups: dict[str, Sequence[str]] = {kind: (kind,) for kind in CLASSES} | {"one": ONE, "two": TWO}
    groups["all"] = tuple(CLASSES)
    out = {}
    for name, members in groups.items():
        at = [i for i, kind in enumerate(kinds) if kind in members]
        if at:
            out[name] = {"n": len(at)} | measure(at)
    return out


def machine() -> dict[str, Any]:
    """Say on what this ran."""
    names = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 2**20
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gib": memory,
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "versions": versions,
    }
