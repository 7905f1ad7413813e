"""Marking, tests: accounts and pads on the pages."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.marking.models import Job
from tests.conftest import Cast
from tests.contexts.marking import builders as m

Browse = Callable[[str], Client]


def test_a_pad_is_given_out_once_however_often_it_is_sent(cast: Cast, browse: Browse) -> None:
    client = browse("registrar")
    given = {"use": "4", "agency": cast.armourer.agency_id, "count": "3", "label": "Pad 1", "key": "a"}
    place = client.post("/marking/pads/", given).headers["Location"]
    client.post("/marking/pads/", given)
    assert Job.objects.count() == 1
    assert "Pad 1" in browse("armourer").get(place).content.decode()
    assert client.post("/marking/pads/", {**given, "count": "0", "key": "b"}).status_code == 422
    assert browse("armourer").get("/marking/pads/").status_code == 403


def test_an_account_shows_its_sum_and_its_open_numbers(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    place = f"/marking/series/{job.series_id}/"
    told = browse("auditor").get(place).content.decode()
    assert m.marks(cast.registrar, job)[1] in told
    assert "balances" in told
    assert browse("outside_registrar").get(place).status_code == 404
    assert place in browse("registrar").get("/marking/series/").content.decode()
