"""Registry, actions, ¶29: ask for a second look at a record, and say what came of it."""

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_text, refuse
from salwa.contexts.registry.models import Finding, FindingKind, Firearm
from salwa.contexts.registry.policies import may_close_finding, may_open_finding
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Refused


@action("registry.open_finding", may=may_open_finding)
def open_finding(
    *, actor: Actor, firearm: Firearm, kind: FindingKind, other: Firearm | None = None, text: str = ""
) -> Finding:
    """Open a finding about a record, perhaps together with another record. One that is open already is given back.

    Raises:
        Refused: the kind is one that the register finds by itself, or the text cannot be kept.
    """
    refuse([*faults_of_text("text", text, 500)])
    if kind < FindingKind.DUPLICATE:
        raise Refused(gettext("Conflicts of a life are found by the register itself."))
    found, is_new = Finding.objects.get_or_create(
        firearm=firearm, other=other, kind=kind, closed=None, defaults={"opened_id": this_entry().id, "text": text}
    )
    this_entry().note(record=firearm.pk, finding=found.pk, kind=FindingKind(kind).name.lower(), is_new=is_new)
    return found


@action("registry.close_finding", may=may_close_finding)
def close_finding(*, actor: Actor, finding: Finding, reason: str) -> Finding:
    """Close a finding with the reason why nothing is left to look at. It is not opened again by itself.

    Raises:
        Refused: no reason is given.
        Conflict: somebody closed it before.
    """
    if not reason.strip():
        raise Refused(gettext("Say what came of it."))
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.closed_id is not None:
        raise Conflict(gettext("Somebody has closed this finding already."))
    held.closed_id = this_entry().id
    held.save(update_fields=["closed"])
    this_entry().note(record=held.firearm_id, finding=held.pk, kind=FindingKind(held.kind).name.lower())
    return held
