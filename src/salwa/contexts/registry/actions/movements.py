"""Registry, actions, ¶29 ¶37 ¶64: record what crosses the border: imports, temporary ones too, transits, exports."""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NO_DETAILS, Details, Happening, NewEvent
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_import, may_move
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_import", may=may_import)
def record_import(  # noqa: PLR0913  six of them were there before the seventh, and others call it by them
    *,
    actor: Actor,
    firearm: Firearm,
    happened: Happened,
    country: int,
    place: str = "",
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Record that a firearm was imported into ``country`` (ISO 3166-1 numeric), this State or another it came through.

    Raises:
        Refused: a rule is broken (an import before the manufacture), or the country is unknown.
    """
    held = locked(actor, firearm)
    new = NewEvent(kind=EventKind.IMPORT, happened=happened, country=country, place=place, details=details)
    event = record(held, new)
    add_delta([held.pk])
    return event


@action("registry.record_temporary_import", may=may_move)
def record_temporary_import(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm entered for a time, and is due to leave again by ``told.details.until``.

    Raises:
        Refused: it is due to leave before it entered, or it cannot have entered as it is on record.
    """
    return record(locked(actor, firearm), told.event(EventKind.TEMPORARY_IMPORT))


@action("registry.record_transit", may=may_move)
def record_transit(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm passes through the country. Raises Refused where it cannot have entered as on record."""
    return record(locked(actor, firearm), told.event(EventKind.TRANSIT))


@action("registry.record_export", may=may_move)
def record_export(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm left for ``told.country``; the register knows no holder of it any more.

    Raises:
        Refused: it is missing, lent, evidence or under a hold, or destroyed.
    """
    return record(locked(actor, firearm), told.event(EventKind.EXPORT))
