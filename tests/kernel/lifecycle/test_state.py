"""Kernel, life cycle: the present state follows from what happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.lifecycle import Event, EventKind, Happened, State, Status, derive, in_force
from salwa.kernel.lifecycle.kinds import PASSES_ON, RESTORES, STANDING
from salwa.kernel.lifecycle.state import left_by
from tests.kernel.lifecycle.lives import lives


def test_a_record_without_events_says_nothing() -> None:
    assert derive([]) == State()


def test_the_title_passes_and_survives_a_theft() -> None:
    life = [
        Event(1, EventKind.MANUFACTURE, Happened.in_year(2000)),
        Event(2, EventKind.REGISTRATION, Happened.in_year(2001), holder=7),
        Event(3, EventKind.TRANSFER, Happened.in_year(2005), holder=8),
        Event(4, EventKind.THEFT, Happened.in_year(2009)),
    ]
    assert derive(life) == State(Status.STOLEN, 8, Happened.in_year(2009), 4)
    assert derive([*life, Event(5, EventKind.EXPORT, Happened.in_year(2012))]).holder is None


def test_a_stated_status_counts_until_something_happens() -> None:
    stated = Event(1, EventKind.STATED_BY_SOURCE, status=Status.STOLEN)
    assert derive([stated]).status is Status.STOLEN
    assert derive([stated, Event(2, EventKind.FIND, Happened.in_year(2020))]).status is Status.FOUND


def test_destroyed_stays_destroyed() -> None:
    life = [
        Event(1, EventKind.DESTRUCTION, Happened.in_year(2011)),
        Event(2, EventKind.SEIZURE, Happened.in_year(2020)),
    ]
    assert derive(life) == State(Status.DESTROYED, None, Happened.in_year(2011), 1)


def test_a_withdrawn_destruction_gives_the_firearm_back() -> None:
    life = [
        Event(1, EventKind.REGISTRATION, Happened.in_year(2001), holder=7),
        Event(2, EventKind.DESTRUCTION, Happened.in_year(2011)),
        Event(3, EventKind.CORRECTION, corrects=2),
    ]
    assert derive(life) == State(Status.REGISTERED, 7, Happened.in_year(2001), 1)


@pytest.mark.parametrize("kind", [EventKind.PROOF, EventKind.MARKING, EventKind.REPAIR, EventKind.LICENCE])
def test_what_changes_no_state_makes_an_unknown_one_registered(kind: EventKind) -> None:
    assert derive([Event(1, kind)]).status is Status.REGISTERED
    stolen = Event(1, EventKind.THEFT, Happened.in_year(2000))
    assert derive([stolen, Event(2, kind, Happened.in_year(2001))]).status is Status.STOLEN


@given(lives())
def test_the_state_rests_on_an_event_in_force(life: list[Event]) -> None:
    state = derive(life)
    kept = {event.ordinal: event for event in in_force(life)}
    if state.event is None:
        assert state == State() or state.status is Status.UNKNOWN
    else:
        event = kept[state.event]
        assert state.since == event.happened
        kept_from_before = STANDING if event.kind in RESTORES | PASSES_ON else frozenset()
        assert state.status in {left_by(event), Status.REGISTERED} | kept_from_before


@pytest.mark.parametrize(
    ("away", "status"),
    [
        (Event(3, EventKind.LOAN, Happened.in_year(2012), holder=8), Status.ON_LOAN),
        (Event(3, EventKind.REPAIR, Happened.in_year(2012), holder=8), Status.IN_REPAIR),
        (Event(3, EventKind.STORAGE, Happened.in_year(2012)), Status.STORED),
        (Event(3, EventKind.EVIDENCE, Happened.in_year(2012)), Status.EVIDENCE),
        (Event(3, EventKind.FIND, Happened.in_year(2012)), Status.FOUND),
    ],
)
@pytest.mark.parametrize("before", [EventKind.RETENTION, EventKind.DEACTIVATION, EventKind.INHERITANCE])
def test_what_comes_back_is_what_it_was_and_still_its_holder_s(away: Event, status: Status, before: EventKind) -> None:
    life = [
        Event(1, EventKind.REGISTRATION, Happened.in_year(2001), holder=7),
        Event(2, before, Happened.in_year(2011)),
    ]
    gone = [*life, away]
    assert (derive(gone).status, derive(gone).holder) == (status, 7)
    back = derive([*gone, Event(4, EventKind.RETURN, Happened.in_year(2013))])
    assert (back.status, back.holder, back.event) == (derive(life).status, 7, 4)


def test_a_repair_without_a_repairer_is_a_thing_that_was_done() -> None:
    life = [Event(1, EventKind.REGISTRATION, Happened.in_year(2001), holder=7), Event(2, EventKind.REPAIR)]
    assert derive(life).status is Status.REGISTERED


@pytest.mark.parametrize("kind", sorted(PASSES_ON))
def test_a_deactivated_firearm_stays_so_whoever_has_it(kind: EventKind) -> None:
    silenced = Event(1, EventKind.DEACTIVATION, Happened.in_year(2017))
    passed = Event(2, kind, Happened.in_year(2018), holder=9)
    assert derive([silenced, passed]).status is Status.DEACTIVATED
    abroad = Event(2, EventKind.EXPORT, Happened.in_year(2018))
    assert derive([silenced, abroad, Event(3, kind, Happened.in_year(2019))]).status is Status.DEACTIVATED
    found = Event(2, EventKind.REACTIVATION, Happened.in_year(2018))
    assert derive([silenced, found]).status is Status.REACTIVATED


def test_a_temporary_import_ends_by_leaving_or_by_staying() -> None:
    life = [Event(1, EventKind.TEMPORARY_IMPORT, Happened.in_year(2020))]
    assert derive(life).status is Status.TEMPORARILY_IMPORTED
    assert derive([*life, Event(2, EventKind.EXPORT, Happened.in_year(2021))]).status is Status.EXPORTED
    assert derive([*life, Event(2, EventKind.IMPORT, Happened.in_year(2021))]).status is Status.REGISTERED


def test_what_was_taken_apart_is_whole_again_after_its_reassembly() -> None:
    life = [
        Event(1, EventKind.RETENTION, Happened.in_year(2001), holder=7),
        Event(2, EventKind.DISMANTLING, Happened.in_year(2011)),
    ]
    assert derive(life).status is Status.DISMANTLED
    assert derive([*life, Event(3, EventKind.REASSEMBLY, Happened.in_year(2012))]).status is Status.RETAINED


@given(lives(), st.randoms())
def test_rebuilding_gives_the_same_state_however_the_events_are_read(life: list[Event], chance: object) -> None:
    mixed = list(life)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert derive(mixed) == derive(life)


def test_an_identity_that_has_ended_stays_ended() -> None:
    life = [
        Event(1, EventKind.REGISTRATION, Happened.in_year(2001), holder=7),
        Event(2, EventKind.IDENTITY_ENDED, Happened.in_year(2011)),
        Event(3, EventKind.TRANSFER, Happened.in_year(2012), holder=8),
    ]
    assert derive(life) == State(Status.IDENTITY_ENDED, None, Happened.in_year(2011), 2)


def test_a_part_that_is_taken_out_has_the_holder_it_is_told_with() -> None:
    assert derive([Event(1, EventKind.COMPONENT_REMOVED, Happened.in_year(2011), holder=7)]).holder == 7


def test_a_part_taken_out_of_what_has_left_gives_no_title_here() -> None:
    left = Event(1, EventKind.EXPORT, Happened.in_year(2012))
    taken = Event(2, EventKind.COMPONENT_REMOVED, Happened.in_year(2013), holder=7)
    assert derive([left, taken]) == State(Status.EXPORTED, None, Happened.in_year(2012), 1)
