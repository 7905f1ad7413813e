"""Marking, rules, ¶28 ¶63: the account of a series: every number that was allotted, and what became of it.

Source: the report's ¶28 and ¶63 as systems page S2 has them: every allotted number is accounted for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Fate(IntEnum):
    """What became of a number. A number without a fate is open."""

    ENGRAVED = 1
    SPOILED = 2
    SKIPPED = 3
    VOID = 4


class Imbalance(IntEnum):
    """Why an account does not balance."""

    GAP = 1
    """Numbers between two allotments that nobody was given."""
    TWICE = 2
    """Numbers that were given twice."""
    NEVER_ALLOTTED = 3
    """Numbers with a fate that were never given."""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Numbers from ``first`` to ``last``, both included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Fault:
    """Numbers that do not add up, and why."""

    kind: Imbalance
    run: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How many numbers were allotted and what became of them. ``open`` are those whose fate nobody has told yet."""

    allotted: int
    engraved: int
    spoiled: int
    skipped: int
    void: int
    open: tuple[Run, ...]
    faults: tuple[Fault, ...]

    @property
    def still_open(self) -> int:
        """How many numbers are open."""
        return sum(map(len, self.open))

    @property
    def is_balanced(self) -> bool:
        """Whether allotted = engraved + spoiled + skipped + void + open, without a gap and without a number twice."""
        told = self.engraved + self.spoiled + self.skipped + self.void
        return not self.faults and self.allotted == told + self.still_open


def account(runs: Iterable[Run], fates: Mapping[int, Fate], *, is_whole: bool = True) -> Account:
    """Draw up the account of a series from its allotments, in any order, and the fate of each number.

    ``is_whole``: of all its allotments, from 1 on, so that a gap is a fault; else of one job's.
    """
    ordered = sorted(runs)
    faults = [one for one in _gaps_and_doubles(ordered) if is_whole or one.kind is not Imbalance.GAP]
    given = merged(ordered)
    stray = [number for number in fates if not any(run.first <= number <= run.last for run in given)]
    faults += [Fault(Imbalance.NEVER_ALLOTTED, run) for run in runs_of(stray)]
    counted = Counter(fates.values())
    for number in stray:
        counted[fates[number]] -= 1
    return Account(
        allotted=sum(map(len, given)),
        engraved=counted[Fate.ENGRAVED],
        spoiled=counted[Fate.SPOILED],
        skipped=counted[Fate.SKIPPED],
        void=counted[Fate.VOID],
        open=runs_of(number for run in given for number in range(run.first, run.last + 1) if number not in fates),
        faults=tuple(faults),
    )


def runs_of(numbers: Iterable[int]) -> tuple[Run, ...]:
    """Give numbers as runs, in their order."""
    return merged([Run(number, number) for number in sorted(set(numbers))])


def merged(ordered: Sequence[Run]) -> tuple[Run, ...]:
    """Give runs, which stand in their order, with those that touch or overlap made one."""
    found: list[Run] = []
    for run in ordered:
        if found and run.first <= found[-1].last + 1:
            found[-1] = Run(found[-1].first, max(found[-1].last, run.last))
        else:
            found.append(run)
    return tuple(found)


def _gaps_and_doubles(ordered: Sequence[Run]) -> Iterable[Fault]:
    last = 0
    for run in ordered:
        if run.first > last + 1:
            yield Fault(Imbalance.GAP, Run(last + 1, run.first - 1))
        if run.first <= last:
            yield Fault(Imbalance.TWICE, Run(run.first, min(run.last, last)))
        last = max(last, run.last)
