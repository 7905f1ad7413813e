"""Marking, tests: machines, their log and their operators on the pages."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.identity.models import Agency, Unit
from salwa.contexts.marking.models import Machine, OperatorSpell
from tests.conftest import Cast

Browse = Callable[[str], Client]


def test_a_machine_is_put_on_record_kept_and_operated(cast: Cast, browse: Browse) -> None:
    client = browse("armourer")
    new = {"kind": "2", "maker": "Corvan Pins", "serial": "P-7", "since": "2026-01-05", "key": "a"}
    place = client.post("/marking/machines/", new).headers["Location"]
    assert client.post("/marking/machines/", new).status_code == 302
    assert Machine.objects.count() == 1
    assert client.post("/marking/machines/", {**new, "serial": "", "key": "b"}).status_code == 422
    note = {"kind": "1", "day": "2026-02-01", "text": "new needle", "key": "c"}
    assert client.post(place, note).status_code == 302
    assert client.post(place, {**note, "day": "", "key": "d"}).status_code == 422
    assert client.post(f"{place}operators/", {"username": "", "key": "e"}).status_code == 422
    assert client.post(f"{place}operators/", {"username": "armourer", "key": "f"}).status_code == 302
    told = client.get(place).content.decode()
    assert "new needle" in told
    assert "Left the machine" in told
    client.post(f"/marking/spells/{OperatorSpell.objects.get().pk}/end/", {"key": "g"})
    assert OperatorSpell.objects.get().ended_at is not None
    assert "Left the machine" not in client.get(place).content.decode()
    assert browse("auditor").post(place, {**note, "key": "h"}).status_code == 403
    assert browse("analyst").get("/marking/machines/").status_code == 403


def test_a_machine_stands_with_a_unit_of_the_agency_and_with_no_other(cast: Cast, browse: Browse) -> None:
    own = Unit.objects.create(agency_id=cast.armourer.agency_id, name="Depot East")
    other = Unit.objects.create(agency=Agency.objects.exclude(pk=cast.armourer.agency_id).first(), name="Pier 4")
    client = browse("armourer")
    new = {"kind": "2", "maker": "Corvan Pins", "serial": "P-8", "since": "2026-01-05", "key": "a"}
    assert "Depot East" in client.get("/marking/machines/").text
    assert client.post("/marking/machines/", {**new, "unit": str(other.pk)}).status_code == 422
    assert client.post("/marking/machines/", {**new, "unit": str(own.pk), "key": "b"}).status_code == 302
    assert Machine.objects.get().unit_id == own.pk
