"""Marking, actions, ¶28 ¶63: plan jobs, give out numbers, send, enter and close."""

import hashlib
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.marking.actions._allotting import agency_for, allot, machine_for, plan, series_for
from salwa.contexts.marking.actions._checking import faults_of_text, locked, refuse, refuse_broken
from salwa.contexts.marking.actions._entering import enter
from salwa.contexts.marking.drafts import NewPad, NewPlan
from salwa.contexts.marking.engraving import archive, listed
from salwa.contexts.marking.models import Consignment, Dispatch, Form, Job, JobClosing, Use
from salwa.contexts.marking.policies import may_keep_job, may_operate, may_plan, may_plan_for
from salwa.contexts.marking.queries._progress import Progress, progress_of
from salwa.contexts.marking.queries.consignments import unplanned
from salwa.contexts.marking.queries.orders import order_of
from salwa.contexts.marking.rules.duties import EveryMarkReadAgain, EveryNumberAccounted, Rule
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Refused

MOST: Final = 10_000
"""Numbers that are given out at once."""


@action("marking.plan_job", may=may_plan_for)
def plan_job(*, actor: Actor, consignment: Consignment, how: NewPlan | None = None, reason: str = "") -> Job:
    """Plan one mark for each firearm of a consignment that has none yet, and give out the numbers.

    Raises:
        Refused: every firearm has its number, the State has no scheme for the use, or the series is used up.
    """
    wanted = how or NewPlan()
    held = Consignment.objects.select_for_update().get(pk=consignment.pk)
    agency = agency_for(actor, wanted.agency_id)
    machine = machine_for(actor, wanted.machine_id, agency)
    series = series_for(actor, Use(held.use), wanted.unit.strip().upper())
    lines = unplanned(actor, held)
    if not lines:
        text = gettext("Every firearm of this consignment has its number. Add the firearms that are missing.")
        raise Refused(text)
    job = Job.objects.create(
        use=held.use,
        agency_id=agency,
        series=series,
        consignment=held,
        machine=machine,
        label=held.reference,
        entry_id=this_entry().id,
    )
    plan(job, series, allot(series, job, len(lines)), lines)
    return job


@action("marking.allot_numbers", may=may_plan)
def allot_numbers(*, actor: Actor, pad: NewPad, reason: str = "") -> Job:
    """Give numbers to an agency on a pad of paper, for firearms that nobody knows yet.

    Raises:
        Refused: the count is none, the State has no scheme for the use, or the series is used up.
    """
    label = " ".join(pad.label.split())
    refuse([*faults_of_text("label", label, 60, is_needed=True)])
    if not 1 <= pad.count <= MOST:
        raise Refused(gettext("A pad has 1 to %(most)s numbers.") % {"most": MOST})
    series = series_for(actor, pad.use, pad.unit.strip().upper())
    job = Job.objects.create(
        use=pad.use,
        agency_id=agency_for(actor, pad.agency_id),
        series=series,
        label=label,
        entry_id=this_entry().id,
    )
    allot(series, job, pad.count)
    return job


@action("marking.allot_again", may=may_keep_job)
def allot_again(*, actor: Actor, job: Job, reason: str = "") -> int:
    """Give new numbers to the firearms of a job whose number was spoiled, skipped or made void; give how many.

    They are of the job's own series. Raises Refused where no firearm is without a number, Conflict where it is closed.
    """
    held = locked(job)
    lines = unplanned(actor, held.consignment) if held.consignment is not None else []
    planned = {row.firearm_id for row in held.planned.all()}
    left = [line for line in lines if line.firearm_id in planned]
    if not left:
        raise Refused(gettext("No firearm of this job is without a number."))
    series = type(held.series).objects.select_for_update().get(pk=held.series_id)
    plan(held, series, allot(series, held, len(left)), left)
    return len(left)


@action("marking.send_job", may=may_operate)
def send_job(*, actor: Actor, job: Job, form: Form, reason: str = "") -> Dispatch:
    """Send the open numbers of a job, as files for a machine or as a worksheet; the SHA-256 stays on record.

    Raises Refused where no number is open, Conflict where the job is closed.
    """
    held = locked(job)
    order = order_of(actor, held)
    if not order.strikes:
        raise Refused(gettext("No number of this job is open: there is nothing to send."))
    content = archive(order) if form is Form.FILES else listed(order).encode()
    digest = hashlib.sha256(content).digest()
    this_entry().digest(digest)
    this_entry().note(job=held.pk, form=Form(form).name.lower(), marks=len(order.strikes))
    return Dispatch.objects.create(
        job=held, form=form, digest=digest, marks=len(order.strikes), entry_id=this_entry().id
    )


@action("marking.enter_marks", may=may_keep_job)
def enter_marks(*, actor: Actor, job: Job, reason: str = "") -> int:
    """Write the marks of a job that were read again into the records of their firearms; give how many are new.

    Raises NotAllowed where the actor does not keep the record of a firearm.
    """
    held = locked(job)
    return _enter_all(actor, held, progress_of([held.pk])[held.pk])


@action("marking.close_job", may=may_keep_job)
def close_job(*, actor: Actor, job: Job, reason: str = "") -> JobClosing:
    """Close a job: every number accounted for, every mark read again, entered, and nothing left that does not agree.

    Raises:
        Refused: one of these is missing; the sentences say which and what to do.
        Conflict: it is closed already.
    """
    held = locked(job)
    told = progress_of([held.pk])[held.pk]
    broken: list[type[Rule]] = []
    if not EveryNumberAccounted.is_kept(told.account):
        broken.append(EveryNumberAccounted)
    if not EveryMarkReadAgain.is_kept(told.engraved, told.verified):
        broken.append(EveryMarkReadAgain)
    refuse_broken(broken)
    if told.discrepancies:
        raise Conflict(gettext("Discrepancies of this job are open: say what came of each, then close the job."))
    _enter_all(actor, held, told)
    account = told.account
    this_entry().note(
        job=held.pk,
        allotted=account.allotted,
        engraved=account.engraved,
        spoiled=account.spoiled,
        skipped=account.skipped,
        void=account.void,
    )
    return JobClosing.objects.create(job=held, entry_id=this_entry().id)


def _enter_all(actor: Actor, job: Job, told: Progress) -> int:
    due = sorted(told.verified - told.entered)
    for number in due:
        enter(actor, job, told.outcomes[number], told.planned.get(number))
    this_entry().note(job=job.pk, entered=len(due))
    return len(due)
