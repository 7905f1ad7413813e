"""Licensing: what a licence rests on is shown, met or not, and the unknown fails safe."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.licensing.rules import REQUIREMENTS, Case, Fact, Outcome, Requirement, requirements
from salwa.contexts.licensing.rules.requirements import (
    CheckPassed,
    NotTooLong,
    OldEnough,
    OneOfAKind,
    RenewedInTime,
    RightCategory,
    TypesCovered,
    WithinQuota,
    counts_until,
)
from salwa.kernel.packs import Check, Dealing, LicenceKind

DAY = date(2026, 11, 30)
KIND = LicenceKind(
    code="A1",
    name={"en": "Possession"},
    holders=("person",),
    permits=(Dealing.POSSESS,),
    months=60,
    quota=3,
    types=(2, 9),
    minimum_age=21,
    checks=((Check.MEDICAL, 24), (Check.TRAINING, 0)),
    renewed_before=3,
    source="Arms Act",
)
PASSED = tuple(Fact(check=check, outcome=Outcome.PASSED, day=DAY - timedelta(30)) for check, _ in KIND.checks)
CASE = Case(
    kind=KIND,
    day=DAY,
    category="person",
    categories=frozenset({"person"}),
    year_of_birth=1980,
    facts=PASSED,
    valid_from=DAY,
    valid_to=date(2031, 11, 30),
)


def told(rule: object, **other: object) -> list[bool | None]:
    return [one.is_met for one in requirements(replace(CASE, **other)) if one.rule is rule]  # type: ignore[arg-type]


def test_everything_may_be_met() -> None:
    found = requirements(CASE)
    assert all(one.is_met for one in found)
    assert {one.rule for one in found} == set(REQUIREMENTS) - {RenewedInTime}
    assert all(isinstance(one, Requirement) and one.rule.text() and one.rule.source for one in found)


@pytest.mark.parametrize(
    ("rule", "other", "is_met"),
    [
        (RightCategory, {"category": "dealer", "categories": frozenset({"dealer"})}, False),
        (RightCategory, {"categories": frozenset()}, False),
        (OldEnough, {"year_of_birth": 2010}, False),
        (OldEnough, {"year_of_birth": 2005}, None),
        (OldEnough, {"year_of_birth": 2005, "born": date(2005, 11, 30)}, True),
        (OldEnough, {"year_of_birth": 2005, "born": date(2005, 12, 1)}, False),
        (OldEnough, {"year_of_birth": 0}, None),
        (WithinQuota, {"quota": 4}, False),
        (WithinQuota, {"quota": 2, "held": 3}, False),
        (WithinQuota, {"quota": 2, "held": 2}, True),
        (TypesCovered, {"types": frozenset({2, 5})}, False),
        (TypesCovered, {"types": frozenset({9})}, True),
        (NotTooLong, {"valid_to": date(2031, 12, 1)}, False),
        (NotTooLong, {"valid_to": None}, False),
        (OneOfAKind, {"others": 1}, False),
        (RenewedInTime, {"renews": True, "ends": date(2027, 2, 1)}, True),
        (RenewedInTime, {"renews": True, "ends": date(2027, 6, 1)}, False),
        (RenewedInTime, {"renews": True, "ends": date(2026, 11, 29)}, False),
        (RenewedInTime, {"renews": True, "ends": None}, False),
    ],
)
def test_each_requirement(rule: object, other: dict[str, object], is_met: bool | None) -> None:
    assert told(rule, **other) == [is_met]


def test_age_is_asked_of_persons_only() -> None:
    assert told(OldEnough, is_person=False) == []


def test_a_check_counts_from_its_day_until_its_end() -> None:
    old = tuple(replace(fact, day=DAY - timedelta(800)) for fact in PASSED)
    assert told(CheckPassed, facts=old) == [False, True]
    assert told(CheckPassed, facts=()) == [None, None]
    assert told(CheckPassed, facts=tuple(replace(fact, day=DAY + timedelta(1)) for fact in PASSED)) == [None, None]
    short = replace(PASSED[0], valid_to=DAY - timedelta(1))
    assert told(CheckPassed, facts=(short, PASSED[1])) == [False, True]


def test_the_last_check_counts_and_of_one_day_the_one_that_failed() -> None:
    failed = Fact(check=Check.MEDICAL, outcome=Outcome.FAILED, day=DAY - timedelta(30))
    assert told(CheckPassed, facts=(*PASSED, failed)) == [False, True]
    earlier = replace(failed, day=DAY - timedelta(31))
    assert told(CheckPassed, facts=(*PASSED, earlier)) == [True, True]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 120), st.none() | st.integers(0, 4000))
def test_a_check_never_counts_longer_than_either_says(day: date, months: int, days: int | None) -> None:
    said = None if days is None else day + timedelta(days)
    until = counts_until(Fact(check=Check.STORAGE, outcome=Outcome.PASSED, day=day, valid_to=said), months)
    assert (until is None) == (not months and said is None)
    if until is not None:
        assert said is None or until <= said


def test_a_permit_for_one_use_may_stand_beside_others() -> None:
    single = replace(KIND, single_use=True, quota=1)
    assert told(OneOfAKind, kind=single, others=3) == []
    assert told(WithinQuota, kind=single, quota=1, held=20) == [True]
