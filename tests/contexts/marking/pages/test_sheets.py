"""Marking, tests: worksheets for those who mark and for those who read again."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Dispatch
from salwa.contexts.marking.pages import sheets
from salwa.contexts.marking.papers import worksheets
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.platform.papers.conftest import printing
from tests.platform.papers.reading import Printed

__all__ = ["printing"]

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


@pytest.mark.usefixtures("printing")
def test_a_worksheet_is_a_file_with_the_open_numbers(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = m.marks(cast.registrar, job)
    m.engraved(cast.registrar, job, first)
    client = browse("registrar")
    assert f"/marking/jobs/{job.pk}/sheet.pdf" in client.get(f"/marking/jobs/{job.pk}/sheet/").content.decode()
    answer = client.get(f"/marking/jobs/{job.pk}/sheet.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    text = Printed.of(answer.content).text
    assert second in text
    assert first not in text
    assert client.get(f"/marking/jobs/{job.pk}/sheet.pdf?part=2").status_code == 404
    assert browse("armourer").get(f"/marking/jobs/{job.pk}/sheet.pdf").status_code == 404
    m.engraved(cast.registrar, job, second)
    assert client.get(f"/marking/jobs/{job.pk}/sheet.pdf").status_code == 409


@pytest.mark.usefixtures("printing")
def test_a_large_job_is_printed_in_parts(cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheets, "MOST", 2)
    job = m.job(cast.registrar, "ENT101", "ENT102", "ENT103")
    marks = m.marks(cast.registrar, job)
    client = browse("registrar")
    assert "?part=2" in client.get(f"/marking/jobs/{job.pk}/sheet/").content.decode()
    text = Printed.of(client.get(f"/marking/jobs/{job.pk}/sheet.pdf?part=2").content).text
    assert f"{job.pk}/2" in text
    assert [mark in text for mark in marks] == [False, False, True]


def test_where_nothing_can_be_printed_the_page_says_so(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "unreadiness", lambda: "This node cannot print papers yet")
    job = m.job(cast.registrar, "ENT101")
    told = browse("registrar").get(f"/marking/jobs/{job.pk}/sheet/").content.decode()
    assert "This node cannot print papers yet" in told
    assert "sheet.pdf" not in told
