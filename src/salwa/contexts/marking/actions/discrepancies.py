"""Marking, action, ¶28 ¶63: say what came of a mark that does not agree with the plan or the report."""

from django.utils.translation import gettext

from salwa.contexts.marking.actions._checking import faults_of_text, refuse
from salwa.contexts.marking.models import Discrepancy
from salwa.contexts.marking.policies import may_settle
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict


@action("marking.close_discrepancy", may=may_settle)
def close_discrepancy(*, actor: Actor, discrepancy: Discrepancy, reason: str) -> Discrepancy:
    """Close a discrepancy with what came of it. Raises Refused without a reason, Conflict where it is closed."""
    refuse([*faults_of_text("reason", reason, 500, is_needed=True)])
    is_open = Discrepancy.objects.filter(pk=discrepancy.pk, closed=None)
    if not is_open.update(closed=this_entry().id):
        raise Conflict(gettext("Somebody has closed this discrepancy already."))
    this_entry().note(job=discrepancy.job_id, number=discrepancy.number, discrepancy=discrepancy.pk)
    discrepancy.refresh_from_db()
    return discrepancy
