"""Registry, action, ¶24 ¶25 ¶29: record that a firearm was destroyed."""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NO_DETAILS, Details, NewEvent
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_keep
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_destruction", may=may_keep)
def record_destruction(
    *,
    actor: Actor,
    firearm: Firearm,
    happened: Happened,
    place: str = "",
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Record that a firearm was destroyed. Its record stays; nothing can be done with the firearm afterwards.

    Raises:
        Refused: a rule is broken (it is destroyed already).
    """
    return record(
        locked(actor, firearm), NewEvent(kind=EventKind.DESTRUCTION, happened=happened, place=place, details=details)
    )
