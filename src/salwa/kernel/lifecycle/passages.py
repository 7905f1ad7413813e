"""Kernel, life cycle: when firearms came to a holder and left again: a dealer's book is this, and no second record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from salwa.kernel.lifecycle.model import Event
from salwa.kernel.lifecycle.state import unfolded


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One stay of a firearm with a holder.

    ``acquired`` is the event by which it came, ``giver`` who had it before (None where nobody is on record);
    ``disposed`` the event by which it left (None while it is there), ``taker`` who has it from then on (None after an
    export or a destruction). ``is_struck``: so it stood until an event of it was corrected.
    """

    acquired: Event
    giver: int | None = None
    disposed: Event | None = None
    taker: int | None = None
    is_struck: bool = False


def passages(events: Sequence[Event], holder: int) -> tuple[Passage, ...]:
    """Give the stays of a firearm with ``holder``, the first first; struck ones stand before those that hold.

    A struck stay is told as it stood just before the correction (ATF Ruling 2016-1: the wrong entry stays readable).
    """
    held = list(_stays(events, holder))
    struck: dict[tuple[int, int | None, int | None], Passage] = {}
    for correcting in (event for event in events if event.corrects is not None):
        before = [event for event in events if event.ordinal < correcting.ordinal]
        for one in _stays(before, holder):
            wrong = one.acquired.ordinal, None if one.disposed is None else one.disposed.ordinal
            if correcting.corrects in wrong:
                struck.setdefault((one.acquired.ordinal, wrong[1], one.taker), _struck(one))
    return (*struck.values(), *held)


def _stays(events: Sequence[Event], holder: int) -> Iterator[Passage]:
    acquired: Event | None = None
    giver: int | None = None
    before: int | None = None
    for event, state in unfolded(events):
        now = state.holder
        if now == holder and before != holder:
            acquired, giver = event, before
        elif before == holder and now != holder and acquired is not None:
            yield Passage(acquired=acquired, giver=giver, disposed=event, taker=now)
            acquired = None
        before = now
    if acquired is not None:
        yield Passage(acquired=acquired, giver=giver)


def _struck(one: Passage) -> Passage:
    return Passage(acquired=one.acquired, giver=one.giver, disposed=one.disposed, taker=one.taker, is_struck=True)
