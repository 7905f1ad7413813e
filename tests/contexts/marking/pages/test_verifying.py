"""Marking, tests: marks are read again on a page that does not show them."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Job, NumberOutcome, Reading
from tests.conftest import Cast
from tests.contexts.marking import builders as m

Browse = Callable[[str], Client]


def police_job(cast: Cast) -> Job:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101", "ENT102"))
    how = marking.NewPlan(agency_id=cast.armourer.agency_id)
    job = marking.plan_job(actor=cast.registrar, consignment=held, how=how)
    m.engraved(cast.outside_registrar, job)
    return job


def test_what_is_typed_is_compared_and_what_differs_is_told(cast: Cast, browse: Browse) -> None:
    job = police_job(cast)
    client = browse("armourer")
    place = f"/marking/jobs/{job.pk}/verify/"
    told = client.get(place).content.decode()
    marks = m.marks(cast.registrar, job)
    assert not any(mark in told for mark in marks)
    first, second = NumberOutcome.objects.order_by("number").values_list("pk", flat=True)
    answer = client.post(place, {f"read-{first}": marks[0], f"read-{second}": "XC 2026 2222", "key": "a"}, follow=True)
    assert "as it should be" in answer.content.decode()
    assert "differs" in answer.content.decode()
    assert Reading.objects.count() == 2
    client.post(place, {f"read-{first}": marks[0], "key": "a"})
    assert Reading.objects.count() == 2


def test_nothing_typed_and_the_own_work_are_refused(cast: Cast, browse: Browse) -> None:
    job = police_job(cast)
    place = f"/marking/jobs/{job.pk}/verify/"
    assert browse("armourer").post(place, {"key": "a"}).status_code == 422
    first = NumberOutcome.objects.order_by("number")[0].pk
    own = browse("outside_registrar").post(place, {f"read-{first}": "XC 1", "key": "b"})
    assert own.status_code == 422
    assert "a second person does" in own.content.decode()
    assert browse("auditor").get(place).status_code == 403
