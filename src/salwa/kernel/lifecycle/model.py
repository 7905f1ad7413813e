"""Kernel, life cycle: an event as the derivation sees it, and the state derived."""

from typing import NamedTuple

from salwa.kernel.lifecycle.happened import UNKNOWN_TIME, Happened
from salwa.kernel.lifecycle.kinds import EventKind, Status


class Event(NamedTuple):
    """One thing that happened to a firearm.

    ``ordinal`` is its place in the order of recording, within the firearm. ``holder`` is who has title, or custody, by
    it. ``status`` is what a source states (only for STATED_BY_SOURCE). ``corrects`` is the ordinal of the event that
    this one replaces.
    """

    ordinal: int
    kind: EventKind
    happened: Happened = UNKNOWN_TIME
    holder: int | None = None
    status: Status = Status.UNKNOWN
    corrects: int | None = None


class State(NamedTuple):
    """The present state: ``since`` and ``event`` name the event that brought ``status`` about (None where none did)."""

    status: Status = Status.UNKNOWN
    holder: int | None = None
    since: Happened = UNKNOWN_TIME
    event: int | None = None
