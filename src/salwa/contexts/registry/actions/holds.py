"""Registry, actions, ¶29: keep a firearm from being destroyed or given away while a trace or a case is open."""

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_text, refuse
from salwa.contexts.registry.actions._recording import locked
from salwa.contexts.registry.models import Firearm, Hold, HoldReason
from salwa.contexts.registry.policies import may_hold, may_lift
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault


@action("registry.place_hold", may=may_hold)
def place_hold(*, actor: Actor, firearm: Firearm, kind: HoldReason, reference: str, reason: str = "") -> Hold:
    """Place a hold on a firearm. One with the same reason and reference that is open already is given back.

    While one is open the firearm is not destroyed, changed, given away or returned. ``reference`` is the number of the
    trace, the case or the order; ``reason`` is kept in the entry.

    Raises:
        Refused: there is no such reason, or the reference is empty or cannot be kept.
        NotFound: there is no such record for this actor.
    """
    line = " ".join(reference.split())
    faults = list(faults_of_text("reference", reference, 120))
    if not line:
        faults.append(Fault(0, "reference", gettext("write the number of the trace, the case or the order")))
    if kind not in HoldReason.values:
        faults.append(Fault(0, "kind", gettext("there is no such reason for a hold")))
    refuse(faults)
    held = locked(actor, firearm)
    row, is_new = Hold.objects.get_or_create(
        firearm=held, reason=kind, reference=line, lifted=None, defaults={"placed_id": this_entry().id}
    )
    this_entry().note(record=held.pk, hold=row.pk, kind=HoldReason(kind).name.lower(), is_new=is_new)
    return row


@action("registry.lift_hold", may=may_lift)
def lift_hold(*, actor: Actor, hold: Hold, reason: str) -> Hold:
    """Lift a hold, saying why. It stays readable.

    Raises:
        Refused: no reason is given.
        Conflict: it was lifted before.
    """
    if not reason.strip():
        refuse([Fault(0, "reason", gettext("Say why the hold is lifted: somebody will ask."))])
    locked(actor, hold.firearm)
    row = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if row.lifted_id is not None:
        raise Conflict(gettext("Somebody has lifted this hold already."))
    row.lifted_id = this_entry().id
    row.save(update_fields=["lifted"])
    this_entry().note(record=row.firearm_id, hold=row.pk, kind=HoldReason(row.reason).name.lower())
    return row
