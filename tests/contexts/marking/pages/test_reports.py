"""Marking, tests: reports are typed and handed in on the pages."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salwa.contexts.marking import public as marking
from tests.conftest import Cast
from tests.contexts.marking import builders as m

Browse = Callable[[str], Client]


def test_a_worksheet_is_typed_page_by_page(cast: Cast, browse: Browse) -> None:
    pad = marking.NewPad(use=marking.Use.IMPORT, count=52, label="Pad")
    job = marking.allot_numbers(actor=cast.registrar, pad=pad)
    client = browse("registrar")
    place = f"/marking/jobs/{job.pk}/report/"
    assert "2 more numbers follow" in client.get(place).content.decode()
    typed = {f"outcome-{number}": "3" for number in range(1, 51)}
    typed |= {f"reason-{number}": "no power" for number in range(1, 51)}
    assert client.post(place, {**typed, "key": "a"}).headers["Location"] == place
    rest = {"outcome-51": "3", "reason-51": "no power", "outcome-52": "3", "reason-52": "no power", "key": "b"}
    assert client.post(place, rest).headers["Location"] == f"/marking/jobs/{job.pk}/"
    assert "Every number of this job is told" in client.get(place).content.decode()


def test_a_file_is_handed_in_and_changes_what_was_told_with_a_reason(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101")
    mark = m.marks(cast.registrar, job)[0]
    m.engraved(cast.registrar, job)

    def hand_in(reason: str, key: str) -> int:
        file = SimpleUploadedFile("r.csv", f"mark,outcome,reason\n{mark},spoiled,too shallow\n".encode(), "text/csv")
        given = {"file": file, "reason": reason, "key": key}
        return browse("registrar").post(f"/marking/jobs/{job.pk}/report/file/", given).status_code

    assert hand_in("", "a") == 422
    assert hand_in("looked again", "b") == 302
    assert marking.job_view(cast.registrar, job).account.spoiled == 1
    assert browse("registrar").post(f"/marking/jobs/{job.pk}/report/file/", {"key": "c"}).status_code == 422


def test_who_may_not_report_is_told_so(cast: Cast, browse: Browse) -> None:
    job = m.job(cast.registrar, "ENT101")
    assert browse("auditor").get(f"/marking/jobs/{job.pk}/report/").status_code == 403
