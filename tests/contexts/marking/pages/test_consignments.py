"""Marking, tests: consignments on the pages."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Consignment, Job
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b

Browse = Callable[[str], Client]


def test_what_cannot_be_added_comes_back_as_it_was_typed(cast: Cast, browse: Browse) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    answer = browse("registrar").post(f"/marking/consignments/{held.pk}/", {"records": "nonsense", "key": "a"})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "line 1" in told
    assert "nonsense" in told


def test_a_plan_that_cannot_be_made_says_why(cast: Cast, browse: Browse) -> None:
    rows = m.firearms(cast.registrar, "ENT101")
    held = m.consignment(cast.registrar, rows, use=marking.Use.STATE_STOCK)
    place = f"/marking/consignments/{held.pk}/plan/"
    client = browse("registrar")
    given = {"agency": cast.registrar.agency_id, "unit": "too long for one", "key": "a"}
    assert client.post(place, given).status_code == 422
    answer = client.post(place, {**given, "unit": "!"})
    assert answer.status_code == 422
    assert "one to eight capitals" in answer.content.decode()
    assert client.post(place, {**given, "unit": "G4"}).status_code == 302
    assert client.post(place, {**given, "unit": "G4"}).status_code == 302
    assert Job.objects.count() == 1


def test_a_consignment_that_cannot_be_opened_says_why(browse: Browse) -> None:
    client = browse("registrar")
    assert client.post("/marking/consignments/new/", {"use": "2", "reference": ""}).status_code == 422
    assert not Consignment.objects.exists()
    assert browse("auditor").get("/marking/consignments/new/").status_code == 403


def test_a_list_goes_on_after_its_page(cast: Cast, browse: Browse) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    client = browse("registrar")
    assert "IMP-7" in client.get("/marking/consignments/").content.decode()
    assert "IMP-7" not in client.get(f"/marking/consignments/?before={held.pk}").content.decode()
    assert "IMP-7" in client.get("/marking/consignments/?before=x").content.decode()


def test_a_consignment_names_the_company_that_imported_it(cast: Cast, browse: Browse) -> None:
    importer = b.company(cast.registrar, "Harbour Imports")
    client = browse("registrar")
    given = {"use": "2", "reference": "IMP-9", "importer": "Nobody Ltd", "key": "a"}
    answer = client.post("/marking/consignments/new/", given)
    assert answer.status_code == 422
    assert "give its registration number" in answer.text
    answer = client.post("/marking/consignments/new/", {**given, "importer": "harbour imports", "key": "b"})
    assert Consignment.objects.get().importer_id == importer.pk
    assert "Harbour Imports" in client.get(answer.headers["Location"]).text
