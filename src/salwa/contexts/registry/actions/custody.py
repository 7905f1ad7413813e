"""Registry, actions, ¶24 ¶29: record that a firearm was found, seized, handed in, stored or taken as evidence.

Whoever hands a firearm in is not recorded here: a surrender is no suspicion.
"""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NO_DETAILS, Details, Happening, NewEvent
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_report, may_seize, may_store
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_find", may=may_seize)
def record_find(
    *,
    actor: Actor,
    firearm: Firearm,
    happened: Happened,
    place: str = "",
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Record that a firearm was found. After a destruction it is kept, as a conflict for a person to look at."""
    return record(
        locked(actor, firearm), NewEvent(kind=EventKind.FIND, happened=happened, place=place, details=details)
    )


@action("registry.record_seizure", may=may_seize)
def record_seizure(
    *,
    actor: Actor,
    firearm: Firearm,
    happened: Happened,
    place: str = "",
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Record that a firearm was seized. After a destruction it is kept, as a conflict for a person to look at."""
    return record(
        locked(actor, firearm), NewEvent(kind=EventKind.SEIZURE, happened=happened, place=place, details=details)
    )


@action("registry.record_surrender", may=may_report)
def record_surrender(
    *,
    actor: Actor,
    firearm: Firearm,
    happened: Happened,
    place: str = "",
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Record that a firearm was handed in of free will."""
    return record(
        locked(actor, firearm), NewEvent(kind=EventKind.SURRENDER, happened=happened, place=place, details=details)
    )


@action("registry.record_storage", may=may_store)
def record_storage(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was taken into the police's or the State's store; its title stays where it is.

    Raises:
        Refused: it is lost, stolen, abroad or destroyed on record.
    """
    return record(locked(actor, firearm), told.event(EventKind.STORAGE))


@action("registry.record_evidence", may=may_store)
def record_evidence(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm is held as evidence. It is neither dealt with nor destroyed until it is let go."""
    return record(locked(actor, firearm), told.event(EventKind.EVIDENCE))
