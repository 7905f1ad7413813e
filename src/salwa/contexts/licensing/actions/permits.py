"""Licensing, action, ¶29 ¶37: a permit for one use ends with the transfer that it admitted, in the same transaction."""

from dataclasses import dataclass, field

from salwa.contexts.licensing.actions._recording import write_event
from salwa.contexts.licensing.models import Licence, PermitUse
from salwa.contexts.licensing.policies import may_use_permits
from salwa.contexts.licensing.queries.permits import permit_used, rule_for
from salwa.contexts.licensing.rules import Event, EventKind, Use
from salwa.contexts.registry.public import taken_by
from salwa.kernel.lifecycle import EventKind as LifeKind
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Desk:
    """The node itself, which notes what follows from a transfer: no officer does."""

    actor_id: int = 0
    actor_name: str = "permits"
    agency_id: int = 0
    roles: frozenset[str] = field(default_factory=frozenset)


@action("licensing.use_permit", may=may_use_permits)
def use_permit(*, actor: Actor, firearm: int, ordinal: int) -> PermitUse | None:
    """Note that a transfer on record used up a permit; None where it rests on none for one use.

    It is done in the transaction of the transfer: either both are on record, or neither.
    """
    taken = taken_by(actor, firearm, ordinal)
    if taken is None or taken.holder is None or PermitUse.objects.filter(firearm=firearm, ordinal=ordinal).exists():
        return None
    day = taken.event.happened.last or this_entry().recorded_at.date()
    asked = rule_for(actor, LifeKind(taken.event.kind).name.lower(), day)
    if asked is None:
        return None
    found = permit_used(actor, taken.holder, Use(dealing=asked[1], type=taken.type, day=day))
    if found is None or not found.kind.single_use:
        return None
    licence = Licence.objects.get(pk=found.id)
    write_event(licence, Event(ordinal=0, kind=EventKind.USED_UP, day=max(day, licence.granted_on)))
    this_entry().note(record=firearm, line=ordinal)
    return PermitUse.objects.create(licence=licence, firearm_id=firearm, ordinal=ordinal, entry_id=this_entry().id)
