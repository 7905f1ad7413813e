"""Marking, action, ¶28 ¶63: read a mark again, by a second person who is not shown what it should be."""

from django.utils.translation import gettext

from salwa.contexts.marking.actions._checking import faults_of_text, locked, refuse, refuse_broken
from salwa.contexts.marking.actions._entering import enter
from salwa.contexts.marking.models import Discrepancy, DiscrepancyKind, Job, NumberOutcome, Reading
from salwa.contexts.marking.policies import may_keep_job, may_verify
from salwa.contexts.marking.queries._progress import progress_of
from salwa.contexts.marking.rules import composing
from salwa.contexts.marking.rules.duties import SecondPersonReads
from salwa.contexts.registry import public as registry
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


@action("marking.verify_reading", may=may_verify)
def verify_reading(*, actor: Actor, job: Job, reported: int, text: str, reason: str = "") -> Reading:
    """Record what somebody reads on a firearm, and compare it with the mark that should stand there.

    ``reported`` is the id of the report that the mark was engraved (it does not tell the mark). Where the reading
    differs a discrepancy is opened. Where it is the same and the actor keeps the firearm's record, the mark is entered.

    Raises:
        Refused: nothing was typed, or the reader marked the firearm or reported it.
        NotFound: the job has no such mark to be read.
    """
    refuse([*faults_of_text("text", text, 80, is_needed=True)])
    held = locked(job)
    told = progress_of([held.pk])[held.pk]
    row = next((one for one in told.engraved.values() if one.pk == reported), None)
    if row is None:
        raise NotFound(gettext("This job has no such mark to be read: it was changed meanwhile. Open the page again."))
    if not SecondPersonReads.is_kept(actor.actor_id, _marked_by(row)):
        refuse_broken([SecondPersonReads])
    is_same = composing.plain(text) == composing.plain(held.series.mark(row.number))
    reading = Reading.objects.create(
        job=held, number=row.number, text=" ".join(text.split()), is_same=is_same, entry_id=this_entry().id
    )
    if not is_same:
        Discrepancy.objects.get_or_create(
            job=held,
            number=row.number,
            kind=DiscrepancyKind.READ_DIFFERS,
            closed=None,
            defaults={"firearm_id": row.firearm_id, "read": reading.text, "opened_id": this_entry().id},
        )
    elif row.firearm is not None and may_keep_job(actor, held) and registry.may_keep(actor, row.firearm):
        enter(actor, held, row, told.planned.get(row.number))
    this_entry().note(job=held.pk, number=row.number, same=is_same)
    return reading


def _marked_by(row: NumberOutcome) -> set[int]:
    return {row.entry.actor_id, row.operator_id or row.entry.actor_id}
