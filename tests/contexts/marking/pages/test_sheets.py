"""Marking, tests: worksheets for those who mark and for those who read again."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Dispatch
from tests.conftest import Cast
from tests.contexts.marking import builders as m

Browse = Callable[[str], Client]


def test_a_worksheet_has_a_row_for_each_open_number(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = m.marks(cast.registrar, job)
    m.engraved(cast.registrar, job, first)
    told = browse("registrar").get(f"/marking/jobs/{job.pk}/sheet/").content.decode()
    assert second in told
    assert first not in told
    assert "1.6" in told or "1,6" in told


def test_the_sheet_of_a_pad_has_room_for_the_firearm(cast: Cast, browse: Browse) -> None:
    pad = marking.NewPad(use=marking.Use.IMPORT, count=2, label="Pad")
    job = marking.allot_numbers(actor=cast.registrar, pad=pad)
    told = browse("registrar").get(f"/marking/jobs/{job.pk}/sheet/").content.decode()
    assert told.count('class="rule"') == 4
    again = browse("registrar").get(f"/marking/jobs/{job.pk}/sheet/?again").content.decode()
    assert "No mark of this job is left" in again


def test_only_those_who_mark_send(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101")
    assert browse("auditor").post(f"/marking/jobs/{job.pk}/send/", {"form": "paper"}).status_code == 403
    assert browse("armourer").post(f"/marking/jobs/{job.pk}/send/", {"form": "paper"}).status_code == 404
    assert not Dispatch.objects.exists()
    assert browse("analyst").get(f"/marking/jobs/{job.pk}/files/").status_code == 403
