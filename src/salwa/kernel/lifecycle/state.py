"""Kernel, life cycle: derive the present state of a firearm from what happened to it."""

from collections.abc import Iterator, Sequence
from typing import Final

from salwa.kernel.lifecycle.kinds import (
    ENDS_TITLE,
    FINAL,
    GIVES_TITLE,
    LEADS_TO,
    PAPERWORK,
    PASSES_ON,
    RESTORES,
    STANDING,
    EventKind,
    Status,
)
from salwa.kernel.lifecycle.model import Event, State
from salwa.kernel.lifecycle.order import in_force, in_order

_OUT_OF_HAND: Final = FINAL | {Status.EXPORTED}
"""States in which the register knows no title-holder."""


def derive(events: Sequence[Event]) -> State:
    """Give the present state.

    Destroyed stays destroyed, and an identity that has ended stays ended: an event placed after that changes nothing
    here and is a conflict for a person to look at (a record is never reopened silently, tracing.md section 6, case 10).
    What comes back is again what it was before it went: deactivated, kept for official use, or registered.
    """
    state = State()
    for _, state in unfolded(events):  # noqa: B007  the last one is asked for
        pass
    return state


def unfolded(events: Sequence[Event]) -> Iterator[tuple[Event, State]]:
    """Give each event in force, in the order in which they happened, with the state that it leaves behind."""
    state, standing = State(), Status.REGISTERED
    for event in in_order(in_force(events)):
        if state.status not in FINAL:
            state = _after(state, event, standing)
            if state.status in STANDING:
                standing = state.status
        yield event, state


def left_by(event: Event) -> Status | None:
    """Tell the status an event leaves behind by itself, None where it changes none.

    A repair with a holder gives the firearm to that repairer; without one it says that it was repaired.
    """
    left = LEADS_TO.get(event.kind)
    if left is None and event.kind is EventKind.STATED_BY_SOURCE:
        return event.status or None
    if left is None and event.kind is EventKind.REPAIR and event.holder is not None:
        return Status.IN_REPAIR
    return left


def _after(state: State, event: Event, standing: Status) -> State:
    status = _status_after(state, event, standing)
    holder = state.holder
    left = state.status if status is None else status
    if event.kind in ENDS_TITLE or left in _OUT_OF_HAND:
        holder = None
    elif event.kind in GIVES_TITLE and event.holder is not None:
        holder = event.holder
    if status is None:
        return State(state.status, holder, state.since, state.event)
    return State(status, holder, event.happened, event.ordinal)


def _status_after(state: State, event: Event, standing: Status) -> Status | None:
    if event.kind in RESTORES:
        return standing
    if event.kind in PASSES_ON and standing is Status.DEACTIVATED:
        return None if state.status is standing else standing
    status = left_by(event)
    if status is None and state.status is Status.UNKNOWN and event.kind not in PAPERWORK:
        return Status.REGISTERED
    return status
