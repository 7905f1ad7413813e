"""Kernel, identification: from scores to probabilities, and from probabilities to a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from salwa.kernel.identification.model import Verdict
from salwa.kernel.identification.parameters import Absent, Parameters, VerdictRule

NOTHING = 1e-300


@dataclass(frozen=True, slots=True)
class Mass:
    """Sums over one written serial and all parts of the index, see ``search.Found.sums``."""

    all: float
    not_same: float
    absent: float
    absent_plain: float
    as_written: float

    def __add__(self, other: "Mass") -> "Mass":
        return Mass(
            self.all + other.all,
            self.not_same + other.not_same,
            self.absent + other.absent,
            self.absent_plain + other.absent_plain,
            self.as_written + other.as_written,
        )


def absent_mass(mass: Mass, absent: Absent) -> float:
    """Give the weight of "not in this register" beside ``mass.all``.

    The expected number of unregistered firearms with such a serial and such other evidence (the density of the series
    around it), less where a registered firearm bears this very serial, plus a share of what the neighbours weigh.
    """
    typical = mass.absent / mass.absent_plain if mass.absent_plain > 0.0 else 1.0
    taken = mass.as_written / (mass.as_written + typical) if typical > 0.0 else 0.0
    density = max(mass.absent, 0.0) + absent.floor * max(typical, 1.0)
    free = 1.0 - (1.0 - absent.occupied) * taken
    return float(
        2.718281828459045**absent.level * density**absent.power * free + absent.beside * mass.not_same + NOTHING
    )


def unseen_mass(mass: Mass, parameters: Parameters) -> float:
    """Give the expected mass of registered firearms at two edits, where these were not looked for."""
    return parameters.unseen * mass.absent


@dataclass(frozen=True, slots=True)
class Standing:
    """What the verdict is taken from."""

    probabilities: Sequence[float]
    absent: float
    equals: int
    same_serial: bool
    readable: int


def verdict_of(standing: Standing, rule: VerdictRule) -> Verdict:
    """Give the verdict.

    One candidate clearly first is a match, corrected where its serial is not the written one. "No record" is said only
    of a serial that could be read well enough; with less it is insufficient, and what lies between is ambiguous.
    """
    first = standing.probabilities[0] if standing.probabilities else 0.0
    if first >= rule.match and standing.equals == 1:
        return Verdict.MATCH if standing.same_serial else Verdict.MATCH_CORRECTED
    if standing.readable < rule.fewest_readable:
        return Verdict.INSUFFICIENT
    if standing.absent >= rule.no_record:
        return Verdict.NO_RECORD
    return Verdict.AMBIGUOUS
