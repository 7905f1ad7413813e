"""The fitted numbers are whole, and a slope flattens all of them alike."""

import tomllib

import numpy as np
import pytest

from salwa.kernel.identification.alignment import EVENTS, LOOK_ALIKE, REPLACED
from salwa.kernel.identification.parameters import FITTED, Parameters

DATA = tomllib.loads(FITTED.read_text(encoding="utf-8"))


def test_a_look_alike_is_likelier_than_another_character() -> None:
    costs = Parameters.fitted().costs
    assert len(costs) == len(EVENTS)
    assert 0 < costs[LOOK_ALIKE] < costs[REPLACED]


def test_half_the_slope_halves_costs_and_worths() -> None:
    half = Parameters.from_data(DATA | {"posterior": DATA["posterior"] | {"slope": 0.5 * DATA["posterior"]["slope"]}})
    whole = Parameters.from_data(DATA)
    assert np.allclose(half.costs, whole.costs / 2)
    assert half.fields["make"].differs == pytest.approx(whole.fields["make"].differs / 2)


def test_a_missing_number_is_refused() -> None:
    with pytest.raises(KeyError):
        Parameters.from_data(DATA | {"costs": {}})
