"""Licensing, actions, ¶37 ¶64: plan an inspection, record what it found, take stock, close what is left to be done."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.licensing.actions._recording import (
    faults_of_day,
    faults_of_text,
    plan,
    refuse,
    write_words,
)
from salwa.contexts.licensing.drafts import NewInspection, Result
from salwa.contexts.licensing.models import (
    Inspection,
    InspectionOutcome,
    InspectionResult,
    Licence,
    Part,
    Seen,
    StockTake,
    StockTakeLine,
    Task,
    TaskKind,
)
from salwa.contexts.licensing.policies import inspections, may_inspect, may_plan, tasks
from salwa.contexts.licensing.queries.packs import kind_of
from salwa.contexts.licensing.queries.stock import compared
from salwa.contexts.licensing.rules import month_later
from salwa.contexts.registry import public as registry
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotFound, Refused

MOST_SERIALS: Final = 5_000
LONGEST_SERIAL: Final = 200


@action("licensing.plan_inspection", may=may_plan)
def plan_inspection(*, actor: Actor, holder: int, inspection: NewInspection, reason: str = "") -> Inspection:
    """Plan an inspection of a holder by a day. Raises NotFound for no holder, Refused for another holder's place."""
    if holder not in registry.holders_by_id(actor, [holder]):
        raise NotFound(gettext("There is no such holder."))
    if inspection.premises is not None and inspection.premises.holder_id != holder:
        raise Refused([Fault(0, "premises", gettext("This is a place of another holder."))])
    row = Inspection.objects.create(
        holder_id=holder,
        agency_id=actor.agency_id,
        entry_id=this_entry().id,
        premises=inspection.premises,
        licence=inspection.licence,
        kind=inspection.kind,
        due=inspection.due,
    )
    this_entry().note(holder=holder, inspection=row.pk, due=inspection.due.isoformat())
    return row


@action("licensing.record_inspection", may=may_inspect)
def record_inspection(*, actor: Actor, inspection: Inspection, result: Result, reason: str = "") -> InspectionResult:
    """Record what an inspection found; what is to be mended becomes tasks, and the next inspection is planned.

    The next one is due on ``result.follow_up``, else after the time that the licence's kind asks for, while the licence
    has not ended.

    Raises:
        NotFound: there is no such inspection that the actor may open.
        Conflict: its result is on record.
        Refused: the day has not come, or something is to be mended and nothing is said of it.
    """
    row = inspections(actor).select_for_update(of=("self",)).filter(pk=inspection.pk).first()
    if row is None:
        raise NotFound(gettext("There is no such inspection that you may open."))
    if InspectionResult.objects.filter(inspection=row).exists():
        raise Conflict(gettext("What this inspection found is on record."))
    found = tuple(text.strip() for text in result.to_mend if text.strip())
    refuse(_faults(result, found))
    kept = InspectionResult.objects.create(
        inspection=row, entry_id=this_entry().id, outcome=result.outcome, done_on=result.done_on
    )
    for at, text in enumerate(found, start=1):
        _open(row.holder_id, row.agency_id, TaskKind.MEND, at, inspection=row, due=result.follow_up)
        write_words(row.holder_id, Part.TASK, text, at)
    _plan_next(actor, row, result)
    outcome = InspectionOutcome(result.outcome).name.lower()
    this_entry().note(holder=row.holder_id, inspection=row.pk, outcome=outcome, tasks=len(found))
    return kept


@action("licensing.take_stock", may=may_inspect)
def take_stock(*, actor: Actor, holder: int, serials: Sequence[str], taken_on: date, reason: str = "") -> StockTake:
    """Compare the numbers seen at a holder's with the register; each that does not agree becomes a task.

    A number that is missing or not in the book accuses nobody: somebody looks again, and says what came of it.

    Raises:
        NotFound: there is no such holder.
        Refused: no number is given, or too many, or one cannot be kept.
    """
    if holder not in registry.holders_by_id(actor, [holder]):
        raise NotFound(gettext("There is no such holder."))
    seen = tuple(text.strip() for text in serials if text.strip())
    refuse(_faults_of_serials(seen, taken_on))
    row = StockTake.objects.create(
        holder_id=holder, agency_id=actor.agency_id, entry_id=this_entry().id, taken_on=taken_on
    )
    lines = compared(actor, holder, seen)
    StockTakeLine.objects.bulk_create(
        StockTakeLine(stock_take=row, ordinal=at, outcome=one.outcome, serial=one.serial or "–", firearm_id=one.firearm)
        for at, one in enumerate(lines, start=1)
    )
    wrong = [one for one in lines if one.outcome is not Seen.FOUND]
    for at, one in enumerate(wrong, start=1):
        kind = TaskKind.MISSING if one.outcome is Seen.MISSING else TaskKind.EXTRA
        _open(holder, actor.agency_id, kind, at, stock_take=row, serial=one.serial, firearm_id=one.firearm)
    this_entry().note(holder=holder, stock_take=row.pk, seen=len(seen), tasks=len(wrong))
    return row


@action("licensing.close_task", may=may_plan)
def close_task(*, actor: Actor, task: int, reason: str) -> Task:
    """Close a task with what came of it.

    Raises:
        NotFound: there is no such task that the actor may open.
        Refused: no reason is given.
        Conflict: somebody closed it before.
    """
    if not reason.strip():
        raise Refused([Fault(0, "reason", gettext("Say what came of it."))])
    row = tasks(actor).select_for_update(of=("self",)).filter(pk=task).first()
    if row is None:
        raise NotFound(gettext("There is no such task that you may open."))
    if row.closed_id is not None:
        raise Conflict(gettext("Somebody has closed this task already."))
    row.closed_id = this_entry().id
    row.save(update_fields=["closed"])
    this_entry().note(holder=row.holder_id, task=row.pk, kind=row.kind)
    return row


def _open(holder: int, agency: int, kind: TaskKind, ordinal: int, **about: object) -> Task:
    return Task.objects.create(
        holder_id=holder, agency_id=agency, opened_id=this_entry().id, kind=kind, ordinal=ordinal, **about
    )


def _faults(result: Result, found: Sequence[str]) -> list[Fault]:
    faults = list(faults_of_day("done_on", result.done_on))
    for text in found:
        faults += faults_of_text("to_mend", text)
    if result.outcome == InspectionOutcome.TO_MEND and not found:
        faults.append(Fault(0, "to_mend", gettext("Say what is to be mended, one thing on a line.")))
    if result.outcome == InspectionOutcome.IN_ORDER and found:
        faults.append(Fault(0, "outcome", gettext("Something is to be mended, so it is not in order.")))
    if result.follow_up is not None and result.follow_up < result.done_on:
        faults.append(Fault(0, "follow_up", gettext("This day lies before the inspection.")))
    return faults


def _faults_of_serials(seen: Sequence[str], taken_on: date) -> list[Fault]:
    faults = list(faults_of_day("taken_on", taken_on))
    if not seen:
        faults.append(Fault(0, "serials", gettext("Write down the numbers that you saw, one on a line.")))
    if len(seen) > MOST_SERIALS:
        text = gettext("At most %(most)d numbers are compared at once.") % {"most": MOST_SERIALS}
        faults.append(Fault(0, "serials", text))
    for at, text in enumerate(seen[:MOST_SERIALS], start=1):
        faults += [Fault(at, fault.column, fault.text) for fault in faults_of_text("serials", text, LONGEST_SERIAL)]
    return faults


def _plan_next(actor: Actor, row: Inspection, result: Result) -> None:
    licence: Licence | None = row.licence
    due = result.follow_up
    if due is None and licence is not None and result.outcome != InspectionOutcome.NOT_NEEDED:
        ended = licence.state.ended
        kind = kind_of(actor, licence.kind, result.done_on)
        if ended is None and kind is not None and kind.inspected_every:
            due = month_later(result.done_on, kind.inspected_every)
    if due is not None:
        plan(row.holder_id, row.agency_id, due, row.kind, licence)
