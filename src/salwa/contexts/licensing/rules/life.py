"""Licensing, rules, ¶37 ¶64: what happens to a licence, and its state, which follows from that and from the day.

Source: tracing.md section 2, events to model (licence grant and revocation); running out is no event: it follows from
the day up to which the licence was given.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Final


class EventKind(IntEnum):
    """What can happen to a licence. A code never changes its meaning."""

    GRANTED = 1
    RENEWED = 2
    SUSPENDED = 3
    REINSTATED = 4
    REVOKED = 5
    SURRENDERED = 6
    AMENDED = 7
    USED_UP = 8


class Standing(IntEnum):
    """What a licence is on a day. Only one that is in force permits anything."""

    NOT_YET = 1
    IN_FORCE = 2
    SUSPENDED = 3
    EXPIRED = 4
    REVOKED = 5
    SURRENDERED = 6
    USED_UP = 7


GIVES_TERMS: Final = frozenset({EventKind.GRANTED, EventKind.RENEWED, EventKind.AMENDED})
"""Events that say for how long the licence holds, and for how many firearms."""
ENDS: Final = {
    EventKind.REVOKED: Standing.REVOKED,
    EventKind.SURRENDERED: Standing.SURRENDERED,
    EventKind.USED_UP: Standing.USED_UP,
}
"""Events after which nothing more happens to the licence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a licence. ``valid_to`` None: until further notice; ``quota`` None: without limit."""

    ordinal: int
    kind: EventKind
    day: date
    valid_from: date | None = None
    valid_to: date | None = None
    quota: int | None = None
    hand_in_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What follows from the events alone. ``ended`` is the standing that an event brought, None where none did.

    ``terms`` is the ordinal of the event that gave the present terms. ``hand_in_by``: until when arms are handed in.
    """

    valid_from: date | None = None
    valid_to: date | None = None
    quota: int | None = None
    is_suspended: bool = False
    ended: Standing | None = None
    since: date | None = None
    hand_in_by: date | None = None
    terms: int = 0


def derive(events: Iterable[Event]) -> State:
    """Give the state that follows from the events, in the order of recording."""
    state = State()
    for event in sorted(events, key=lambda one: one.ordinal):
        state = _after(state, event)
    return state


def standing(state: State, day: date) -> Standing:
    """Give what a licence is on a day: what ended it counts before its dates, and its dates before a suspension."""
    if state.ended is not None:
        return state.ended
    if state.valid_from is None or day < state.valid_from:
        return Standing.NOT_YET
    if state.valid_to is not None and day > state.valid_to:
        return Standing.EXPIRED
    return Standing.SUSPENDED if state.is_suspended else Standing.IN_FORCE


def _after(state: State, event: Event) -> State:
    if event.kind in GIVES_TERMS:
        return replace(
            state,
            valid_from=event.valid_from,
            valid_to=event.valid_to,
            quota=event.quota,
            terms=event.ordinal,
            since=event.day,
        )
    if event.kind in ENDS:
        return replace(state, ended=ENDS[event.kind], since=event.day, hand_in_by=event.hand_in_by)
    is_suspended = event.kind is EventKind.SUSPENDED
    return replace(state, is_suspended=is_suspended, since=event.day, hand_in_by=event.hand_in_by)
