"""Registry, actions, ¶29: make again what is derived: the states and the identification index."""

from salwa.contexts.registry.actions._recording import settle
from salwa.contexts.registry.indexing import building
from salwa.contexts.registry.indexing.building import Rebuilt
from salwa.contexts.registry.policies import may_rebuild
from salwa.contexts.registry.queries.states import portions
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor


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
    for ids, unlike in portions(actor):
        count += len(ids)
        wrong += len(unlike)
        for firearm in unlike:
            settle(firearm)
    this_entry().note(records=count, wrong=wrong)
    return wrong
