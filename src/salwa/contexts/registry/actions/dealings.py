"""Registry, actions, ¶29 ¶64: record who has a firearm: a registration, a transfer, a sale, an inheritance, a loan."""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NO_DETAILS, Details, Happening, NewEvent
from salwa.contexts.registry.models import Event, Firearm, Holder
from salwa.contexts.registry.policies import may_give_back, may_report
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_registration", may=may_report)
def record_registration(
    *,
    actor: Actor,
    firearm: Firearm,
    holder: Holder,
    happened: Happened,
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Record that a firearm was registered to a holder. Raises Refused where another holder is on record."""
    new = NewEvent(kind=EventKind.REGISTRATION, happened=happened, holder=holder, details=details)
    return record(locked(actor, firearm), new)


@action("registry.record_transfer", may=may_report)
def record_transfer(
    *,
    actor: Actor,
    firearm: Firearm,
    holder: Holder,
    happened: Happened,
    details: Details = NO_DETAILS,
    reason: str = "",
) -> Event:
    """Record that a firearm passed to another holder. Raises Refused where it is lost, stolen or destroyed."""
    return record(
        locked(actor, firearm), NewEvent(kind=EventKind.TRANSFER, happened=happened, holder=holder, details=details)
    )


@action("registry.record_sale", may=may_report)
def record_sale(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was sold: ``told.holder`` bought it.

    Raises:
        Refused: no buyer is named, the giver is not the holder on record, the State asks for consents first, or the
            firearm cannot be dealt with as it is.
    """
    return record(locked(actor, firearm), told.event(EventKind.SALE))


@action("registry.record_inheritance", may=may_report)
def record_inheritance(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm passed to an heir, ``told.holder``. Title passes even where the firearm is missing.

    Raises:
        Refused: no heir is named, the State asks for consents first, or another rule is broken.
    """
    return record(locked(actor, firearm), told.event(EventKind.INHERITANCE))


@action("registry.record_loan", may=may_report)
def record_loan(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was lent to ``told.holder``, perhaps an armourer; its title stays where it is.

    Raises:
        Refused: no borrower is named, it is due back before it was lent, or another rule is broken.
    """
    return record(locked(actor, firearm), told.event(EventKind.LOAN))


@action("registry.record_return", may=may_give_back)
def record_return(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm came back to its holder: from a loan, a repair, the store, a find or evidence.

    Raises:
        Refused: it is not away on record, or a hold is open on it.
    """
    return record(locked(actor, firearm), told.event(EventKind.RETURN))
