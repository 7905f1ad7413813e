"""Marking, queries, ¶28 ¶63: consignments, how far their marking is, and what is due."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_names
from salwa.contexts.marking.answers import ConsignmentView, Due, LineView
from salwa.contexts.marking.models import Consignment, ConsignmentLine, Job, Use
from salwa.contexts.marking.policies import consignments_visible_to, may_read
from salwa.contexts.marking.queries._progress import Progress, progress_of
from salwa.contexts.marking.rules.duties import ITI9SeizedIsMarked
from salwa.contexts.registry import public as registry
from salwa.kernel import vocabularies
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound

PAGE: Final = 50
"""Consignments of one page."""


def consignment(actor: Actor, number: int) -> Consignment:
    """Give a consignment. Raises NotFound where there is none that the actor may see."""
    found = consignments_visible_to(actor).filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no consignment of that number that you may see."))
    return found


def consignments(actor: Actor, *, before: int = 0, most: int = PAGE) -> list[ConsignmentView]:
    """Give the consignments that the actor may see, the newest first; ``before`` a number, for the next page."""
    rows = consignments_visible_to(actor).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    return _views(list(rows[:most]))


def consignment_view(actor: Actor, row: Consignment) -> ConsignmentView:
    """Give how far the marking of a consignment is."""
    view = _views([row])[0]
    if row.importer_id is None:
        return view
    found = registry.holders_by_id(actor, [row.importer_id]).get(row.importer_id)
    return replace(view, importer=found.name if found is not None else "")


def lines(actor: Actor, row: Consignment) -> list[LineView]:  # noqa: ARG001  the actor found the consignment before
    """Give the firearms of a consignment in their order."""
    planned, marked = _standing(row.pk)
    rows = ConsignmentLine.objects.filter(consignment=row).select_related("firearm").order_by("ordinal")
    return [
        LineView(
            ordinal=one.ordinal,
            record=registry.record_of(one.firearm),
            described=one.described,
            job=planned.get(one.firearm_id),
            is_marked=one.firearm_id in marked,
        )
        for one in rows
    ]


def unplanned(actor: Actor, row: Consignment) -> list[ConsignmentLine]:  # noqa: ARG001  the actor found it before
    """Give the firearms of a consignment for which no job has a number, in their order."""
    planned, marked = _standing(row.pk)
    rows = ConsignmentLine.objects.filter(consignment=row).select_related("firearm").order_by("ordinal")
    return [one for one in rows if one.firearm_id not in planned and one.firearm_id not in marked]


def without_number(actor: Actor, row: Job) -> list[ConsignmentLine]:
    """Give the firearms of a job whose number was lost, or struck on another firearm, and that have no other one."""
    if row.consignment is None:
        return []
    planned = set(row.planned.values_list("firearm_id", flat=True))
    return [line for line in unplanned(actor, row.consignment) if line.firearm_id in planned]


def unmarked(actor: Actor, use: Use) -> list[ConsignmentView]:
    """Give the consignments of a use in which firearms are not marked yet, the oldest first."""
    found = _views(list(consignments_visible_to(actor).filter(use=use).order_by("pk")))
    return [one for one in found if one.due]


def seized_due(actor: Actor, *, most: int = 50) -> list[Due]:
    """Give seized firearms that the actor may open and that are kept without a unique mark (ITI 9, Protocol 6)."""
    if not may_read(actor):
        return []
    return [
        Due(
            record=one.card.record,
            name=registry.name_of(one.card.make or one.card.make_as_marked, one.card.model or one.card.model_as_marked),
            status=str(registry.STATUS_NAMES[one.card.status]),
            tone=registry.tone_of(one.card.status),
        )
        for one in registry.seized_and_kept(actor, most=most)
        if not ITI9SeizedIsMarked.is_kept(has_serial=one.has_serial, has_state_mark=one.has_state_mark)
    ]


def _views(rows: list[Consignment]) -> list[ConsignmentView]:
    names = agency_names()
    ids = [row.pk for row in rows]
    of_job = dict(Job.objects.filter(consignment__in=ids).values_list("pk", "consignment_id"))
    planned: dict[int, set[int]] = {one: set() for one in ids}
    marked: dict[int, set[int]] = {one: set() for one in ids}
    for job, told in progress_of(of_job).items():
        planned[of_job[job]] |= set(_in_hand(told))
        marked[of_job[job]] |= _on_firearms(told)
    held: dict[int, set[int]] = {one: set() for one in ids}
    for one, firearm in ConsignmentLine.objects.filter(consignment__in=ids).values_list("consignment_id", "firearm_id"):
        held[one].add(firearm)
    return [
        ConsignmentView(
            id=row.pk,
            use=Use(row.use),
            reference=row.reference,
            agency=names.get(row.agency_id, ""),
            country=_country(row.country),
            arrived=row.arrived,
            firearms=len(held[row.pk]),
            planned=len(held[row.pk] & (planned[row.pk] | marked[row.pk])),
            marked=len(held[row.pk] & marked[row.pk]),
        )
        for row in rows
    ]


def _standing(consignment: int) -> tuple[dict[int, int], set[int]]:
    """Give, of a consignment's firearms, the job that has an open or engraved number for each, and those marked."""
    planned: dict[int, int] = {}
    marked: set[int] = set()
    jobs: Iterable[int] = Job.objects.filter(consignment=consignment).values_list("pk", flat=True)
    for job, told in progress_of(jobs).items():
        planned |= dict.fromkeys(_in_hand(told), job)
        marked |= _on_firearms(told)
    return planned, marked


def _in_hand(told: Progress) -> list[int]:
    """Give the firearms for which a job has a number that is open, or on them."""
    still_open = [plan.firearm_id for number, plan in told.planned.items() if number not in told.outcomes]
    return [*still_open, *(row.firearm_id for row in told.engraved.values() if row.firearm_id is not None)]


def _on_firearms(told: Progress) -> set[int]:
    """Give the firearms that carry a mark of a job which was read again."""
    return {row.firearm_id for row in told.engraved.values() if row.firearm_id is not None and told.is_verified(row)}


def _country(code: int) -> str:
    term = vocabularies.countries().get(code) if code else None
    return term.name if term is not None else ""
