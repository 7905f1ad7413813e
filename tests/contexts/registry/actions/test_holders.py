"""Registry, action: register_holder."""

from datetime import date

import pytest

from salwa.contexts.registry.actions.holders import register_holder
from salwa.contexts.registry.drafts import NewHolder
from salwa.contexts.registry.models import Holder, HolderKind, NaturalPerson, PersonIdentity, Sex
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast


def test_what_is_counted_of_a_person_stands_apart_from_the_name(cast: Cast) -> None:
    new = NewHolder(kind=HolderKind.NATURAL_PERSON, sex=Sex.FEMALE, year_of_birth=1984, family_name="Invented")
    row = register_holder(actor=cast.licensing_officer, holder=new)
    assert (row.person.sex, row.person.year_of_birth) == (Sex.FEMALE, 1984)
    assert row.identity.family_name == "Invented"
    counted = {field.name for field in NaturalPerson._meta.get_fields()}
    assert not counted & {field.name for field in PersonIdentity._meta.get_fields() if field.name != "holder"}
    assert "Invented" not in str(Entry.objects.get(action="registry.register_holder").summary)


def test_without_a_name_no_identity_is_kept(cast: Cast) -> None:
    register_holder(actor=cast.registrar, holder=NewHolder(kind=HolderKind.NATURAL_PERSON))
    assert NaturalPerson.objects.get().sex == Sex.UNKNOWN
    assert not PersonIdentity.objects.exists()


def test_an_agency_is_one_holder(cast: Cast) -> None:
    new = NewHolder(kind=HolderKind.AGENCY, agency_id=cast.registrar.agency_id)
    assert register_holder(actor=cast.registrar, holder=new) == register_holder(actor=cast.registrar, holder=new)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (NewHolder(kind=HolderKind.AGENCY), "which agency"),
        (NewHolder(kind=HolderKind.LEGAL_PERSON, name=" "), "a company has a name"),
        (NewHolder(kind=HolderKind.LEGAL_PERSON, name="A\u202eB"), "character 2 cannot be seen"),
        (NewHolder(kind=HolderKind.NATURAL_PERSON, year_of_birth=1066), "born then"),
        (NewHolder(kind=HolderKind.NATURAL_PERSON, year_of_birth=1980, born=date(1981, 2, 3)), "another year"),
        (NewHolder(kind=HolderKind.LEGAL_PERSON, name="A", country=999), "999 is no code"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(cast: Cast, new: NewHolder, words: str) -> None:
    with pytest.raises(Refused, match=words):
        register_holder(actor=cast.registrar, holder=new)
    assert not Holder.objects.exists()


@pytest.mark.parametrize("who", ["tracing_officer", "analyst", "administrator"])
def test_others_may_not(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        register_holder(actor=getattr(cast, who), holder=NewHolder(kind=HolderKind.NATURAL_PERSON))
