"""Kernel, identification: how common each value is in a register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from salwa.kernel.identification.codes import U64

COUNTED: Final = {
    "make": (2, 0, 16),
    "model": (2, 16, 16),
    "calibre": (2, 32, 16),
    "type": (2, 48, 8),
    "country": (3, 0, 16),
    "import_country": (3, 32, 16),
}
"""Field, and its word, place and width in a row."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows, and for each counted field how many rows hold each code (0: unknown)."""

    rows: int
    of: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def share(self, name: str, code: int) -> float:
        """Give the share of ``code`` among the rows whose ``name`` is known, smoothed by one row."""
        values = self.of.get(name, {})
        known = self.rows - values.get(0, 0)
        return (values.get(code, 0) + 1.0) / (known + 2.0)

    def to_json(self) -> dict[str, Any]:
        """Give what :meth:`from_json` reads."""
        return {"rows": self.rows, "of": {name: list(map(list, values.items())) for name, values in self.of.items()}}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "Counts":
        """Read what :meth:`to_json` gave."""
        return Counts(data["rows"], {name: {int(k): int(n) for k, n in pairs} for name, pairs in data["of"].items()})


def counts_of(rows: U64) -> Counts:
    """Count the values of rows (n, 4)."""
    tables = {}
    for name, (word, place, width) in COUNTED.items():
        values = (rows[:, word] >> np.uint64(place)) & np.uint64((1 << width) - 1)
        found = np.bincount(values.astype(np.int64), minlength=1)
        tables[name] = {int(code): int(found[code]) for code in np.flatnonzero(found)}
    return Counts(len(rows), tables)


def summed(counts: Iterable[Counts]) -> Counts:
    """Add up the counts of several segments."""
    rows = 0
    tables: dict[str, dict[int, int]] = {}
    for one in counts:
        rows += one.rows
        for name, values in one.of.items():
            table = tables.setdefault(name, {})
            for code, number in values.items():
                table[code] = table.get(code, 0) + number
    return Counts(rows, tables)
