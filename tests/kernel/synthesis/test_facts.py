"""Kernel, synthesis: what is true of a firearm follows from its place on its maker's line."""

import numpy as np

from salwa.kernel.marks.folding import plain
from salwa.kernel.synthesis.facts import facts, kind_table, serials
from salwa.kernel.synthesis.formats import series
from salwa.kernel.synthesis.layout import laid_out

LAYOUT = laid_out(20_000, 5)
ALL = np.arange(20_000, dtype=np.int64)


def test_a_fleet_is_of_one_model_and_year() -> None:
    unit = int(np.argmax(np.diff(LAYOUT.begins)))
    fleet = facts(LAYOUT, np.arange(LAYOUT.begins[unit], LAYOUT.begins[unit + 1]))
    assert len(fleet) >= 50
    assert len(set(zip(fleet.series, fleet.kind, fleet.year, strict=True))) <= 2  # a repeat may stand among them


def test_numbers_rise_with_the_years() -> None:
    of = facts(LAYOUT, ALL)
    for index, one in enumerate(series()):
        here = of.series == index
        order = np.argsort(of.number[here])
        years = of.year[here][order]
        assert (np.diff(years) >= -1).all()
        assert years.min() >= one.first_year
        assert years.max() <= one.last_year


def test_models_come_with_their_weights() -> None:
    of = facts(LAYOUT, ALL)
    named = {kind_table().kinds[kind].model for kind in np.unique(of.kind)}
    assert {"17", "19", "PT 92", "Makarov PM", "M70AB2"} <= named


def test_rows_are_the_same_alone_as_among_others() -> None:
    together = serials(facts(LAYOUT, ALL)).to_pylist()
    for row in (0, 17, 19_999):
        assert serials(facts(LAYOUT, np.array([row]))).to_pylist() == [together[row]]


def test_plain_serials_are_those_of_the_marks_room() -> None:
    of = facts(LAYOUT, ALL[:5000])
    assert serials(of, plainly=True).to_pylist() == [plain(text) for text in serials(of).to_pylist()]
