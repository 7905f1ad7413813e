"""Marking, actions: write a mark that was read again into the record of its firearm."""

from typing import Final

from django.utils import timezone

from salwa.contexts.marking.models import Entered, Job, MachineKind, NumberOutcome, PlannedMark, Use
from salwa.contexts.marking.rules import composing
from salwa.contexts.registry import public as registry
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import Happened
from salwa.kernel.marks.model import MarkKind
from salwa.platform.action import this_entry
from salwa.platform.actor import Actor

_METHODS: Final = {
    MachineKind.LASER: registry.MarkMethod.LASER,
    MachineKind.DOT_PEEN: registry.MarkMethod.DOT_PEEN,
    MachineKind.STAMP: registry.MarkMethod.STAMPED,
    MachineKind.ENGRAVER: registry.MarkMethod.ENGRAVED,
    MachineKind.HAND: registry.MarkMethod.STAMPED,
}
_OF_STATE: Final = {Use.STATE_STOCK: MarkKind.STATE_STOCK, Use.SEIZED: MarkKind.STATE_STOCK}


def enter(actor: Actor, job: Job, row: NumberOutcome, planned: PlannedMark | None) -> None:
    """Write an engraved mark into the firearm's record, and that it was marked, once.

    A mark of import says country and year, as ITI 8(b) has it; its number stands beside it as a number of its own, so
    that the firearm is found by the whole mark. Where it stands on its part nobody has said: the scheme asks for a
    metal plate in polymer only, and who sees the plate measures the mark.

    Raises:
        NotAllowed: the actor does not keep the firearm's record.
    """
    if row.firearm is None or Entered.objects.filter(job=job, number=row.number).exists():
        return
    component = (row.firearm.control or 1) if planned is None else planned.component
    ordinal = 0
    for mark in _marks(job, row, component):
        ordinal = registry.add_mark(actor=actor, firearm=row.firearm, mark=mark).ordinal
    told = registry.Happening(happened=_when(job, row))
    registry.record_marking(actor=actor, firearm=row.firearm, told=told)
    Entered.objects.create(job=job, number=row.number, ordinal=ordinal, entry_id=this_entry().id)


def _when(job: Job, row: NumberOutcome) -> Happened:
    """Give the days between which the mark was struck: from the plan to the report."""
    first, last = (timezone.localdate(entry.recorded_at) for entry in (job.entry, row.entry))
    return Happened(min(first, last), last)


def _marks(job: Job, row: NumberOutcome, component: int) -> list[registry.NewMark]:
    series = job.series
    method = registry.MarkMethod.UNKNOWN if row.machine is None else _METHODS[MachineKind(row.machine.kind)]
    country = vocabularies.countries().exact(series.country)
    whole = registry.NewMark(
        kind=_OF_STATE.get(Use(job.use), MarkKind.NUMBER),
        text=series.mark(row.number),
        component=component,
        country=0 if country is None else country.code,
        year=series.year,
        method=method,
    )
    if job.use != Use.IMPORT:
        return [whole]
    imported = registry.NewMark(
        kind=MarkKind.IMPORT,
        text=composing.fixed(series.scheme, series.year, series.unit) or series.country,
        component=component,
        country=whole.country,
        year=series.year,
        method=method,
    )
    return [imported, whole]
