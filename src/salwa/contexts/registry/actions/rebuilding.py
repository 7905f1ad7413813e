"""Registry, actions, ¶29: make again what is derived: the states and the identification index."""

from collections.abc import Iterator

from salwa.contexts.registry.actions._recording import settle
from salwa.contexts.registry.indexing import building
from salwa.contexts.registry.indexing.building import Rebuilt
from salwa.contexts.registry.models import Firearm, FirearmState
from salwa.contexts.registry.policies import may_rebuild
from salwa.contexts.registry.queries._lives import lives
from salwa.kernel.lifecycle import State, derive
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor

_AT_ONCE = 5_000


@action("registry.rebuild_index", may=may_rebuild)
def rebuild_index(*, actor: Actor, reason: str = "") -> Rebuilt:
    """Write the identification index anew from the register. Whoever searches meanwhile searches the old one."""
    made = building.rebuild(entry=this_entry().id)
    this_entry().note(segments=made.segments, rows=made.rows, bytes=made.bytes, absorbed=made.absorbed)
    return made


@action("registry.rebuild_state", may=may_rebuild)
def rebuild_state(*, actor: Actor, reason: str = "") -> int:
    """Derive the state of every record anew from its events; give the number of records whose state was wrong."""
    wrong = count = 0
    for ids in _portions():
        count += len(ids)
        kept = FirearmState.objects.in_bulk(ids)
        for firearm, life in lives(ids).items():
            held = kept.get(firearm)
            if held is None or not _says(held, derive(life.events)):
                settle(firearm)
                wrong += 1
    this_entry().note(records=count, wrong=wrong)
    return wrong


def _says(held: FirearmState, state: State) -> bool:
    return (held.status, held.event, held.holder_id) == (state.status, state.event or 0, state.holder)


def _portions() -> Iterator[list[int]]:
    last = 0
    while True:
        ids = list(Firearm.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
        if not ids:
            return
        yield ids
        last = ids[-1]
