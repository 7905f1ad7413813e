"""Marking, tests: a job from its consignment to its closing, on the pages."""

import io
import re
import zipfile
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salwa.contexts.identity.public import Role, add_user, agency_by_name
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Consignment, Entered, Job, NumberOutcome
from salwa.contexts.registry import public as registry
from tests.conftest import Cast
from tests.contexts.marking import builders as m

Browse = Callable[[str], Client]


def test_a_consignment_is_marked_from_paper_to_the_register(cast: Cast, browse: Browse) -> None:
    agency = agency_by_name("National registry")
    add_user(actor=cast.administrator, username="second", display_name="Two", agency=agency, roles=[Role.REGISTRAR])
    rows = m.firearms(cast.registrar, "ENT101", "ENT102")
    client = browse("registrar")
    new = {"use": "2", "reference": "IMP-9", "country": "XD", "arrived": "2026-03-02", "key": "a"}
    made = client.post("/marking/consignments/new/", new)
    page = made.headers["Location"]
    assert client.post("/marking/consignments/new/", new).headers["Location"] == "/marking/consignments/"
    assert Consignment.objects.count() == 1
    records = "\n".join(registry.record_of(row) for row in rows)
    assert client.post(page, {"records": records, "key": "b"}).status_code == 302
    assert "ENT102" in client.get(page).content.decode()
    planned = client.post(f"{page}plan/", {"agency": cast.registrar.agency_id, "key": "c"})
    job = planned.headers["Location"]
    assert "open" in client.get(job).content.decode()
    sent = client.post(f"{job}send/", {"form": "paper", "key": "d"})
    sheet = client.get(sent.headers["Location"]).content.decode()
    first = m.marks(cast.registrar, Job.objects.get())[0]
    assert first in sheet
    assert 'class="box"' in sheet
    again = client.get(f"{job}sheet/?again").content.decode()
    assert "ENT101" in again
    assert first not in again
    report = {"outcome-1": "1", "outcome-2": "2", "reason-2": "slipped", "key": "e"}
    assert client.post(f"{job}report/", report).status_code == 302
    assert client.post(f"{job}report/", report).status_code == 302
    assert NumberOutcome.objects.count() == 2
    shown = client.get(job).content.decode()
    assert "Give them other numbers" in shown
    seen = marking.job_view(cast.registrar, Job.objects.get()).version
    assert client.post(f"{job}act/", {"do": "again", "key": "f", "seen": seen}).status_code == 302
    assert client.post(f"{job}act/", {"do": "close", "key": "g", "seen": seen}).status_code == 409
    assert client.post(f"{job}report/", {"outcome-3": "1", "key": "h"}).status_code == 302
    reader = browse("second")
    blind = reader.get(f"{job}verify/").content.decode()
    assert first not in blind
    told = marking.sheet(cast.registrar, Job.objects.get())
    typed = {f"read-{row.outcome_id}": row.mark for row in told if row.outcome is marking.Outcome.ENGRAVED}
    assert reader.post(f"{job}verify/", {**typed, "key": "i"}).status_code == 302
    assert Entered.objects.count() == 2
    seen = marking.job_view(cast.registrar, Job.objects.get()).version
    assert client.post(f"{job}act/", {"do": "close", "key": "j", "seen": seen}).status_code == 302
    assert "closed" in client.get(job).content.decode()
    account = client.get(f"/marking/series/{Job.objects.get().series_id}/").content.decode()
    assert first in account
    assert "balances" in account


def test_who_marks_by_hand_is_given_the_worksheet_first(cast: Cast, browse: Browse) -> None:
    client = browse("registrar")
    by_hand = m.job(cast.registrar, "ENT101")
    laser, stamps = m.machine(cast.registrar), m.machine(cast.registrar, "H-1", kind=marking.MachineKind.HAND)
    jobs = {by_hand: "Print the worksheet"}
    for machine, first in ((laser, "Send as files"), (stamps, "Print the worksheet")):
        held = m.consignment(cast.registrar, m.firearms(cast.registrar, machine.serial), reference=machine.serial)
        how = marking.NewPlan(machine_id=machine.pk)
        jobs[marking.plan_job(actor=cast.registrar, consignment=held, how=how)] = first
    for job, first in jobs.items():
        shown = client.get(f"/marking/jobs/{job.pk}/").text
        assert re.findall(r'<button class="button" name="form"[^>]*>([^<]+)', shown) == [first]


def test_files_are_given_as_they_were_sent_and_not_after_a_change(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    client = browse("registrar")
    place = f"/marking/jobs/{job.pk}/"
    assert client.get(f"{place}files/").status_code == 409
    client.post(f"{place}send/", {"form": "files", "key": "a"})
    one, two = (client.get(f"{place}files/").content for _ in range(2))
    assert one == two
    assert "marks.csv" in zipfile.ZipFile(io.BytesIO(one)).namelist()
    m.engraved(cast.registrar, job, m.marks(cast.registrar, job)[0])
    assert client.get(f"{place}files/").status_code == 409


def test_a_report_that_cannot_be_taken_names_its_lines_and_records_nothing(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101")
    client = browse("registrar")
    mark = m.marks(cast.registrar, job)[0]
    text = f"mark,outcome,record,reason\r\n{mark},engraved,,\r\nXC 2026 9999Q,engraved,,\r\n"
    file = SimpleUploadedFile("report.csv", text.encode(), "text/csv")
    answer = client.post(f"/marking/jobs/{job.pk}/report/file/", {"file": file, "key": "a"})
    assert answer.status_code == 422
    assert "XC 2026 9999Q" in answer.content.decode()
    assert not NumberOutcome.objects.exists()


def test_a_typed_worksheet_with_a_fault_comes_back_as_it_was_typed(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    report = {"outcome-1": "1", "outcome-2": "2", "reason-2": "", "key": "a"}
    answer = browse("registrar").post(f"/marking/jobs/{job.pk}/report/", report)
    assert answer.status_code == 422
    assert 'name="outcome-1" value="1"' in answer.content.decode()
    assert not NumberOutcome.objects.exists()


def test_lists_say_what_to_do_when_they_are_empty(cast: Cast, browse: Browse) -> None:
    client = browse("registrar")
    for place in ("", "jobs/", "consignments/", "series/", "machines/"):
        answer = client.get(f"/marking/{place}")
        assert answer.status_code == 200
        assert (
            "registrar" in answer.content.decode()
            or "Plan" in answer.content.decode()
            or "plan" in answer.content.decode()
        )
