"""Kernel, synthesis: which serial stands in which row of a synthetic register.

A register holds three things in stated shares: *fleets* (50 to 5,000 consecutive serials of one model, as an order for
a police force brings them), *lots* (2 to 24 serials a step or more apart, as a dealer gets them) and single firearms.
Within a series of numbers no two of them overlap. One row in :data:`REPEATS` says again what an earlier row said: the
same firearm entered twice.

All randomness is a hash of seed, purpose and row (SplitMix64), in whole numbers: the same on every machine, and any row
can be had without the rows before it.
"""

from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from salwa.kernel.synthesis.formats import Numbers, Series, series

Hashes = npt.NDArray[np.uint64]

VERSION: Final = 1
"""Raised whenever the same seed would give another register."""
FLEET_PERCENT: Final = 36
LOT_PERCENT: Final = 30
FLEET_SIZES: Final = np.array([50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 800, 1200, 2000, 3000, 5000])
SMALLEST_FLEET: Final = 50
LARGEST_LOT: Final = 24
LARGEST_STEP: Final = 5
REPEATS: Final = 2000
REPEATED_WITHIN: Final = 5000


class Purpose(IntEnum):
    """What a hash decides; each purpose has its own stream."""

    FLEET_SIZE = auto()
    LOT_SIZE = auto()
    LOT_STEP = auto()
    PLACE_ON_LINE = auto()
    GAP = auto()
    ORDER = auto()
    KIND = auto()
    REPEAT = auto()
    REPEAT_OF = auto()
    YEAR = auto()
    CALIBRE = auto()
    MODEL = auto()
    TYPE = auto()
    COUNTRY = auto()
    MAKE = auto()
    SERIAL = auto()
    IMPORTED = auto()
    IMPORT_COUNTRY = auto()
    SALE = auto()
    SALE_DAY = auto()
    SALE_PLACE = auto()
    STATUS = auto()


def hashed(seed: int, purpose: int, at: Numbers) -> Hashes:
    """Give a 64-bit hash for each number of ``at`` (SplitMix64, Steele, Lea and Flood 2014)."""
    key = _mixed(np.array([seed & 0xFFFF_FFFF_FFFF, purpose], dtype=np.uint64))
    with np.errstate(over="ignore"):
        return _mixed(_mixed(at.astype(np.uint64) ^ key[0]) + key[1])


def below(seed: int, purpose: int, at: Numbers, bound: int) -> Numbers:
    """Give for each number of ``at`` a whole number from 0 to ``bound`` - 1."""
    return (hashed(seed, purpose, at) >> np.uint64(1)).astype(np.int64) % bound


def _mixed(x: Hashes) -> Hashes:
    with np.errstate(over="ignore"):
        x = x + np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


@dataclass(frozen=True)
class Layout:
    """A laid out register of ``rows`` rows.

    A *unit* is a fleet, a lot or a single firearm. ``begins`` (units + 1) is the first row of each unit; ``series_of``
    the index in :func:`~salwa.kernel.synthesis.formats.series`; ``first`` the number of its first serial; ``step`` the
    distance between its serials.
    """

    rows: int
    seed: int
    begins: Numbers
    series_of: npt.NDArray[np.int16]
    first: Numbers
    step: npt.NDArray[np.int8]

    def units(self, rows: Numbers) -> Numbers:
        """Give the unit of each row, counted from 0."""
        return np.searchsorted(self.begins, rows, side="right").astype(np.int64) - 1

    def said_by(self, rows: Numbers) -> Numbers:
        """Give for each row the row whose firearm it describes: itself, or an earlier row if it is a repeat."""
        repeated = below(self.seed, Purpose.REPEAT, rows, REPEATS) == 0
        back = 1 + below(self.seed, Purpose.REPEAT_OF, rows, REPEATED_WITHIN)
        return np.where(repeated & (rows >= back), rows - back, rows)

    def numbers(self, rows: Numbers, units: Numbers) -> Numbers:
        """Give the number of the serial of each row in its series."""
        return self.first[units] + (rows - self.begins[units]) * self.step[units]

    def holds(self, of_series: int, number: int) -> bool:
        """Say whether some row has the serial ``number`` of the series."""
        starts, units = self._lines[of_series]
        at = int(np.searchsorted(starts, number, side="right")) - 1
        if at < 0:
            return False
        unit = units[at]
        past, step = number - int(starts[at]), int(self.step[unit])
        return past % step == 0 and past // step < int(self.begins[unit + 1] - self.begins[unit])

    @cached_property
    def _lines(self) -> dict[int, tuple[Numbers, Numbers]]:
        out: dict[int, tuple[Numbers, Numbers]] = {}
        order = np.lexsort((self.first, self.series_of))
        bounds = np.searchsorted(self.series_of[order], np.arange(len(series()) + 1))
        for index in range(len(series())):
            units = order[bounds[index] : bounds[index + 1]].astype(np.int64)
            out[index] = (self.first[units], units)
        return out


@lru_cache(maxsize=2)
def laid_out(rows: int, seed: int) -> Layout:
    """Lay out a register of ``rows`` rows.

    Raises:
        ValueError: if ``rows`` is below 1 or more than the series can number (about 3 x 10^7).
    """
    if rows < 1:
        raise ValueError("a register needs at least one row")
    parts = [
        _line(of, count, seed + index, index)
        for index, (of, count) in enumerate(zip(series(), _counts(rows), strict=True))
    ]
    size, first, step, of_series = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(hashed(seed, Purpose.ORDER, np.arange(len(size))), kind="stable")
    begins = np.concatenate([[0], np.cumsum(size[order])]).astype(np.int64)
    return Layout(
        rows=rows,
        seed=seed,
        begins=begins,
        series_of=of_series[order].astype(np.int16),
        first=first[order],
        step=step[order].astype(np.int8),
    )


def _counts(rows: int) -> list[int]:
    shares = np.array([s.share for s in series()], dtype=np.int64)
    exact = shares * rows
    counts = exact // shares.sum()
    rest = rows - int(counts.sum())
    counts[np.argsort(-(exact % shares.sum()), kind="stable")[:rest]] += 1
    return [int(count) for count in counts]


def _line(of: Series, count: int, seed: int, index: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    fleets = _sizes(
        FLEET_SIZES[below(seed, Purpose.FLEET_SIZE, np.arange(count // 50 + 1), len(FLEET_SIZES))],
        count * FLEET_PERCENT // 100,
        SMALLEST_FLEET,
    )
    lots = _sizes(
        2 + below(seed, Purpose.LOT_SIZE, np.arange(count // 2 + 1), LARGEST_LOT - 1), count * LOT_PERCENT // 100, 2
    )
    singles = np.ones(count - int(fleets.sum()) - int(lots.sum()), dtype=np.int64)
    size = np.concatenate([fleets, lots, singles])
    step = np.ones(len(size), dtype=np.int64)
    step[len(fleets) : len(fleets) + len(lots)] += below(seed, Purpose.LOT_STEP, np.arange(len(lots)), LARGEST_STEP)
    order = np.argsort(hashed(seed, Purpose.PLACE_ON_LINE, np.arange(len(size))), kind="stable")
    size, step = size[order], step[order]
    taken = (size - 1) * step + 1
    slack = of.shape.capacity - int(taken.sum())
    if slack < 0:
        raise ValueError(f"{of.make} cannot number {count} firearms as {of.shape.text}")
    gaps = np.sort(below(seed, Purpose.GAP, np.arange(len(size)), slack + 1))
    first = np.cumsum(taken) - taken + gaps
    return size, first, step, np.full(len(size), index, dtype=np.int64)


def _sizes(drawn: Numbers, total: int, smallest: int) -> Numbers:
    """Take sizes as drawn until ``total`` is reached; the last is cut to fit, or left out if too small then."""
    ends = np.cumsum(drawn)
    whole = drawn[ends <= total]
    rest = total - int(whole.sum())
    return np.append(whole, rest).astype(np.int64) if rest >= smallest else whole.astype(np.int64)
