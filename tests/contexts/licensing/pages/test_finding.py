"""Licensing: companies are listed, persons are found exactly, whoever is new gets a file."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.licensing.models import Licensee
from salwa.contexts.registry.models import HolderKind
from salwa.contexts.registry.public import NewHolder, register_holder
from salwa.platform.submissions import new_key
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

SignedIn = Callable[..., Client]


def test_companies_are_listed_and_no_person_is(cast: Cast, signed_in: SignedIn) -> None:
    l.dealer(cast.licensing_officer, "Quay Arms")
    l.person(cast.licensing_officer, "Quillfeather")
    client = signed_in("registrar")
    text = client.get("/licences/holders/", {"category": "dealer", "name": "qu", "after": "x"}).text
    assert "Quay Arms" in text
    assert "Quillfeather" not in text
    assert "No company or agency fits." in client.get("/licences/holders/", {"name": "Quillfeather"}).text


def test_a_person_is_found_for_a_purpose(cast: Cast, signed_in: SignedIn) -> None:
    l.person(cast.licensing_officer, "Quillfeather")
    client = signed_in("inspector")
    name = {"family_name": "Quillfeather", "given_names": "Ann", "year_of_birth": "1980"}
    assert client.post("/licences/person/", name).status_code == 422
    assert client.post("/licences/person/", {"reason": "A visit", "family_name": "Quillfeather"}).status_code == 422
    found = client.post("/licences/person/", name | {"reason": "A visit"})
    assert "1 person fits" in found.text
    assert "Quillfeather" not in found.request["PATH_INFO"]
    none = client.post("/licences/person/", name | {"reason": "A visit", "given_names": "An"})
    assert "Nobody on record fits exactly." in none.text
    assert signed_in("analyst").get("/licences/person/").status_code == 403


def test_a_person_on_record_elsewhere_gets_a_file_here(cast: Cast, signed_in: SignedIn) -> None:
    new = NewHolder(kind=HolderKind.NATURAL_PERSON, family_name="Third", given_names="Carl", year_of_birth=1970)
    carl = register_holder(actor=cast.registrar, holder=new)
    client = signed_in("licensing_officer")
    assert client.get(f"/licences/holders/{carl.uuid}/").status_code == 404
    answer = client.post(f"/licences/person/{carl.pk}/file/", {"key": new_key()})
    assert answer.headers["Location"] == f"/licences/holders/{carl.uuid}/"
    assert Licensee.objects.get(holder=carl).category == "person"


def test_whoever_is_new_gets_a_file(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("licensing_officer")
    company = {"name": "Sand Club", "category": "club", "key": new_key()}
    person = {"family_name": "New", "given_names": "Nia", "year_of_birth": "1990", "sex": "0", "key": new_key()}
    for kind, form in (("company", company), ("person", person)):
        assert client.get(f"/licences/holders/new/{kind}/").status_code == 200
        for _again in range(2):
            assert client.post(f"/licences/holders/new/{kind}/", form).status_code == 302
    assert Licensee.objects.count() == 2
    assert client.post("/licences/holders/new/person/", person | {"year_of_birth": ""}).status_code == 422
    assert client.get("/licences/holders/new/nonsense/").status_code == 404
    assert signed_in("registrar").get("/licences/holders/new/person/").status_code == 403
