"""Marking, queries, ¶28 ¶63: jobs, how far they are, and their sheets."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_names
from salwa.contexts.marking.answers import DiscrepancyView, DispatchView, JobView, SheetRow
from salwa.contexts.marking.models import Discrepancy, DiscrepancyKind, Dispatch, Job, MachineKind, Outcome, Use
from salwa.contexts.marking.policies import visible_to
from salwa.contexts.marking.queries._progress import Progress, progress_of
from salwa.contexts.registry import public as registry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound

PAGE: Final = 50
"""Jobs of one page, and rows of a sheet that are typed at once."""


def job(actor: Actor, number: int) -> Job:
    """Give a job. Raises NotFound where there is none that the actor may see."""
    found = visible_to(actor).select_related("series", "machine", "consignment").filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no marking job of that number that you may see."))
    return found


def jobs(actor: Actor, *, before: int = 0, most: int = PAGE) -> list[JobView]:
    """Give the jobs that the actor may see, the newest first; ``before`` a number, for the next page."""
    rows = visible_to(actor).select_related("series", "machine").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    return _views(list(rows[:most]))


def jobs_of_consignment(actor: Actor, consignment: int) -> list[JobView]:
    """Give the jobs of a consignment that the actor may see, in their order."""
    rows = visible_to(actor).select_related("series", "machine").filter(consignment=consignment).order_by("pk")
    return _views(list(rows))


def job_view(actor: Actor, row: Job) -> JobView:  # noqa: ARG001  the actor found the job before
    """Give how far a job is."""
    return _views([row])[0]


def sheet(actor: Actor, row: Job) -> list[SheetRow]:  # noqa: ARG001  the actor found the job before
    """Give the numbers of a job in their order, each with its firearm and what became of it."""
    told = progress_of([row.pk])[row.pk]
    firearms = {plan.firearm_id for plan in told.planned.values()}
    firearms |= {one.firearm_id for one in told.outcomes.values() if one.firearm_id is not None}
    records = _records(row, firearms)
    return [_sheet_row(row, told, number, records) for number in told.numbers]


def dispatches(actor: Actor, row: Job) -> list[DispatchView]:  # noqa: ARG001  the actor found the job before
    """Give how a job was sent, the newest first."""
    rows = Dispatch.objects.filter(job=row).select_related("entry").order_by("-pk")
    return [
        DispatchView(
            form=one.form,
            digest=bytes(one.digest).hex(),
            marks=one.marks,
            sent_at=one.entry.recorded_at,
            sent_by=one.entry.actor_name,
        )
        for one in rows
    ]


def discrepancy(actor: Actor, number: int) -> Discrepancy:
    """Give a discrepancy. Raises NotFound where there is none that the actor may see."""
    found = Discrepancy.objects.select_related("job__series").filter(pk=number, job__in=visible_to(actor)).first()
    if found is None:
        raise NotFound(gettext("There is no discrepancy of that number that you may see."))
    return found


def discrepancies(actor: Actor, *, job: Job | None = None, most: int = PAGE) -> list[DiscrepancyView]:
    """Give what does not agree and is open, the oldest first; of one job, where it is named."""
    rows = Discrepancy.objects.filter(job__in=visible_to(actor), closed=None)
    if job is not None:
        rows = rows.filter(job=job)
    shown = rows.select_related("job__series", "firearm", "other").order_by("pk")[:most]
    return [_discrepancy(one) for one in shown]


def discrepancy_view(actor: Actor, row: Discrepancy) -> DiscrepancyView:  # noqa: ARG001  the actor found it before
    """Give a discrepancy for a page."""
    return _discrepancy(row)


def _discrepancy(one: Discrepancy) -> DiscrepancyView:
    return DiscrepancyView(
        id=one.pk,
        job=one.job_id,
        kind=DiscrepancyKind(one.kind),
        should_be=one.job.series.mark(one.number),
        read=one.read,
        record=registry.record_of(one.firearm) if one.firearm is not None else "",
        other=registry.record_of(one.other) if one.other is not None else "",
        is_open=one.closed_id is None,
    )


def _views(rows: list[Job]) -> list[JobView]:
    names = agency_names()
    told = progress_of(row.pk for row in rows)
    return [_view(row, told[row.pk], names) for row in rows]


def _view(row: Job, told: Progress, names: Mapping[int, str]) -> JobView:
    return JobView(
        id=row.pk,
        label=row.label,
        use=Use(row.use),
        agency=names.get(row.agency_id, ""),
        machine=str(row.machine) if row.machine is not None else "",
        is_by_hand=row.machine is None or row.machine.kind == MachineKind.HAND,
        consignment=row.consignment_id,
        series=row.series_id,
        stem=row.series.stem,
        account=told.account,
        verified=len(told.verified),
        entered=len(told.entered),
        discrepancies=told.discrepancies,
        is_sent=told.is_sent,
        is_closed=told.is_closed,
        version=told.version,
    )


def _records(row: Job, firearms: Iterable[int]) -> dict[int, str]:
    """Give the public numbers of the firearms of a job: who marks them has them on the bench."""
    planned = {plan.firearm_id: plan.firearm for plan in row.planned.select_related("firearm")}
    told = {one.firearm_id: one.firearm for one in row.outcomes.select_related("firearm") if one.firearm is not None}
    both = planned | told
    return {one: registry.record_of(both[one]) for one in firearms}


def _sheet_row(row: Job, told: Progress, number: int, records: Mapping[int, str]) -> SheetRow:
    plan, outcome = told.planned.get(number), told.outcomes.get(number)
    firearm = plan.firearm_id if plan is not None else None
    if outcome is not None and outcome.firearm_id is not None:
        firearm = outcome.firearm_id
    is_planned = plan is not None and plan.firearm_id == firearm
    return SheetRow(
        number=number,
        mark=row.series.mark(number),
        firearm=firearm,
        record=records.get(firearm, "") if firearm is not None else "",
        described=plan.described if plan is not None and is_planned else "",
        part=plan.part if plan is not None else row.series.place,
        component=plan.component if plan is not None else 1,
        is_doubled=plan.is_doubled if plan is not None else row.series.separate_mark,
        outcome=Outcome(outcome.outcome) if outcome is not None else None,
        outcome_id=outcome.pk if outcome is not None else None,
        reason=outcome.reason if outcome is not None else "",
        is_verified=outcome is not None and told.is_verified(outcome),
        is_read=outcome is not None and number in told.readings,
        is_entered=number in told.entered,
    )
