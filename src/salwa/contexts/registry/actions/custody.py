"""Registry, actions, ¶24 ¶29: record that a firearm was found, seized or handed in.

Whoever hands a firearm in is not recorded here: a surrender is no suspicion.
"""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NewEvent
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_report, may_seize
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_find", may=may_seize)
def record_find(*, actor: Actor, firearm: Firearm, happened: Happened, place: str = "", reason: str = "") -> Event:
    """Record that a firearm was found. After a destruction it is kept, as a conflict for a person to look at."""
    return record(locked(actor, firearm), NewEvent(kind=EventKind.FIND, happened=happened, place=place))


@action("registry.record_seizure", may=may_seize)
def record_seizure(*, actor: Actor, firearm: Firearm, happened: Happened, place: str = "", reason: str = "") -> Event:
    """Record that a firearm was seized. After a destruction it is kept, as a conflict for a person to look at."""
    return record(locked(actor, firearm), NewEvent(kind=EventKind.SEIZURE, happened=happened, place=place))


@action("registry.record_surrender", may=may_report)
def record_surrender(*, actor: Actor, firearm: Firearm, happened: Happened, place: str = "", reason: str = "") -> Event:
    """Record that a firearm was handed in of free will."""
    return record(locked(actor, firearm), NewEvent(kind=EventKind.SURRENDER, happened=happened, place=place))
