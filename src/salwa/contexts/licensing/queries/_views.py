"""Licensing, queries: rows made ready to be told, several at a time, so that no list asks once for each line."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeAlias

from django.db.models import QuerySet

from salwa.contexts.licensing.answers import InspectionView, LicenceView, TaskView
from salwa.contexts.licensing.models import (
    Application,
    ApplicationAnswer,
    Decision,
    Inspection,
    InspectionKind,
    InspectionOutcome,
    Licence,
    LicenceEvent,
    LicenceState,
    Part,
    Proposal,
    Task,
    TaskKind,
    Words,
)
from salwa.contexts.licensing.naming import licence_number
from salwa.contexts.licensing.queries.packs import kind_of
from salwa.contexts.licensing.rules import Event, EventKind, Standing, State, standing
from salwa.contexts.registry import public as registry
from salwa.platform.actor import Actor

Answers: TypeAlias = tuple[tuple[str, str], ...]
"""Answers to the questions that the State asks besides, by their names in its country pack."""


def state_of(row: LicenceState) -> State:
    """Give the kept state as the rules see it."""
    return State(
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        quota=row.quota,
        is_suspended=row.is_suspended,
        ended=None if row.ended is None else Standing(row.ended),
        since=row.since,
        hand_in_by=row.hand_in_by,
        terms=row.terms,
    )


def event_of(row: LicenceEvent) -> Event:
    """Give a stored event as the rules see it."""
    return Event(
        ordinal=row.ordinal,
        kind=EventKind(row.kind),
        day=row.day,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        quota=row.quota,
        hand_in_by=row.hand_in_by,
    )


def licence_views(actor: Actor, rows: Sequence[Licence], day: date) -> tuple[LicenceView, ...]:
    """Give licences at a glance, as they are on a day."""
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    return tuple(
        LicenceView(
            id=row.pk,
            number=licence_number(row),
            holder=holders[row.holder_id],
            code=row.kind,
            kind=kind_of(actor, row.kind, row.granted_on),
            category=row.category,
            standing=standing(state_of(row.state), day),
            granted_on=row.granted_on,
            valid_from=row.state.valid_from,
            valid_to=row.state.valid_to,
            quota=row.state.quota,
            since=row.state.since,
            hand_in_by=row.state.hand_in_by,
            edition=row.edition,
        )
        for row in rows
    )


def inspection_views(actor: Actor, rows: Sequence[Inspection]) -> tuple[InspectionView, ...]:
    """Give inspections with what they found. ``rows`` come with their results, entries and premises."""
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    return tuple(_inspection(row, holders[row.holder_id]) for row in rows)


def _inspection(row: Inspection, holder: registry.HolderView) -> InspectionView:
    result = getattr(row, "result", None)
    return InspectionView(
        id=row.pk,
        holder=holder,
        kind=InspectionKind(row.kind),
        due=row.due,
        premises=row.premises.label if row.premises is not None else "",
        outcome=None if result is None else InspectionOutcome(result.outcome),
        done_on=None if result is None else result.done_on,
        by="" if result is None else result.entry.actor_name,
    )


def task_views(actor: Actor, rows: Sequence[Task]) -> tuple[TaskView, ...]:
    """Give tasks with their words and the records that they are about."""
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    texts = words(Part.TASK, (row.opened_id for row in rows))
    records = registry.records_of_ids(actor, {row.firearm_id for row in rows if row.firearm_id is not None})
    return tuple(
        TaskView(
            id=row.pk,
            holder=holders[row.holder_id],
            kind=TaskKind(row.kind),
            serial=row.serial,
            record=records.get(row.firearm_id or 0, ""),
            text=texts.get((row.opened_id, row.ordinal), ""),
            due=row.due,
            is_open=row.closed_id is None,
            stock_take=row.stock_take_id,
            inspection=row.inspection_id,
        )
        for row in rows
    )


def open_proposal(row: Application) -> Proposal | None:
    """Give the decision on an application that waits for a second officer."""
    return row.proposals.select_related("entry").filter(settled=None).first()


def answers_of(rows: QuerySet[ApplicationAnswer]) -> dict[int, Answers]:
    """Give what was answered, by application, in two queries; an answer is empty where it was erased."""
    columns = ("application_id", "application__entry_id", "position", "name")
    found = list(rows.order_by("application", "position").values_list(*columns))
    texts = words(Part.ANSWER, (entry for _application, entry, _position, _name in found))
    told: dict[int, Answers] = {}
    for application, entry, position, name in found:
        told[application] = (*told.get(application, ()), (name, texts.get((entry, position), "")))
    return told


def last_answers(licence: Licence) -> Answers:
    """Give what was answered with the application by which a licence was granted or last renewed."""
    last = Decision.objects.filter(licence=licence).order_by("-pk").values("pk")[:1]
    return next(iter(answers_of(ApplicationAnswer.objects.filter(application__in=last)).values()), ())


def words(part: Part, entries: Iterable[int]) -> dict[tuple[int, int], str]:
    """Give the texts of a part by entry and ordinal, in one query."""
    wanted: Collection[int] = set(entries)
    if not wanted:
        return {}
    found = Words.objects.filter(part=part, entry__in=wanted).values_list("entry_id", "ordinal", "text")
    return {(entry, ordinal): text for entry, ordinal, text in found}
