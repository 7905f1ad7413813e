"""Registry, queries, ¶23 ¶37: who holds firearms. Companies are listed; a person is found exactly, or not at all.

What a person is called is read by :func:`identity_of`, :func:`names_of` and :func:`persons_with` only: call them from
an action that keeps the purpose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from salwa.contexts.registry.models import Holder, HolderKind, PersonIdentity
from salwa.contexts.registry.policies import may_see_holders
from salwa.contexts.registry.queries._cards import name_of
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound

MOST_PERSONS: Final = 20
"""More persons of one name and year of birth than this are not shown: it would be a list to browse."""
_RELATED: Final = ("company", "agency", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderView:
    """A holder as all see it who see holders. ``name`` is empty for a person; ``year_of_birth`` is 0 where unknown."""

    id: int
    uuid: UUID
    kind: HolderKind
    name: str = ""
    country: str = ""
    registration_number: str = ""
    year_of_birth: int = 0

    @property
    def is_person(self) -> bool:
        """Whether it is a natural person."""
        return self.kind is HolderKind.NATURAL_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """What a person is called and by which document known: personal, never in a list."""

    holder: HolderView
    family_name: str
    given_names: str
    born: date | None
    document: str

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """By what a person is sought: a document's number, or family name, given names and year of birth, all of them."""

    document: str = ""
    family_name: str = ""
    given_names: str = ""
    year_of_birth: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether it says enough to find one person and no others."""
        return bool(self.document.strip()) or bool(
            self.family_name.strip() and self.given_names.strip() and self.year_of_birth
        )


def holder(actor: Actor, uuid: UUID) -> HolderView:
    """Give a holder. Raises NotAllowed where the actor sees no holders, NotFound where there is none."""
    found = _seen(actor).filter(uuid=uuid).first()
    if found is None:
        raise NotFound(gettext("There is no such holder."))
    return _view(found)


def holders_by_id(actor: Actor, ids: Iterable[int]) -> dict[int, HolderView]:
    """Give holders by id in one query. Raises NotAllowed."""
    return {row.pk: _view(row) for row in _seen(actor).filter(pk__in=set(ids))}


def companies(actor: Actor, text: str = "", *, after: int = 0, most: int = 50) -> tuple[HolderView, ...]:
    """Give companies and agencies after the id ``after`` whose name or registration number holds ``text``."""
    found = _seen(actor).exclude(kind=HolderKind.NATURAL_PERSON).filter(pk__gt=after)
    if wanted := text.strip():
        found = found.filter(
            Q(company__name__icontains=wanted)
            | Q(agency__name__icontains=wanted)
            | Q(company__registration_number__iexact=wanted)
        )
    return tuple(_view(row) for row in found.order_by("pk")[:most])


def persons_with(actor: Actor, sought: Sought) -> tuple[PersonView, ...]:
    """Give the persons of a document's number, or of a name and year of birth: exactly, but for capitals.

    Empty where too little was said or too many have that name.
    """
    if not sought.is_enough:
        return ()
    found = _identities(actor)
    if number := sought.document.strip():
        found = found.filter(document_number__iexact=number).exclude(document_number="")
    else:
        found = found.filter(
            family_name__iexact=sought.family_name.strip(),
            given_names__iexact=sought.given_names.strip(),
            holder__person__year_of_birth=sought.year_of_birth,
        )
    rows = list(found.order_by("pk")[: MOST_PERSONS + 1])
    return tuple(map(_person, rows)) if len(rows) <= MOST_PERSONS else ()


def identity_of(actor: Actor, holder: int) -> PersonView | None:
    """Give what a person is called; None where nothing is kept of it (any more)."""
    found = _identities(actor).filter(pk=holder).first()
    return _person(found) if found is not None else None


def names_of(actor: Actor, holders: Iterable[int]) -> dict[int, str]:
    """Give the names of the persons among some holders, in one query."""
    return {row.pk: _person(row).name for row in _identities(actor).filter(pk__in=set(holders))}


def born(actor: Actor, holder: int) -> tuple[int, date | None]:
    """Give a person's year of birth (0 unknown) and the day where it is known: for rules about age, never shown."""
    row = _seen(actor).filter(pk=holder).first()
    if row is None or row.kind != HolderKind.NATURAL_PERSON:
        return 0, None
    day = PersonIdentity.objects.filter(pk=holder).values_list("born", flat=True).first()
    return row.person.year_of_birth, day


def _seen(actor: Actor) -> QuerySet[Holder]:
    if not may_see_holders(actor):
        raise NotAllowed
    return Holder.objects.select_related(*_RELATED)


def _identities(actor: Actor) -> QuerySet[PersonIdentity]:
    if not may_see_holders(actor):
        raise NotAllowed
    return PersonIdentity.objects.select_related("holder", "holder__person", "holder__company", "holder__agency")


def _view(row: Holder) -> HolderView:
    kind = HolderKind(row.kind)
    if kind is HolderKind.LEGAL_PERSON:
        company = row.company
        return HolderView(
            id=row.pk,
            uuid=row.uuid,
            kind=kind,
            name=company.name,
            country=name_of("countries", company.country),
            registration_number=company.registration_number,
        )
    if kind is HolderKind.AGENCY and row.agency is not None:
        return HolderView(id=row.pk, uuid=row.uuid, kind=kind, name=row.agency.name)
    return HolderView(id=row.pk, uuid=row.uuid, kind=kind, year_of_birth=row.person.year_of_birth)


def _person(row: PersonIdentity) -> PersonView:
    return PersonView(
        holder=_view(row.holder),
        family_name=row.family_name,
        given_names=row.given_names,
        born=row.born,
        document=" ".join(part for part in (row.document_kind, row.document_number) if part),
    )
