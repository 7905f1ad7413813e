"""Kernel, life cycle: impossible lives are told, and only proven ones."""

import pytest
from hypothesis import given

from salwa.kernel.lifecycle import Conflict, ConflictKind, Event, EventKind, Happened, Status, conflicts, in_force
from tests.kernel.lifecycle.lives import lives

K, C = EventKind, ConflictKind


def at(year: int) -> Happened:
    return Happened.in_year(year)


@pytest.mark.parametrize(
    ("life", "kind"),
    [
        ([Event(1, K.DESTRUCTION, at(2011)), Event(2, K.TRANSFER, at(2015), 1)], C.DEALING_AFTER_DESTRUCTION),
        ([Event(1, K.DESTRUCTION, at(2011)), Event(2, K.SEIZURE, at(2015))], C.SEEN_AFTER_DESTRUCTION),
        ([Event(1, K.IMPORT, at(1999)), Event(2, K.MANUFACTURE, at(2001))], C.BEFORE_MANUFACTURE),
        ([Event(1, K.MANUFACTURE, at(1999)), Event(2, K.MANUFACTURE, at(2001))], C.MADE_TWICE),
        ([Event(1, K.REGISTRATION, at(2001), 7), Event(2, K.REGISTRATION, at(2003), 8)], C.TWO_HOLDERS),
        ([Event(1, K.THEFT, at(2001)), Event(2, K.TRANSFER, at(2003), 8)], C.DEALING_WHILE_MISSING),
        ([Event(1, K.LOSS, at(2001)), Event(2, K.EXPORT, at(2003))], C.DEALING_WHILE_MISSING),
        ([Event(1, K.LOSS, at(2001)), Event(2, K.LOAN, at(2003), 8)], C.DEALING_WHILE_MISSING),
        ([Event(1, K.LOSS, at(2001)), Event(2, K.RETURN, at(2003))], C.DEALING_WHILE_MISSING),
        ([Event(1, K.DESTRUCTION, at(2011)), Event(2, K.REACTIVATION, at(2015))], C.SEEN_AFTER_DESTRUCTION),
        ([Event(1, K.DESTRUCTION, at(2011)), Event(2, K.INHERITANCE, at(2015), 8)], C.DEALING_AFTER_DESTRUCTION),
        ([Event(1, K.TEMPORARY_IMPORT, at(1999)), Event(2, K.MANUFACTURE, at(2001))], C.BEFORE_MANUFACTURE),
        ([Event(1, K.DEACTIVATION, at(2017)), Event(2, K.PROOF, at(2019))], C.LIVE_AFTER_DEACTIVATION),
    ],
)
def test_each_kind_is_found_with_both_entries(life: list[Event], kind: ConflictKind) -> None:
    assert conflicts(life) == (Conflict(kind, 1, 2),)


def test_a_stated_destruction_counts_like_a_recorded_one() -> None:
    life = [
        Event(1, K.STATED_BY_SOURCE, at(2011), status=Status.DESTROYED),
        Event(2, K.FIND, at(2020)),
    ]
    assert conflicts(life) == (Conflict(C.SEEN_AFTER_DESTRUCTION, 1, 2),)


@pytest.mark.parametrize(
    "life",
    [
        [Event(1, K.DESTRUCTION, at(2011)), Event(2, K.TRANSFER, at(2011), 1)],
        [Event(1, K.DESTRUCTION), Event(2, K.TRANSFER, at(2015), 1)],
        [Event(1, K.IMPORT, at(2001)), Event(2, K.MANUFACTURE, at(2001))],
        [Event(1, K.REGISTRATION, at(2001), 7), Event(2, K.REGISTRATION, at(2003), 7)],
        [Event(1, K.REGISTRATION, at(2001), 7), Event(2, K.SALE), Event(3, K.REGISTRATION, at(2003), 8)],
        [Event(1, K.THEFT, at(2001)), Event(2, K.FIND), Event(3, K.TRANSFER, at(2003), 8)],
        [Event(1, K.DEACTIVATION, at(2017)), Event(2, K.TRANSFER, at(2019), 8)],
        [Event(1, K.DEACTIVATION, at(2017)), Event(2, K.REACTIVATION), Event(3, K.PROOF, at(2019))],
        [Event(1, K.REGISTRATION, at(2001), 7), Event(2, K.INHERITANCE), Event(3, K.REGISTRATION, at(2003), 8)],
        [Event(1, K.DESTRUCTION, at(2011)), Event(2, K.SEIZURE, at(2015)), Event(3, K.CORRECTION, corrects=1)],
    ],
)
def test_what_could_have_happened_is_no_conflict(life: list[Event]) -> None:
    assert conflicts(life) == ()


@given(lives())
def test_conflicts_rest_on_entries_in_force_and_on_spans_alone(life: list[Event]) -> None:
    kept = {event.ordinal for event in in_force(life)}
    for found in conflicts(life):
        assert {found.first, found.second} <= kept
    timeless = [Event(event.ordinal, event.kind, status=event.status) for event in life]
    assert conflicts(timeless) == ()


@given(lives())
def test_withdrawing_either_entry_settles_a_conflict(life: list[Event]) -> None:
    for found in conflicts(life):
        mended = [*life, Event(len(life) + 1, K.CORRECTION, corrects=found.second)]
        assert found not in conflicts(mended)
