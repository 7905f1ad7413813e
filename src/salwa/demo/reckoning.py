"""Demonstration, reckoning: how often the first record named was the right one, and how sure the answers were."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from salwa.contexts.tracing.public import Answer
from salwa.demo.recoveries import Group, Recovery
from salwa.kernel.identification.model import Verdict

SURE: Final = 0.95
"""From this probability on an officer would act on the first record alone."""
_AS_LIKELY: Final = 1e-6


class Place(StrEnum):
    """Where the true record stood in the answer."""

    FIRST = "first"
    AMONG_EQUALS = "among_equals"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One firearm identified: the answer, and the milliseconds from the marks as written to it."""

    recovery: Recovery
    answer: Answer
    milliseconds: float

    @property
    def place(self) -> Place:
        """Where the true record stood; among equals if others are exactly as likely on this evidence."""
        if self.answer.best is None:
            return Place.ELSEWHERE
        highest = self.answer.best.probability
        equals = [one for one in self.answer.candidates if one.probability >= highest * (1 - _AS_LIKELY)]
        if self.recovery.external_id not in {one.external_id for one in equals}:
            return Place.ELSEWHERE
        return Place.FIRST if len(equals) == 1 else Place.AMONG_EQUALS

    @property
    def is_surely_wrong(self) -> bool:
        """Whether a wrong record was named with a probability of :data:`SURE` or more."""
        best = self.answer.best
        return best is not None and best.probability >= SURE and self.place is Place.ELSEWHERE

    @property
    def is_sure(self) -> bool:
        """Whether any record was named with a probability of :data:`SURE` or more."""
        return self.answer.best is not None and self.answer.best.probability >= SURE


def first_right(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """Give for each group how often the true record came first, how often among equals, and of how many."""
    counts = Counter((one.recovery.group, one.place) for one in outcomes)
    return {
        group.value: {
            "right": counts[group, Place.FIRST],
            "among_equals": counts[group, Place.AMONG_EQUALS],
            "of": sum(counts[group, place] for place in Place),
        }
        for group in Group
    }


def verdicts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Count the answers of each verdict."""
    counts = Counter(one.answer.verdict for one in outcomes)
    return {verdict.value: counts[verdict] for verdict in Verdict}


def percentile(outcomes: Sequence[Outcome], percent: int) -> float:
    """Give the milliseconds that ``percent`` of 100 answers did not exceed."""
    return round(float(np.percentile([one.milliseconds for one in outcomes], percent)), 3)


def summary(register: int, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Give what ``demo.json`` holds of this act; ``register`` is the count of firearms searched."""
    return {
        "register": register,
        "queries": len(outcomes),
        **verdicts(outcomes),
        "first_right": first_right(outcomes),
        "wrong_at_95": sum(one.is_surely_wrong for one in outcomes),
        "p50_ms": percentile(outcomes, 50),
        "p95_ms": percentile(outcomes, 95),
    }
