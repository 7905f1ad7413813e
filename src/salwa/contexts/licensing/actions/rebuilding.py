"""Licensing, actions, ¶37: make again what is derived: the states of licences."""

from salwa.contexts.licensing.actions._recording import settle
from salwa.contexts.licensing.policies import may_derive
from salwa.contexts.licensing.queries.states import portions
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor


@action("licensing.rebuild_states", may=may_derive)
def rebuild_states(*, actor: Actor, reason: str = "") -> int:
    """Derive the state of every licence anew from its events; give the number of those whose state was wrong."""
    wrong = count = 0
    for many, unlike in portions(actor):
        count += many
        wrong += len(unlike)
        for licence in unlike:
            settle(licence)
    this_entry().note(licences=count, wrong=wrong)
    return wrong
