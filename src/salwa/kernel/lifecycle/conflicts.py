"""Kernel, life cycle: impossible lives, found only where the spans of time prove them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import Final, NamedTuple

from salwa.kernel.lifecycle.kinds import AS_LIVE, DEALINGS, GIVES_TITLE, PAPERWORK, SIGHTINGS, EventKind, Status
from salwa.kernel.lifecycle.model import Event
from salwa.kernel.lifecycle.order import in_force
from salwa.kernel.lifecycle.state import left_by

_RELEASES: Final = (SIGHTINGS | GIVES_TITLE | {EventKind.EXPORT, EventKind.LOSS, EventKind.THEFT}) - {
    EventKind.REGISTRATION,
    EventKind.COMPONENT_REMOVED,
}


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
    life = _in_groups(in_force(events))
    found: set[Conflict] = set()
    for finder in _FINDERS:
        found.update(finder(life))
    return tuple(sorted(found))


class _Life(NamedTuple):
    """The entries in force, in order of recording; the same by kind, and by the state that each leaves behind."""

    events: list[Event]
    by_kind: dict[EventKind, list[Event]]
    by_left: dict[Status | None, list[Event]]

    def of(self, *kinds: EventKind) -> list[Event]:
        """Give the entries of some kinds, kind by kind."""
        return [event for kind in kinds for event in self.by_kind.get(kind, ())]

    def leaving(self, *left: Status) -> list[Event]:
        """Give the entries that by themselves leave one of these states behind."""
        return [event for status in left for event in self.by_left.get(status, ())]


def _in_groups(events: list[Event]) -> _Life:
    life = _Life(events, {}, {})
    for event in events:
        life.by_kind.setdefault(event.kind, []).append(event)
        life.by_left.setdefault(left_by(event), []).append(event)
    return life


def _after_destruction(life: _Life) -> Iterator[Conflict]:
    for end in life.leaving(Status.DESTROYED):
        for event in life.events:
            if event.kind in PAPERWORK or not end.happened.surely_before(event.happened):
                continue
            kind = ConflictKind.DEALING_AFTER_DESTRUCTION
            if event.kind in SIGHTINGS:
                kind = ConflictKind.SEEN_AFTER_DESTRUCTION
            yield Conflict(kind, end.ordinal, event.ordinal)


def _after_identity_ended(life: _Life) -> Iterator[Conflict]:
    for end in life.leaving(Status.IDENTITY_ENDED):
        for event in life.events:
            if event.kind not in PAPERWORK and end.happened.surely_before(event.happened):
                yield Conflict(ConflictKind.AFTER_IDENTITY_ENDED, end.ordinal, event.ordinal)


def _before_manufacture(life: _Life) -> Iterator[Conflict]:
    for made in life.of(EventKind.MANUFACTURE):
        for event in life.events:
            if event.kind in PAPERWORK or not event.happened.surely_before(made.happened):
                continue
            twice = event.kind is EventKind.MANUFACTURE
            kind = ConflictKind.MADE_TWICE if twice else ConflictKind.BEFORE_MANUFACTURE
            yield Conflict(kind, event.ordinal, made.ordinal)


def _two_holders(life: _Life) -> Iterator[Conflict]:
    registered = [event for event in life.of(EventKind.REGISTRATION) if event.holder is not None]
    releases = life.of(*_RELEASES) if len(registered) > 1 else []
    for one, other in combinations(registered, 2):
        if one.holder == other.holder:
            continue
        first, second = (other, one) if other.happened.surely_before(one.happened) else (one, other)
        if not any(_may_lie_between(first, event, second) for event in releases):
            yield Conflict(ConflictKind.TWO_HOLDERS, first.ordinal, second.ordinal)


def _while_missing(life: _Life) -> Iterator[Conflict]:
    back, dealt = life.of(*SIGHTINGS), life.of(*DEALINGS)
    for missing in life.leaving(Status.LOST, Status.STOLEN):
        for event in dealt:
            if not missing.happened.surely_before(event.happened):
                continue
            if not any(_may_lie_between(missing, seen, event) for seen in back):
                yield Conflict(ConflictKind.DEALING_WHILE_MISSING, missing.ordinal, event.ordinal)


def _live_after_deactivation(life: _Life) -> Iterator[Conflict]:
    again, live = life.of(EventKind.REACTIVATION), life.of(*AS_LIVE)
    for end in life.leaving(Status.DEACTIVATED):
        for event in live:
            if not end.happened.surely_before(event.happened):
                continue
            if not any(_may_lie_between(end, found, event) for found in again):
                yield Conflict(ConflictKind.LIVE_AFTER_DEACTIVATION, end.ordinal, event.ordinal)


def _may_lie_between(first: Event, event: Event, second: Event) -> bool:
    return not event.happened.surely_before(first.happened) and not second.happened.surely_before(event.happened)


_FINDERS: Final[tuple[Callable[[_Life], Iterator[Conflict]], ...]] = (
    _after_destruction,
    _after_identity_ended,
    _before_manufacture,
    _two_holders,
    _while_missing,
    _live_after_deactivation,
)
