"""Registry, actions, ¶29: report a firearm lost or stolen."""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NO_DETAILS, Details, NewEvent
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_report
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.report_loss", may=may_report)
def report_loss(
    *,
    actor: Actor,
    firearm: Firearm,
    happened: Happened,
    place: str = "",
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Report a firearm lost. Raises Refused where a rule is broken (a destroyed firearm cannot be lost)."""
    return record(
        locked(actor, firearm), NewEvent(kind=EventKind.LOSS, happened=happened, place=place, details=details)
    )


@action("registry.report_theft", may=may_report)
def report_theft(
    *,
    actor: Actor,
    firearm: Firearm,
    happened: Happened,
    place: str = "",
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Report a firearm stolen. Raises Refused where a rule is broken."""
    return record(
        locked(actor, firearm), NewEvent(kind=EventKind.THEFT, happened=happened, place=place, details=details)
    )
