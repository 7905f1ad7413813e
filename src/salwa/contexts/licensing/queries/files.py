"""Licensing, queries, ¶37 ¶59 ¶64: a holder's file: capacities, licences, checks, places, inspections, what it has."""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from salwa.contexts.licensing import policies
from salwa.contexts.licensing.answers import CheckView, File, PremisesView
from salwa.contexts.licensing.models import Category, CheckKind, CheckOutcome, Part, Premises, PremisesKind
from salwa.contexts.licensing.queries._views import inspection_views, licence_views, task_views, words
from salwa.contexts.licensing.queries.applications import application_views, applications_told
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import HolderView
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound

BOOK_KEEPERS: Final = frozenset({Category.DEALER, Category.MAKER, Category.BROKER, Category.MUSEUM, Category.CLUB})
"""Who keeps a book of what came in and what went out."""
_MOST: Final = 100


def holder_of(actor: Actor, uuid: UUID) -> HolderView:
    """Give a holder whose file the actor may open.

    Companies and agencies are open to every reader. A person is only where this authority has a file on the person.

    Raises:
        NotAllowed: the actor opens no licences.
        NotFound: there is no such holder, or no file that the actor may open: both answer alike.
    """
    if not policies.may_read(actor):
        raise NotAllowed
    found = registry.holder(actor, uuid)
    if found.is_person and not policies.licensees(actor).filter(holder=found.id).exists():
        raise NotFound(gettext("There is no such holder."))
    return found


def file_of(actor: Actor, holder: HolderView, day: date) -> File:
    """Give the file of a holder that :func:`holder_of` gave. No person is named in it."""
    held = policies.licensees(actor).filter(holder=holder.id, ended=None).order_by("held_from")
    categories = tuple((row.pk, row.category, row.held_from) for row in held)
    licences = policies.licences(actor).filter(holder=holder.id).order_by("-granted_on", "-pk")[:_MOST]
    asked = applications_told(actor).filter(holder=holder.id)
    inspections = policies.inspections(actor).filter(holder=holder.id).select_related("premises", "result__entry")
    tasks = policies.tasks(actor).filter(holder=holder.id, closed=None).order_by("pk")
    return File(
        holder=holder,
        categories=categories,
        licences=licence_views(actor, list(licences), day),
        applications=application_views(actor, list(asked.order_by("-received_on", "-pk")[:_MOST])),
        checks=_checks(actor, holder.id),
        premises=places_of(actor, holder.id),
        inspections=inspection_views(actor, list(inspections.order_by("-due", "-pk")[:_MOST])),
        tasks=task_views(actor, list(tasks[:_MOST])),
        arms=registry.holdings_of(actor, holder.id, most=_MOST),
        held=registry.count_held(actor, holder.id),
        has_book=any(category in BOOK_KEEPERS for _, category, _ in categories),
    )


def places_of(actor: Actor, holder: int) -> tuple[PremisesView, ...]:
    """Give the places of a holder that are in use, with their addresses."""
    rows = list(policies.premises(actor).filter(holder=holder).order_by("pk"))
    addresses = words(Part.ADDRESS, (row.entry_id for row in rows))
    return tuple(
        PremisesView(
            id=row.pk,
            label=row.label,
            kind=str(PremisesKind(row.kind).label),
            address=addresses.get((row.entry_id, 1), ""),
        )
        for row in rows
    )


def premises_of(actor: Actor, holder: int, number: int) -> Premises:
    """Give one of a holder's places. Raises NotFound."""
    found = policies.premises(actor).filter(holder=holder, pk=number).first()
    if found is None:
        raise NotFound(gettext("The holder has no such place."))
    return found


def companies(
    actor: Actor, text: str = "", category: str = "", *, after: int = 0, most: int = 50
) -> tuple[HolderView, ...]:
    """List companies and agencies, those in one capacity where one is named. Raises NotAllowed."""
    if not policies.may_read(actor):
        raise NotAllowed
    if not category:
        return registry.companies(actor, text, after=after, most=most)
    named = policies.licensees(actor).filter(category=category, ended=None, holder__gt=after).order_by("holder")
    ids = list(named.exclude(holder__kind=registry.HolderKind.NATURAL_PERSON).values_list("holder", flat=True)[:most])
    found = registry.holders_by_id(actor, ids)
    wanted = text.strip().casefold()
    return tuple(found[one] for one in ids if wanted in found[one].name.casefold())


def _checks(actor: Actor, holder: int) -> tuple[CheckView, ...]:
    rows = list(policies.checks(actor).filter(holder=holder).order_by("-made_on", "-pk")[:_MOST])
    by = words(Part.CHECKED_BY, (row.entry_id for row in rows))
    documents = words(Part.DOCUMENT, (row.entry_id for row in rows))
    return tuple(
        CheckView(
            id=row.pk,
            kind=CheckKind(row.kind),
            outcome=CheckOutcome(row.outcome),
            made_on=row.made_on,
            valid_to=row.valid_to,
            by=by.get((row.entry_id, 1), ""),
            document=documents.get((row.entry_id, 1), ""),
        )
        for row in rows
    )


def holder_by_id(actor: Actor, number: int) -> HolderView:
    """Give a holder as :func:`holder_of` does, by the number inside. Raises NotAllowed, NotFound."""
    if not policies.may_read(actor):
        raise NotAllowed
    found = registry.holders_by_id(actor, [number]).get(number)
    if found is None:
        raise NotFound(gettext("There is no such holder."))
    return holder_of(actor, found.uuid)
