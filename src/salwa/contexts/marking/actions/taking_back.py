"""Marking, action, ¶28 ¶63: take back what was marked: from a machine's file or from a worksheet that is typed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from salwa.contexts.marking.actions._checking import faults_of_text, locked, refuse
from salwa.contexts.marking.drafts import Taken
from salwa.contexts.marking.models import (
    Discrepancy,
    DiscrepancyKind,
    Job,
    NumberOutcome,
    OperatorSpell,
    Outcome,
    PlannedMark,
)
from salwa.contexts.marking.policies import may_report
from salwa.contexts.marking.queries._progress import Progress, progress_of
from salwa.contexts.marking.rules import composing
from salwa.contexts.marking.rules.accounting import Fate
from salwa.contexts.marking.rules.duties import LostNumberSaysWhy, OneMarkOfAJob
from salwa.contexts.registry import public as registry
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, NotFound, Refused


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many numbers have an outcome now for the first time, have another one, and were known as reported."""

    new: int
    changed: int
    known: int


@dataclass(frozen=True, slots=True)
class _Told:
    """One number and what is to be recorded of it."""

    taken: Taken
    number: int
    firearm: registry.Firearm | None


@action("marking.take_back", may=may_report)
def take_back(*, actor: Actor, job: Job, taken: Sequence[Taken], reason: str = "") -> TakenBack:
    """Record what became of numbers of a job. What is reported again as it is known changes nothing.

    An outcome that is known otherwise is changed only with a ``reason``; the old one stays readable. A mark that
    stands on another firearm than planned is taken as it is: the plan is corrected and a discrepancy opened.

    Raises:
        Refused: a mark is none of this series, was never allotted to this job, stands twice in the report, is on no
            firearm, or is lost without a reason; each is named. Nothing of the report is recorded then.
        Conflict: the job is closed.
    """
    held = locked(job)
    told = progress_of([held.pk])[held.pk]
    read = _read(actor, held, told, taken)
    changes = [one for one in read if _is_new(told, one)]
    _check(told, read, changes, reason)
    operator = _operator(actor, held)
    for one in changes:
        _write(held, told, one, operator)
    new = sum(one.number not in told.outcomes for one in changes)
    this_entry().note(job=held.pk, new=new, changed=len(changes) - new, known=len(read) - len(changes))
    return TakenBack(new, len(changes) - new, len(read) - len(changes))


def _read(actor: Actor, job: Job, told: Progress, taken: Sequence[Taken]) -> list[_Told]:
    """Find the number and the firearm of each line. Raises Refused, naming each that has none."""
    found: list[_Told] = []
    faults: list[Fault] = []
    of_job = {registry.record_of(row.firearm): row.firearm for row in job.planned.select_related("firearm")}
    allotted = set(told.numbers)
    for one in taken:
        faults += faults_of_text("reason", one.reason, 300, line=one.line)
        try:
            number = _number(job, allotted, one)
            found.append(_Told(one, number, _firearm(actor, told, of_job, one, number)))
        except _Faulty as error:
            faults.append(Fault(one.line, one.mark, str(error)))
    refuse(faults)
    if not found:
        raise Refused(gettext("Nothing was reported: say of one number at least what became of it."))
    return found


class _Faulty(Exception):
    """A line cannot be taken; the text is for the user."""


def _number(job: Job, allotted: set[int], one: Taken) -> int:
    try:
        parts = composing.parse(job.series.scheme, one.mark)
    except composing.NotOfThisScheme as error:
        if error.is_misread:
            raise _Faulty(gettext("the check character does not fit: compare it with the sheet once more")) from None
        raise _Faulty(gettext("this is no mark of the series %(stem)s") % {"stem": job.series.stem}) from None
    is_ours = composing.plain(job.series.mark(parts.number)) == composing.plain(one.mark)
    if not is_ours or parts.number not in allotted:
        raise _Faulty(gettext("this mark was never allotted to this job: look for the job that it belongs to"))
    return parts.number


def _firearm(
    actor: Actor, told: Progress, of_job: Mapping[str, registry.Firearm], one: Taken, number: int
) -> registry.Firearm | None:
    if one.outcome is not Outcome.ENGRAVED:
        return None
    name = one.record.strip()
    if name:
        known = of_job.get(name.upper())
        if known is not None:
            return known
        try:
            return registry.firearm(actor, name)
        except (NotFound, Refused) as error:
            raise _Faulty(error.detail) from None
    plan = told.planned.get(number)
    if plan is None:
        raise _Faulty(gettext("say on which firearm it stands: the number of its record"))
    return plan.firearm


def _is_new(told: Progress, one: _Told) -> bool:
    known = told.outcomes.get(one.number)
    if known is None:
        return True
    firearm = None if one.firearm is None else one.firearm.pk
    return (known.outcome, known.firearm_id) != (one.taken.outcome, firearm)


def _check(told: Progress, read: Sequence[_Told], changes: Sequence[_Told], reason: str) -> None:
    """Look at the report as a whole. Raises Refused with every fault."""
    often = Counter(one.number for one in read)
    twice = gettext("this mark stands twice in what was handed in")
    faults = [_fault(one, twice) for one in read if often[one.number] > 1]
    changed = {one.number for one in changes}
    carried = {
        row.firearm_id: number
        for number, row in told.engraved.items()
        if number not in changed and row.firearm_id is not None
    }
    for one in changes:
        faults += _faults_of(told, one, reason)
        if one.firearm is not None:
            if not OneMarkOfAJob.is_kept(one.firearm.pk, carried):
                faults.append(_fault(one, gettext(OneMarkOfAJob.text())))
            carried[one.firearm.pk] = one.number
    refuse(faults)


def _faults_of(told: Progress, one: _Told, reason: str) -> list[Fault]:
    faults = []
    if not LostNumberSaysWhy.is_kept(Fate(one.taken.outcome), one.taken.reason):
        faults.append(_fault(one, gettext(LostNumberSaysWhy.text())))
    if one.number in told.entered:
        faults.append(_fault(one, gettext("this mark stands in the firearm's record already: correct it there")))
    elif one.number in told.outcomes and not reason.strip():
        known = Outcome(told.outcomes[one.number].outcome).label
        text = gettext("recorded before as: %(outcome)s. Say why it is changed, and send it again.")
        faults.append(_fault(one, text % {"outcome": known}))
    return faults


def _fault(one: _Told, text: str) -> Fault:
    return Fault(one.taken.line, one.taken.mark, text)


def _operator(actor: Actor, job: Job) -> int | None:
    """Give who marked: whoever is at the job's machine now, else who reports it."""
    at_work = OperatorSpell.objects.filter(machine=job.machine_id, ended_at=None).exclude(machine=None)
    found = at_work.order_by("-began_at").values_list("user_id", flat=True).first()
    return found or actor.actor_id or None


def _write(job: Job, told: Progress, one: _Told, operator: int | None) -> None:
    known = told.outcomes.get(one.number)
    NumberOutcome.objects.create(
        job=job,
        number=one.number,
        turn=1 if known is None else known.turn + 1,
        outcome=one.taken.outcome,
        firearm=one.firearm,
        machine_id=job.machine_id if one.firearm is not None else None,
        operator_id=operator,
        reason=one.taken.reason.strip(),
        entry_id=this_entry().id,
    )
    plan = told.planned.get(one.number)
    if plan is None or one.firearm is None or plan.firearm_id == one.firearm.pk:
        return
    PlannedMark.objects.create(
        job=job,
        number=one.number,
        turn=plan.turn + 1,
        firearm=one.firearm,
        component=one.firearm.control,
        part=plan.part,
        is_doubled=plan.is_doubled,
        entry_id=this_entry().id,
    )
    Discrepancy.objects.get_or_create(
        job=job,
        number=one.number,
        kind=DiscrepancyKind.ON_ANOTHER,
        closed=None,
        defaults={"firearm": one.firearm, "other_id": plan.firearm_id, "opened_id": this_entry().id},
    )
