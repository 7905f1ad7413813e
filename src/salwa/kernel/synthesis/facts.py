"""Kernel, synthesis: what is true of each firearm of a laid out register, before a clerk writes it down."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa

from salwa.kernel.synthesis.formats import Kind, Numbers, Octets, Series, series
from salwa.kernel.synthesis.layout import Layout, Purpose, below

LONGEST_SERIAL: Final = 40
"""Octets of the longest serial of any series, in UTF-8."""


@dataclass(frozen=True)
class KindTable:
    """Every model of every series in one row of arrays: ``start[s]`` is the first of series ``s``."""

    kinds: tuple[Kind, ...]
    series_of: tuple[Series, ...]
    start: Numbers
    bounds: Numbers
    """(series, most models): the hash below which each model is chosen, cumulated, out of 2^20."""


@cache
def kind_table() -> KindTable:
    """Give the models of all series as arrays."""
    all_series = series()
    widest = max(len(s.kinds) for s in all_series)
    bounds = np.full((len(all_series), widest), 1 << 20, dtype=np.int64)
    for index, one in enumerate(all_series):
        weights = np.cumsum([kind.weight for kind in one.kinds])
        bounds[index, : len(weights)] = (weights << 20) // weights[-1]
    return KindTable(
        kinds=tuple(kind for one in all_series for kind in one.kinds),
        series_of=tuple(one for one in all_series for _ in one.kinds),
        start=np.concatenate([[0], np.cumsum([len(one.kinds) for one in all_series])])[:-1].astype(np.int64),
        bounds=bounds,
    )


@dataclass(frozen=True)
class Facts:
    """What is true of some rows: index of the series, number in it, index of the model in :func:`kind_table`, year."""

    series: Numbers
    number: Numbers
    kind: Numbers
    year: Numbers
    unit: Numbers

    def __len__(self) -> int:
        return len(self.series)


def facts(layout: Layout, rows: Numbers) -> Facts:
    """Give the facts of the ``rows`` (counted from 0) of a layout."""
    said = layout.said_by(rows)
    unit = layout.units(said)
    of = layout.series_of[unit].astype(np.int64)
    number = layout.numbers(said, unit)
    table = kind_table()
    draw = below(layout.seed, Purpose.KIND, unit, 1 << 20)
    kind = table.start[of] + (draw[:, None] >= table.bounds[of]).sum(axis=1)
    return Facts(series=of, number=number, kind=kind, year=_year(of, layout.first[unit]), unit=unit)


def serials(of: Facts, *, plainly: bool = False) -> pa.StringArray:
    """Give the serials as stamped, or (``plainly``) their plain text as kernel.marks.folding has it."""
    out = np.zeros((len(of), LONGEST_SERIAL), dtype=np.uint8)
    order = np.argsort(of.series, kind="stable")
    bounds = np.searchsorted(of.series[order], np.arange(len(series()) + 1))
    for index, one in enumerate(series()):
        here = order[bounds[index] : bounds[index + 1]]
        if len(here):
            octets = one.shape.octets(of.number[here], plainly=plainly)
            out[here, : octets.shape[1]] = octets
    return _strings(out)


def _strings(octets: Octets) -> pa.StringArray:
    used = octets != 0
    offsets = np.zeros(len(octets) + 1, dtype=np.int32)
    np.cumsum(used.sum(axis=1), out=offsets[1:])
    return pa.StringArray.from_buffers(len(octets), pa.py_buffer(offsets), pa.py_buffer(octets[used]))


def _year(of: Numbers, first: Numbers) -> Numbers:
    """Numbers rise with the years: the year of a unit follows from where on its series' line it starts."""
    begins = np.array([s.first_year for s in series()], dtype=np.int64)
    years = np.array([s.last_year - s.first_year + 1 for s in series()], dtype=np.int64)
    capacity = np.array([s.shape.capacity for s in series()], dtype=np.int64)
    return begins[of] + first // (capacity[of] // years[of] + 1)
