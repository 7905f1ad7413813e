"""Licensing, rules, ¶37 ¶59 ¶64: what a licence of a kind rests on, and whether that is met on a day.

The software shows which requirement is met and which is not, with its source. It never decides: an officer does, and a
decision against what is shown needs a reason and a second officer.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Final

from salwa.contexts.licensing.rules.days import age_on, month_later
from salwa.contexts.licensing.rules.rule import Rule
from salwa.kernel.packs import Check, LicenceKind


class Outcome(IntEnum):
    """What came of a check. How somebody's health is, is never recorded: only that a check was passed or not."""

    PASSED = 1
    FAILED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A check that was made and not withdrawn. ``valid_to`` is what the checker said, None where nothing was said."""

    check: Check
    outcome: Outcome
    day: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An application as the rules see it on a day.

    ``category`` is the capacity in which it is asked for. ``held`` counts the firearms that the applicant has;
    ``others`` the licences of this kind in force, but the one to be renewed; ``ends`` is the last day of that one.
    """

    kind: LicenceKind
    day: date
    category: str
    categories: frozenset[str]
    is_person: bool = True
    born: date | None = None
    year_of_birth: int = 0
    facts: Sequence[Fact] = field(default_factory=tuple)
    held: int = 0
    quota: int | None = None
    types: frozenset[int] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    others: int = 0
    renews: bool = False
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that a licence rests on. ``is_met`` None: it cannot be told, which counts as not met.

    ``check`` is the fact that it is about, where it is about one; ``until`` the last day on which it is met.
    """

    rule: type["CaseRule"]
    is_met: bool | None
    check: Check | None = None
    until: date | None = None
    on: date | None = None


class CaseRule(Rule):
    """Something that a licence rests on. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        """Tell whether it is met; nothing where the kind does not ask for it."""

    @classmethod
    def _one(cls, is_met: bool | None) -> tuple[Requirement, ...]:
        return (Requirement(rule=cls, is_met=is_met),)


class RightCategory(CaseRule):
    """The applicant is on record in the capacity in which the licence is asked for, and it may have one of this kind.

    Source: the country pack, ``holders`` of the kind of licence.
    """

    source = "country pack, licences: holders"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        return cls._one(case.category in case.kind.holders and case.category in case.categories)


class OldEnough(CaseRule):
    """The applicant has reached the least age for a licence of this kind.

    Source: the country pack, ``minimum_age`` of the kind of licence.
    """

    source = "country pack, licences: minimum_age"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        if not case.kind.minimum_age or not case.is_person:
            return ()
        ages = age_on(case.day, born=case.born, year_of_birth=case.year_of_birth)
        if ages is None:
            return cls._one(None)
        least, greatest = ages
        if greatest < case.kind.minimum_age:
            return cls._one(False)
        return cls._one(True if least >= case.kind.minimum_age else None)


class CheckPassed(CaseRule):
    """The check was passed, and what it found still counts on the day of the decision.

    Source: the country pack, ``checks`` of the kind of licence.
    """

    source = "country pack, licences: checks"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        return tuple(cls._of(case, check, months) for check, months in case.kind.checks)

    @classmethod
    def _of(cls, case: Case, check: Check, months: int) -> Requirement:
        made = [fact for fact in case.facts if fact.check is check and fact.day <= case.day]
        if not made:
            return Requirement(rule=cls, is_met=None, check=check)
        # The last check counts: one that was failed is not mended by an earlier one that was passed.
        last = max(made, key=lambda fact: (fact.day, fact.outcome))
        if last.outcome is not Outcome.PASSED:
            return Requirement(rule=cls, is_met=False, check=check, on=last.day)
        until = counts_until(last, months)
        return Requirement(rule=cls, is_met=until is None or case.day <= until, check=check, until=until, on=last.day)


class WithinQuota(CaseRule):
    """No more firearms are asked for or held than a licence of this kind admits.

    Source: the country pack, ``quota`` of the kind of licence.
    """

    source = "country pack, licences: quota"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        most = case.kind.quota
        if most is None:
            return ()
        asked = most if case.quota is None else case.quota
        held = 0 if case.kind.single_use else case.held
        return cls._one(asked <= most and held <= asked)


class TypesCovered(CaseRule):
    """Only types of firearm are asked for that a licence of this kind may cover.

    Source: the country pack, ``types`` of the kind of licence.
    """

    source = "country pack, licences: types"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        if not case.kind.types:
            return ()
        return cls._one(case.types <= frozenset(case.kind.types))


class NotTooLong(CaseRule):
    """The licence is valid no longer than one of this kind may be.

    Source: the country pack, ``months`` of the kind of licence.
    """

    source = "country pack, licences: months"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        if case.kind.months is None:
            return ()
        begins = case.valid_from or case.day
        longest = month_later(begins, case.kind.months)
        return cls._one(case.valid_to is not None and case.valid_to <= longest)


class OneOfAKind(CaseRule):
    """No other licence of this kind is in force for this holder: amend or renew that one.

    Source: tracing.md section 2: a holder's licence is one record with a life, not several beside each other.
    """

    source = "Salwa, house rule"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        return () if case.kind.single_use else cls._one(case.others == 0)


class RenewedInTime(CaseRule):
    """A renewal is asked for within the time before the end in which it may be, and not after the end.

    Source: the country pack, ``renewed_before`` of the kind of licence.
    """

    source = "country pack, licences: renewed_before"

    @classmethod
    def told(cls, case: Case) -> Sequence[Requirement]:
        if not case.renews:
            return ()
        if case.ends is None:
            return cls._one(False)
        first = month_later(case.ends, -case.kind.renewed_before) if case.kind.renewed_before else date.min
        return cls._one(first <= case.day <= case.ends)


REQUIREMENTS: Final[tuple[type[CaseRule], ...]] = (
    RightCategory,
    OldEnough,
    CheckPassed,
    WithinQuota,
    TypesCovered,
    NotTooLong,
    OneOfAKind,
    RenewedInTime,
)
"""What licences rest on, in the order in which it is told."""


def requirements(case: Case) -> tuple[Requirement, ...]:
    """Tell everything that the licence rests on. Source: the rules' own."""
    return tuple(one for rule in REQUIREMENTS for one in rule.told(case))


def counts_until(fact: Fact, months: int) -> date | None:
    """Give the last day on which a check counts: the earlier of what its checker said and what the kind admits.

    Source: the country pack, ``checks`` of the kind of licence.
    """
    admitted = month_later(fact.day, months) if months else None
    said = [day for day in (fact.valid_to, admitted) if day is not None]
    return min(said) if said else None
