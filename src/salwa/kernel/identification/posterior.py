"""Kernel, identification: from scores to probabilities, and from probabilities to a verdict."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.alignment import Floats
from salwa.kernel.identification.collecting import (
    ABSENT,
    ABSENT_PLAIN,
    AS_WRITTEN,
    NOT_SAME,
    ONE_EDIT,
    SAME_NUMBER,
    TWO_EDITS,
)
from salwa.kernel.identification.compiled import Number, compiled
from salwa.kernel.identification.model import Verdict
from salwa.kernel.identification.parameters import VerdictRule
from salwa.kernel.identification.probes import MOST_UNREAD_WITH_EDIT

LEVEL, POWER, FLOOR, OCCUPIED, BESIDE, NAMESAKE = range(6)
NOTHING: Final = 1e-300


@compiled
def absent_mass(sums: Floats, absent: Floats) -> Number:
    """Give the weight of "not in this register" for one written serial, beside ``sums`` of the search over all parts.

    The expected number of unregistered firearms with such a serial and such other evidence (the density of the
    series around it), less where a registered firearm bears this very serial, plus a share of what the neighbours
    weigh, plus the namesakes of registered firearms: other makers use the same numbers, and an eye slips to the
    number of another line.
    absent: (6,) level, power, floor, occupied, beside, namesake, see ``parameters.Absent``.
    """
    typical = sums[ABSENT] / sums[ABSENT_PLAIN] if sums[ABSENT_PLAIN] > 0.0 else 1.0
    taken = sums[AS_WRITTEN] / (sums[AS_WRITTEN] + typical) if typical > 0.0 else 0.0
    density = sums[ABSENT] + absent[FLOOR] * max(typical, 1.0)
    free = 1.0 - (1.0 - absent[OCCUPIED]) * taken
    expected = math.exp(absent[LEVEL]) * density ** absent[POWER]
    other = absent[BESIDE] * sums[NOT_SAME] + absent[NAMESAKE] * sums[SAME_NUMBER]
    return expected * free + other + NOTHING


def counted(weights: Floats, absent: Floats, surest: NDArray[np.int64]) -> Floats:
    """Give what each written text counts: its weight, less where something like it stands on many a paper.

    ``absent``: (texts,) of :func:`absent_mass`; ``surest``: (texts,) place of the surest text of the same question. Two
    digits beside a whole serial are common whether or not the firearm is registered, so that neither finding them nor
    not finding them may outweigh what the serial itself says.
    """
    return weights * np.minimum(1.0, absent[surest] / absent)


def edits_left(unreadable: int) -> int:
    """Give the edits that the search still allows for beside ``unreadable`` characters: the place in ``beyond``."""
    if unreadable == 0:
        return TWO_EDITS
    return ONE_EDIT if unreadable <= MOST_UNREAD_WITH_EDIT else 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the verdict is taken from.

    ``beyond``: the share of registered firearms damaged beyond recognition; ``same``: the first bears the serial as
    written and contradicts nothing else that was written.
    """

    first: float
    absent: float
    equals: int
    same: bool
    readable: int
    beyond: float = 0.0


def verdict_of(standing: Standing, rule: VerdictRule) -> Verdict:
    """Give the verdict.

    One candidate clearly first is a match, corrected where its serial is not the written one or it contradicts what
    else was written. "No record" is said only of a serial that could be read well enough; with less it is insufficient,
    unless the firearm is surely among a handful found; and so where a registered firearm is likelier damaged beyond
    what the search looks for than among those found. What lies between is ambiguous.
    """
    if standing.first >= rule.match and standing.equals == 1:
        return Verdict.MATCH if standing.same else Verdict.MATCH_CORRECTED
    found = 1.0 - standing.absent - standing.beyond
    if standing.readable < rule.fewest_readable and (found < rule.match or standing.first < rule.handful):
        return Verdict.INSUFFICIENT
    if standing.absent >= rule.no_record:
        return Verdict.NO_RECORD
    if standing.beyond > found:
        return Verdict.INSUFFICIENT
    return Verdict.AMBIGUOUS
