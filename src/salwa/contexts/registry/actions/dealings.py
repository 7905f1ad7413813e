"""Registry, actions, ¶29 ¶64: record a registration to a holder, a transfer to another, an import."""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NewEvent
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Event, Firearm, Holder
from salwa.contexts.registry.policies import may_import, may_report
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_registration", may=may_report)
def record_registration(
    *, actor: Actor, firearm: Firearm, holder: Holder, happened: Happened, reason: str = ""
) -> Event:
    """Record that a firearm was registered to a holder. Raises Refused where another holder is on record."""
    new = NewEvent(kind=EventKind.REGISTRATION, happened=happened, holder=holder)
    return record(locked(actor, firearm), new)


@action("registry.record_transfer", may=may_report)
def record_transfer(*, actor: Actor, firearm: Firearm, holder: Holder, happened: Happened, reason: str = "") -> Event:
    """Record that a firearm passed to another holder. Raises Refused where it is lost, stolen or destroyed."""
    return record(locked(actor, firearm), NewEvent(kind=EventKind.TRANSFER, happened=happened, holder=holder))


@action("registry.record_import", may=may_import)
def record_import(
    *, actor: Actor, firearm: Firearm, happened: Happened, country: int, place: str = "", reason: str = ""
) -> Event:
    """Record that a firearm was imported into ``country`` (ISO 3166-1 numeric), this State or another it came through.

    Raises:
        Refused: a rule is broken (an import before the manufacture), or the country is unknown.
    """
    held = locked(actor, firearm)
    new = NewEvent(kind=EventKind.IMPORT, happened=happened, country=country, place=place)
    event = record(held, new)
    add_delta([held.pk])
    return event
