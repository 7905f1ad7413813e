"""Registry, queries, ¶29: hold the stored states of records against what follows from their events."""

from collections.abc import Iterator
from typing import Final

from salwa.contexts.registry.models import Firearm, FirearmState
from salwa.contexts.registry.naming import record_numbered
from salwa.contexts.registry.policies import may_rebuild
from salwa.contexts.registry.queries._lives import lives
from salwa.kernel.lifecycle import State, derive
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

PORTION: Final = 5_000
"""Records of one step: their lives are read in one query."""
_Kept = tuple[int, int, int | None]


def wrong_states(actor: Actor) -> Iterator[str]:
    """Give the records whose stored state does not follow from their events, by public number. Raises NotAllowed.

    A state is derived and no row of record, so no entry binds it: this is how a change of it is found.
    """
    if not may_rebuild(actor):
        raise NotAllowed
    for _, unlike in portions(actor):
        numbers = Firearm.objects.filter(pk__in=unlike).order_by("pk").values_list("number", flat=True)
        yield from map(record_numbered, numbers if unlike else ())


def portions(actor: Actor) -> Iterator[tuple[list[int], list[int]]]:  # noqa: ARG001  nobody reads a record by it
    """Give all records by number, a portion at a time, each with those of its records whose stored state is wrong."""
    last = 0
    while ids := list(Firearm.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PORTION]):
        yield ids, _wrong(ids)
        last = ids[-1]


def _wrong(ids: list[int]) -> list[int]:
    rows = FirearmState.objects.filter(pk__gte=ids[0], pk__lte=ids[-1]).values_list(
        "pk", "status", "event", "holder_id"
    )
    kept = {firearm: (status, event, holder) for firearm, status, event, holder in rows}
    return [firearm for firearm, life in lives(ids).items() if kept.get(firearm) != _told(derive(life.events))]


def _told(state: State) -> _Kept:
    return state.status, state.event or 0, state.holder
