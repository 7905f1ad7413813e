"""Marking, action, ¶28 ¶63: declare numbers void that will stand on no firearm."""

from collections.abc import Sequence

from django.utils.translation import gettext

from salwa.contexts.marking.actions._checking import faults_of_text, locked, refuse
from salwa.contexts.marking.models import Job, NumberOutcome, Outcome
from salwa.contexts.marking.policies import may_keep_job
from salwa.contexts.marking.queries._progress import progress_of
from salwa.contexts.marking.rules import composing
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, Refused


@action("marking.void_numbers", may=may_keep_job)
def void_numbers(*, actor: Actor, job: Job, reason: str, marks: Sequence[str] = ()) -> int:
    """Declare open numbers of a job void: those named by their marks, all that are open where none is; give how many.

    Raises:
        Refused: no reason is given, no number is open, or a mark named is none of the job's open ones.
        Conflict: the job is closed.
    """
    refuse([*faults_of_text("reason", reason, 300, is_needed=True)])
    held = locked(job)
    told = progress_of([held.pk])[held.pk]
    still_open = {composing.plain(held.series.mark(one)): one for one in told.numbers if one not in told.outcomes}
    named = [one for one in marks if one.strip()]
    text = gettext("this is no open number of this job")
    refuse([Fault(0, one, text) for one in named if composing.plain(one) not in still_open])
    wanted = sorted({still_open[composing.plain(one)] for one in named} or set(still_open.values()))
    if not wanted:
        raise Refused(gettext("No number of this job is open."))
    NumberOutcome.objects.bulk_create(
        NumberOutcome(job=held, number=one, outcome=Outcome.VOID, reason=reason.strip(), entry_id=this_entry().id)
        for one in wanted
    )
    this_entry().note(job=held.pk, void=len(wanted))
    return len(wanted)
