"""Kernel, life cycle: which events count, and in which order they happened as far as that can be known."""

import heapq
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Final

from salwa.kernel.lifecycle.model import Event

_RECORDED: Final = attrgetter("ordinal")


def in_force(events: Iterable[Event]) -> list[Event]:
    """Leave out what a later entry in force corrects, in order of recording.

    Read from the last entry back: if 3 corrects 2 and 4 corrects 3, then 4 and 2 are in force.
    """
    recorded = sorted(events, key=_RECORDED)
    if all(event.corrects is None for event in recorded):
        return recorded
    kept: list[Event] = []
    withdrawn: set[int] = set()
    for event in reversed(recorded):
        if event.ordinal in withdrawn:
            continue
        if event.corrects is not None and event.corrects < event.ordinal:
            withdrawn.add(event.corrects)
        kept.append(event)
    kept.reverse()
    return kept


def in_order(events: Sequence[Event]) -> list[Event]:
    """Put events in the order they happened; where the spans do not tell, in the order they were recorded.

    An event whose span lies wholly before another's always comes first; of all such orders, this is the one that takes
    the earliest recorded event first at every step.
    """
    recorded = sorted(events, key=_RECORDED)
    if _is_in_step(recorded):
        return recorded
    by_start = sorted(events, key=lambda event: event.happened.first or date.min)
    ends = [(event.happened.last or date.max, event.ordinal) for event in events]
    heapq.heapify(ends)
    ready: list[tuple[int, int]] = []
    done: set[int] = set()
    out: list[Event] = []
    started = 0
    while len(out) < len(events):
        while ends[0][1] in done:
            heapq.heappop(ends)
        earliest_end = ends[0][0]
        while started < len(by_start) and (by_start[started].happened.first or date.min) <= earliest_end:
            heapq.heappush(ready, (by_start[started].ordinal, started))
            started += 1
        ordinal, index = heapq.heappop(ready)
        done.add(ordinal)
        out.append(by_start[index])
    return out


def _is_in_step(recorded: Sequence[Event]) -> bool:
    """Say whether no event lies wholly before one that was recorded earlier, as in most lives."""
    latest = date.min
    for event in recorded:
        happened = event.happened
        if happened.last is not None and happened.last < latest:
            return False
        if happened.first is not None and happened.first > latest:
            latest = happened.first
    return True
