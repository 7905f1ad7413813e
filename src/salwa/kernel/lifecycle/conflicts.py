"""Kernel, life cycle: impossible lives, found only where the spans of time prove them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import Final

from salwa.kernel.lifecycle.kinds import AS_LIVE, DEALINGS, GIVES_TITLE, PAPERWORK, SIGHTINGS, EventKind, Status
from salwa.kernel.lifecycle.model import Event
from salwa.kernel.lifecycle.order import in_force
from salwa.kernel.lifecycle.state import left_by

_RELEASES: Final = (SIGHTINGS | GIVES_TITLE | {EventKind.EXPORT, EventKind.LOSS, EventKind.THEFT}) - {
    EventKind.REGISTRATION,
    EventKind.COMPONENT_REMOVED,
}
_LIVE_AGAIN: Final = frozenset({EventKind.REACTIVATION})


class ConflictKind(IntEnum):
    """Two entries of one life that cannot both be true, or that need an explanation."""

    DEALING_AFTER_DESTRUCTION = 1
    SEEN_AFTER_DESTRUCTION = 2
    BEFORE_MANUFACTURE = 3
    MADE_TWICE = 4
    TWO_HOLDERS = 5
    DEALING_WHILE_MISSING = 6
    LIVE_AFTER_DEACTIVATION = 7
    AFTER_IDENTITY_ENDED = 20


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """A conflict and the ordinals of the two entries that make it, in the order they must have happened."""

    kind: ConflictKind
    first: int
    second: int


def conflicts(events: Sequence[Event]) -> tuple[Conflict, ...]:
    """Give all proven conflicts of a life, in a stable order.

    Only entries in force count. Spans that overlap prove no order, so they never make a conflict.
    """
    life = in_force(events)
    found: set[Conflict] = set()
    for finder in _FINDERS:
        found.update(finder(life))
    return tuple(sorted(found))


def _after_destruction(life: list[Event]) -> Iterator[Conflict]:
    ends = [event for event in life if left_by(event) is Status.DESTROYED]
    for end in ends:
        for event in life:
            if event.kind in PAPERWORK or not end.happened.surely_before(event.happened):
                continue
            kind = ConflictKind.DEALING_AFTER_DESTRUCTION
            if event.kind in SIGHTINGS:
                kind = ConflictKind.SEEN_AFTER_DESTRUCTION
            yield Conflict(kind, end.ordinal, event.ordinal)


def _after_identity_ended(life: list[Event]) -> Iterator[Conflict]:
    ends = [event for event in life if left_by(event) is Status.IDENTITY_ENDED]
    for end in ends:
        for event in life:
            if event.kind not in PAPERWORK and end.happened.surely_before(event.happened):
                yield Conflict(ConflictKind.AFTER_IDENTITY_ENDED, end.ordinal, event.ordinal)


def _before_manufacture(life: list[Event]) -> Iterator[Conflict]:
    for made in (event for event in life if event.kind is EventKind.MANUFACTURE):
        for event in life:
            if event.kind in PAPERWORK or not event.happened.surely_before(made.happened):
                continue
            twice = event.kind is EventKind.MANUFACTURE
            kind = ConflictKind.MADE_TWICE if twice else ConflictKind.BEFORE_MANUFACTURE
            yield Conflict(kind, event.ordinal, made.ordinal)


def _two_holders(life: list[Event]) -> Iterator[Conflict]:
    registered = [event for event in life if event.kind is EventKind.REGISTRATION and event.holder is not None]
    releases = [event for event in life if event.kind in _RELEASES]
    for one, other in combinations(registered, 2):
        if one.holder == other.holder:
            continue
        first, second = (other, one) if other.happened.surely_before(one.happened) else (one, other)
        if not any(_may_lie_between(first, event, second) for event in releases):
            yield Conflict(ConflictKind.TWO_HOLDERS, first.ordinal, second.ordinal)


def _while_missing(life: list[Event]) -> Iterator[Conflict]:
    gone = [event for event in life if left_by(event) in (Status.LOST, Status.STOLEN)]
    back = [event for event in life if event.kind in SIGHTINGS]
    dealt = [event for event in life if event.kind in DEALINGS] if gone else []
    for missing in gone:
        for event in dealt:
            if not missing.happened.surely_before(event.happened):
                continue
            if not any(_may_lie_between(missing, seen, event) for seen in back):
                yield Conflict(ConflictKind.DEALING_WHILE_MISSING, missing.ordinal, event.ordinal)


def _live_after_deactivation(life: list[Event]) -> Iterator[Conflict]:
    silenced = [event for event in life if left_by(event) is Status.DEACTIVATED]
    again = [event for event in life if event.kind in _LIVE_AGAIN]
    for end in silenced:
        for event in life:
            if event.kind not in AS_LIVE or not end.happened.surely_before(event.happened):
                continue
            if not any(_may_lie_between(end, found, event) for found in again):
                yield Conflict(ConflictKind.LIVE_AFTER_DEACTIVATION, end.ordinal, event.ordinal)


def _may_lie_between(first: Event, event: Event, second: Event) -> bool:
    return not event.happened.surely_before(first.happened) and not second.happened.surely_before(event.happened)


_FINDERS: Final[tuple[Callable[[list[Event]], Iterator[Conflict]], ...]] = (
    _after_destruction,
    _after_identity_ended,
    _before_manufacture,
    _two_holders,
    _while_missing,
    _live_after_deactivation,
)
