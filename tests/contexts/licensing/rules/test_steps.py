"""Licensing: what may follow what in the life of a licence."""

from datetime import date, timedelta

import pytest

from salwa.contexts.licensing.rules import STEP_RULES, Event, EventKind, State, Step, broken_steps, derive
from salwa.contexts.licensing.rules import steps as rules
from salwa.contexts.licensing.rules.steps import ends

DAY = date(2026, 11, 30)
GRANTED = Event(ordinal=1, kind=EventKind.GRANTED, day=DAY, valid_from=DAY, valid_to=DAY + timedelta(100))


def after(*kinds: EventKind) -> State:
    return derive([GRANTED, *(Event(ordinal=at, kind=kind, day=DAY) for at, kind in enumerate(kinds, start=2))])


def broken(kind: EventKind, state: State, day: date = DAY, *, grounds: str = "court", **more: object) -> set[object]:
    held = int(more.pop("held", 0))  # type: ignore[call-overload]
    event = Event(ordinal=0, kind=kind, day=day, **more)  # type: ignore[arg-type]
    return set(broken_steps(Step(state=state, event=event, today=DAY, grounds=grounds, held=held)))


@pytest.mark.parametrize("kind", EventKind)
@pytest.mark.parametrize("end", [EventKind.REVOKED, EventKind.SURRENDERED, EventKind.USED_UP])
def test_what_has_ended_stays_ended(kind: EventKind, end: EventKind) -> None:
    assert ends(end)
    assert broken(kind, after(end)) == {rules.EndedStaysEnded}


def test_a_sound_step_breaks_nothing() -> None:
    assert broken(EventKind.SUSPENDED, after()) == set()
    assert broken(EventKind.REINSTATED, after(EventKind.SUSPENDED)) == set()
    assert broken(EventKind.REVOKED, after()) == set()
    assert not ends(EventKind.SUSPENDED)


def test_each_rule_can_be_broken() -> None:
    seen = broken(EventKind.REVOKED, after(), DAY + timedelta(1), grounds="", held=2)
    seen |= broken(EventKind.REINSTATED, after(), DAY - timedelta(1))
    seen |= broken(EventKind.SUSPENDED, after(EventKind.SUSPENDED))
    seen |= broken(EventKind.RENEWED, after(EventKind.SUSPENDED), valid_from=DAY, valid_to=DAY - timedelta(1))
    seen |= broken(EventKind.GRANTED, after(EventKind.REVOKED))
    assert seen == set(STEP_RULES)


def test_firearms_of_a_revoked_licence_are_spoken_for() -> None:
    assert broken(EventKind.REVOKED, after(), held=1) == {rules.ArmsAreSpokenFor}
    assert broken(EventKind.REVOKED, after(), held=1, hand_in_by=DAY) == set()
    assert broken(EventKind.SURRENDERED, after(), held=1, grounds="") == {rules.ArmsAreSpokenFor}


def test_every_rule_has_a_sentence_and_a_source() -> None:
    for rule in STEP_RULES:
        assert rule.text().endswith((".", "be."))
        assert "Source" not in rule.text()
        assert rule.source
