"""Licensing, queries, ¶37: hold the kept states of licences against what follows from their events."""

from collections.abc import Iterator
from typing import Final

from salwa.contexts.licensing.models import Licence, LicenceState
from salwa.contexts.licensing.naming import licence_number
from salwa.contexts.licensing.policies import may_derive
from salwa.contexts.licensing.queries._views import event_of, state_of
from salwa.contexts.licensing.rules import State, derive
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

PORTION: Final = 2_000
"""Licences of one step: their events are read in one query."""


def wrong_states(actor: Actor) -> Iterator[str]:
    """Give the licences whose kept state does not follow from their events, by number. Raises NotAllowed.

    A state is derived and no row of record, so no entry binds it: this is how a change of it is found.
    """
    if not may_derive(actor):
        raise NotAllowed
    for _, unlike in portions(actor):
        yield from map(licence_number, unlike)


def portions(actor: Actor) -> Iterator[tuple[int, list[Licence]]]:  # noqa: ARG001  nobody reads a licence by it
    """Give all licences, a portion at a time: how many there are in it, and those whose kept state is wrong."""
    last = 0
    every = Licence.objects.select_related("state").prefetch_related("events").order_by("pk")
    while rows := list(every.filter(pk__gt=last)[:PORTION]):
        yield len(rows), [one for one in rows if _kept(one) != derive(event_of(row) for row in one.events.all())]
        last = rows[-1].pk


def _kept(licence: Licence) -> State | None:
    """Give the kept state; None where there is none, or one that no rule knows."""
    try:
        return state_of(licence.state)
    except (LicenceState.DoesNotExist, ValueError):
        return None
