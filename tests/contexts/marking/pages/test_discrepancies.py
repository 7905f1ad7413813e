"""Marking, tests: a discrepancy on its page."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Discrepancy
from tests.conftest import Cast
from tests.contexts.marking import builders as m


def test_a_discrepancy_is_shown_and_closed(cast: Cast, browse: Callable[[str], Client]) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = marking.sheet(cast.registrar, job)
    taken = marking.Taken(mark=first.mark, outcome=marking.Outcome.ENGRAVED, record=second.record)
    marking.take_back(actor=cast.registrar, job=job, taken=[taken])
    place = f"/marking/discrepancies/{Discrepancy.objects.get().pk}/"
    client = browse("registrar")
    told = client.get(place).content.decode()
    assert first.mark in told
    assert first.record in told
    assert second.record in told
    assert client.post(place, {"reason": ""}).status_code == 422
    assert client.post(place, {"reason": "both looked at", "key": "a"}).status_code == 302
    assert "is closed" in client.get(place).content.decode()
    assert browse("armourer").get(place).status_code == 404
