"""Registry, queries, ¶29: find a holder by what an officer typed: an agency or a company by name, a person by number.

Nobody goes through holders: a name is asked for whole, or by its beginning, and few are shown. A person is never found
by a name here.
"""

import uuid
from typing import Final

from django.db.models import Q

from salwa.contexts.identity.public import agency_names
from salwa.contexts.registry.answers import HolderView
from salwa.contexts.registry.models import Holder, HolderKind
from salwa.contexts.registry.policies import may_see_holders
from salwa.contexts.registry.queries._details import holder_text
from salwa.platform.actor import Actor

MOST: Final = 10
"""Holders that are shown for one name."""
SHORTEST: Final = 3
"""Characters from which the beginning of a name is looked for."""


def holders_called(actor: Actor, typed: str) -> tuple[HolderView, ...]:
    """Give the agencies and companies of a name, and the holder of a number; the exact name alone where it is one.

    An agency that has held nothing yet has the id 0 and is put on record when it is taken; its ``number`` is its name.
    """
    text = " ".join(typed.split())
    if not text or not may_see_holders(actor):
        return ()
    by_number = _numbered(text)
    if by_number is not None:
        return (by_number,)
    found = [*_agencies(text), *_companies(text)]
    exact = [one for one in found if one.name.casefold() == text.casefold()]
    return tuple((exact or found)[:MOST])


def agency_called(actor: Actor, name: str) -> int | None:
    """Give the id of the agency of a name, None where there is none, or the actor sees no holders."""
    if not may_see_holders(actor):
        return None
    return next((pk for pk, one in agency_names().items() if one.casefold() == name.casefold()), None)


def holder_numbered(actor: Actor, number: int) -> Holder | None:
    """Give a holder by its id inside, None where there is none, or the actor sees no holders."""
    return Holder.objects.filter(pk=number).first() if may_see_holders(actor) else None


def _numbered(text: str) -> HolderView | None:
    try:
        wanted = uuid.UUID(text)
    except ValueError:
        return None
    row = Holder.objects.select_related("company", "agency").filter(uuid=wanted).first()
    return None if row is None else _view(row)


def _agencies(text: str) -> list[HolderView]:
    names = {pk: name for pk, name in agency_names().items() if _fits(name, text)}
    known = {row.agency_id: row for row in Holder.objects.filter(agency__in=names).select_related("agency")}
    label = str(HolderKind.AGENCY.label)
    return [
        _view(known[pk]) if pk in known else HolderView(id=0, number=name, name=name, kind=label)
        for pk, name in sorted(names.items(), key=lambda one: one[1])
    ]


def _companies(text: str) -> list[HolderView]:
    wanted = Q(company__name__iexact=text)
    if len(text) >= SHORTEST:
        wanted |= Q(company__name__istartswith=text)
    rows = Holder.objects.filter(wanted, kind=HolderKind.LEGAL_PERSON).select_related("company")
    return [_view(row) for row in rows.order_by("company__name", "pk")[:MOST]]


def _fits(name: str, text: str) -> bool:
    return name.casefold() == text.casefold() or (len(text) >= SHORTEST and name.casefold().startswith(text.casefold()))


def _view(row: Holder) -> HolderView:
    return HolderView(id=row.pk, number=str(row.uuid), name=holder_text(row), kind=str(HolderKind(row.kind).label))
