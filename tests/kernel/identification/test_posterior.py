"""Verdicts follow from probabilities, and absence from the density of the series."""

import dataclasses

import numpy as np
import pytest

from salwa.kernel.identification.collecting import ABSENT, ABSENT_PLAIN, AS_WRITTEN, NOT_SAME, SAME_NUMBER, SUMS
from salwa.kernel.identification.model import Verdict
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.posterior import Standing, absent_mass, counted, edits_left, verdict_of

RULE = Parameters.fitted().verdict
ABSENCE = Parameters.fitted().absent


@pytest.mark.parametrize(
    ("first", "absent", "equals", "same", "readable", "verdict"),
    [
        (0.97, 0.01, 1, True, 6, Verdict.MATCH),
        (0.97, 0.01, 1, False, 6, Verdict.MATCH_CORRECTED),
        (0.97, 0.01, 1, False, 3, Verdict.MATCH_CORRECTED),
        (0.49, 0.02, 2, True, 6, Verdict.AMBIGUOUS),
        (0.30, 0.60, 1, False, 6, Verdict.AMBIGUOUS),
        (0.01, 0.97, 1, False, 6, Verdict.NO_RECORD),
        (0.01, 0.97, 1, False, 3, Verdict.INSUFFICIENT),
        (0.40, 0.004, 1, False, 3, Verdict.AMBIGUOUS),
        (0.40, 0.40, 1, False, 3, Verdict.INSUFFICIENT),
        (0.01, 0.004, 90, False, 3, Verdict.INSUFFICIENT),
        (0.82, 0.10, 1, False, 2, Verdict.MATCH_CORRECTED),
    ],
)
def test_the_verdict(first: float, absent: float, equals: int, same: bool, readable: int, verdict: Verdict) -> None:
    assert verdict_of(Standing(first, absent, equals, same, readable), RULE) == verdict


def test_how_many_a_handful_is_stands_among_the_numbers_of_the_model() -> None:
    few = Standing(0.04, 0.004, 25, False, 3)
    assert verdict_of(few, RULE) == Verdict.INSUFFICIENT
    assert verdict_of(few, dataclasses.replace(RULE, handful=0.03)) == Verdict.AMBIGUOUS


def mass(**sums: float) -> float:
    room = np.zeros(SUMS)
    places = {
        "absent": ABSENT,
        "plain": ABSENT_PLAIN,
        "written": AS_WRITTEN,
        "beside": NOT_SAME,
        "number": SAME_NUMBER,
    }
    for name, value in sums.items():
        room[places[name]] = value
    return float(absent_mass(room, ABSENCE))


def test_a_denser_series_makes_absence_likelier() -> None:
    assert mass(absent=0.9, plain=0.9) > mass(absent=0.1, plain=0.1) > mass() > 0


def test_a_firearm_that_bears_the_serial_makes_absence_less_likely() -> None:
    assert mass(absent=0.5, plain=0.5, written=1.0) < mass(absent=0.5, plain=0.5)


def test_candidates_that_differ_leave_room_for_absence() -> None:
    assert mass(beside=3.0) > mass()


def test_a_registered_number_leaves_room_for_another_firearm_that_bears_it() -> None:
    assert mass(number=1.0) > mass()


def test_a_text_that_is_common_anyway_counts_less_than_the_surest() -> None:
    counts = counted(np.array([0.95, 0.5, 0.5]), np.array([0.001, 1.0, 0.0001]), np.zeros(3, dtype=np.int64))
    assert counts == pytest.approx([0.95, 0.0005, 0.5])


def test_illegible_characters_leave_fewer_edits() -> None:
    assert [edits_left(count) for count in range(5)] == [2, 1, 1, 0, 0]


def test_where_most_is_out_of_reach_nothing_follows() -> None:
    assert verdict_of(Standing(0.1, 0.3, 1, False, 6, 0.6), RULE) == Verdict.INSUFFICIENT
    assert verdict_of(Standing(0.5, 0.3, 1, False, 6, 0.1), RULE) == Verdict.AMBIGUOUS
