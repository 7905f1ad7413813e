"""Registry, actions, ¶24 ¶25 ¶29: record that a firearm became the State's, and that it is kept for official use."""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import Happening
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_keep, may_retain
from salwa.kernel.lifecycle import EventKind
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_forfeiture", may=may_keep)
def record_forfeiture(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was forfeited: ``told.holder``, an agency, has title to it from then on.

    Raises:
        Refused: it is lost, stolen, abroad or destroyed on record.
    """
    return record(locked(actor, firearm), told.event(EventKind.FORFEITURE))


@action("registry.record_retention", may=may_retain)
def record_retention(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that the State keeps a firearm for official use, in the hands of ``told.holder``.

    Raises:
        Refused: it is evidence or under a hold, or missing, lent, abroad or destroyed on record.
    """
    return record(locked(actor, firearm), told.event(EventKind.RETENTION))
