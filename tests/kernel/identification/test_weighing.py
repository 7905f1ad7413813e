"""Written fields become tables: meanings, rarities, doubt."""

import pytest

from salwa.kernel.identification.layout import FIELDS
from salwa.kernel.identification.model import Evidence, Weighted
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.statistics import Counts
from salwa.kernel.identification.weighing import meanings_of, tables, weights_of

WEIGHTS = weights_of(Counts(1000, {"make": {1: 900, 2: 100}}), Parameters.fitted())
MAKE = FIELDS.index("make")


def test_doubt_about_the_reading_softens_agreement_and_disagreement() -> None:
    sure = tables({"make": (Weighted(2),)}, WEIGHTS)
    unsure = tables({"make": (Weighted(2, 0.5),)}, WEIGHTS)
    assert sure.worth[MAKE, 0] > unsure.worth[MAKE, 0] > 0
    assert sure.differs[MAKE] < unsure.differs[MAKE] < 0


def test_a_year_may_be_one_or_two_off() -> None:
    (years,) = meanings_of(Evidence(year=1990)).values()
    assert [one.code for one in years] == [1990, 1989, 1991, 1988, 1992]
    fields = tables({"year": years}, WEIGHTS)
    at = FIELDS.index("year")
    assert fields.worth[at, 0] > fields.worth[at, 1] > fields.differs[at]


@pytest.mark.parametrize("code", [0, -3, 70_000])
def test_codes_that_mean_nothing_are_left_out(code: int) -> None:
    assert meanings_of(Evidence(makes=(Weighted(code),))) == {}
