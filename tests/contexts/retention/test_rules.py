"""Retention: rules, on paper."""

from datetime import date, timedelta

import pytest

from salwa.contexts.retention import rules
from salwa.contexts.retention.rules import (
    AnotherPersonErases,
    AnotherPersonLifts,
    ClosedInThePast,
    HoldIsReviewedLater,
    Keeping,
    keepings,
    last_day_due,
    unnamed_events,
    years_of,
)
from salwa.kernel.packs import Counting, RecordKind, pack_of

TODAY = date(2026, 11, 30)
XC = pack_of("XC", TODAY)


def test_every_kind_of_event_falls_under_a_kind_of_record() -> None:
    assert unnamed_events() == frozenset()


def test_the_pack_says_how_long_each_kind_keeps_a_name() -> None:
    told = {one.kind: one for one in keepings(XC)}
    assert (told[RecordKind.TRANSFER].years, told[RecordKind.TRANSFER].counted) == (20, Counting.HAPPENED)
    assert (told[RecordKind.POSSESSION].years, told[RecordKind.POSSESSION].counted) == (30, Counting.DESTROYED)
    assert isinstance(told[RecordKind.CUSTODY], Keeping)


def test_what_erases_nothing_or_has_no_rule_keeps_names_without_end() -> None:
    assert next(one for one in keepings(XC) if one.kind is RecordKind.MANUFACTURE).years is None
    generic = pack_of("ZZ", TODAY)
    assert next(one for one in keepings(generic) if one.kind is RecordKind.POSSESSION).years is None
    assert years_of(generic, RecordKind.PERSON) is None
    assert years_of(XC, RecordKind.PERSON) == 30


@pytest.mark.parametrize(
    ("years", "day", "last"),
    [(10, date(2026, 3, 1), date(2016, 3, 1)), (1, date(2024, 2, 29), date(2023, 2, 28))],
)
def test_years_are_counted_by_the_calendar(years: int, day: date, last: date) -> None:
    assert last_day_due(years, day) == last


@pytest.mark.parametrize("rule", [AnotherPersonErases, AnotherPersonLifts])
def test_four_eyes_are_those_of_two_people(rule: type[rules.FourEyesRule]) -> None:
    assert rule.is_kept(1, 2)
    assert not rule.is_kept(1, 1)
    assert "Ask an auditor" in rule.text()
    assert "Source" not in rule.text()


@pytest.mark.parametrize(("days", "kept"), [(0, False), (1, True), (731, True), (732, False), (-1, False)])
def test_a_hold_is_reviewed_soon_enough(days: int, kept: bool) -> None:
    assert HoldIsReviewedLater.is_kept(TODAY, TODAY + timedelta(days=days)) is kept


def test_records_are_taken_over_after_closing() -> None:
    assert ClosedInThePast.is_kept(TODAY, TODAY)
    assert not ClosedInThePast.is_kept(TODAY, TODAY + timedelta(days=1))
