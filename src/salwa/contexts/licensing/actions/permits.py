"""Licensing, action, ¶29 ¶37: a permit for one use ends with the transfer that it admitted."""

from dataclasses import dataclass, field
from datetime import date

from salwa.contexts.licensing.actions._recording import write_event
from salwa.contexts.licensing.models import Licence, LicenceState, PermitUse, Task, TaskKind
from salwa.contexts.licensing.policies import may_use_permits
from salwa.contexts.licensing.queries.packs import kind_of
from salwa.contexts.licensing.queries.permits import permit_used, rule_for
from salwa.contexts.licensing.rules import Event, EventKind, Use
from salwa.contexts.registry.public import Taken, taken_by
from salwa.kernel.lifecycle import EventKind as LifeKind
from salwa.kernel.packs import Dealing
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

    Where two transfers were recorded on one permit at once, the second finds it used: a task asks somebody to look.
    """
    taken = taken_by(actor, firearm, ordinal)
    if taken is None or taken.holder is None or PermitUse.objects.filter(firearm=firearm, ordinal=ordinal).exists():
        return None
    day = taken.event.happened.last or this_entry().recorded_at.date()
    asked = rule_for(actor, LifeKind(taken.event.kind).name.lower(), day)
    if asked is None:
        return None
    found = permit_used(actor, taken.holder, Use(dealing=asked[1], type=taken.type, day=day))
    if found is None:
        _tell(actor, taken, firearm, day, asked[1])
        return None
    if not found.kind.single_use:
        return None
    LicenceState.objects.select_for_update().get(pk=found.id)
    licence = Licence.objects.select_related("state").get(pk=found.id)
    if licence.state.ended is not None:
        _open(licence, firearm)
        return None
    write_event(licence, Event(ordinal=0, kind=EventKind.USED_UP, day=max(day, licence.granted_on)))
    this_entry().note(record=firearm, line=ordinal)
    return PermitUse.objects.create(licence=licence, firearm_id=firearm, ordinal=ordinal, entry_id=this_entry().id)


def _tell(actor: Actor, taken: Taken, firearm: int, day: date, dealing: Dealing) -> None:
    """Open a task where the taker's only permit was used by another transfer that was recorded at the same time."""
    used = Licence.objects.filter(holder=taken.holder, use__isnull=False).exclude(use__firearm=firearm)
    for licence in used.filter(use__entry__recorded_at__date=this_entry().recorded_at.date()).order_by("-pk")[:1]:
        kind = kind_of(actor, licence.kind, licence.granted_on)
        if kind is not None and dealing in kind.permits and licence.granted_on <= day:
            _open(licence, firearm)


def _open(licence: Licence, firearm: int) -> None:
    Task.objects.create(
        holder_id=licence.holder_id,
        agency_id=licence.agency_id,
        opened_id=this_entry().id,
        kind=TaskKind.USED_TWICE,
        firearm_id=firearm,
    )
    this_entry().note(licence=licence.pk, used_twice=True)
