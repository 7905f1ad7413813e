"""S2: a consignment is marked by hand where there is no power, typed back, read by a second person, and closed."""

from collections.abc import Callable

import pytest

from salwa.contexts.identity.public import Role, add_user, agency_by_name
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Job
from salwa.contexts.registry.public import record_of
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.journeys.conftest import Visit


def looked_at(at: Visit, *, script: bool) -> None:
    """Hold a page against what every page owes its reader; without scripts axe cannot look."""
    if script:
        assert at.faults() == []
    if script and at.language != "en":
        assert at.untranslated() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "script"), [("en", False), ("qps-plocm", True)], ids=["no-script", "rtl"])
def test_a_consignment_is_marked_on_paper(cast: Cast, visit: Callable[..., Visit], language: str, script: bool) -> None:
    registry = agency_by_name("National registry")
    add_user(
        actor=cast.administrator, username="marker", display_name="Marker", agency=registry, roles=[Role.REGISTRAR]
    )
    records = [record_of(row) for row in m.firearms(cast.registrar, "MRK70101", "MRK70102", "MRK70103")]
    at = visit("marker", language, script=script)

    at.go("/marking/consignments/new/")
    looked_at(at, script=script)
    at.page.select_option("#id_use", "2")
    at.page.fill("#id_reference", "IMP-2026-31")
    at.page.click("main form button[type=submit]")
    at.page.wait_for_url("**/marking/consignments/*/")
    at.page.fill("#id_records", "\n".join(records))
    at.page.click("form:has(#id_records) button[type=submit]")
    at.page.wait_for_load_state()
    looked_at(at, script=script)
    at.page.click("form:has(#id_agency) button[type=submit]")
    at.page.wait_for_url("**/marking/jobs/*/")
    job = Job.objects.get()
    marks = m.marks(cast.registrar, job)

    at.page.click("button[value=paper]")
    at.page.wait_for_url("**/sheet/")
    looked_at(at, script=script)
    assert all(at.says(mark) for mark in marks)
    at.page.click("main a[href$='/report/']")
    at.page.fill("input[name=outcome-1]", "1")
    at.page.fill("input[name=outcome-2]", "1")
    at.page.fill("input[name=outcome-3]", "2")
    at.page.fill("input[name=reason-3]", "struck twice")
    looked_at(at, script=script)
    at.page.click("main form button[type=submit]")
    at.page.wait_for_url(f"**/marking/jobs/{job.pk}/")
    looked_at(at, script=script)

    reader = visit("registrar", language, script=script)
    reader.go(f"/marking/jobs/{job.pk}/verify/")
    looked_at(reader, script=script)
    assert not any(reader.says(mark) for mark in marks), "who reads again is not told what should stand there"
    for at_row, mark in enumerate(marks[:2]):
        reader.page.locator("input[name^=read-]").nth(at_row).fill(mark)
    reader.page.click("main form button[type=submit]")
    reader.page.wait_for_load_state()
    reader.go(f"/marking/jobs/{job.pk}/")
    looked_at(reader, script=script)
    reader.page.click("button[value=close]")
    reader.page.wait_for_load_state()
    looked_at(reader, script=script)
    view = marking.job_view(cast.registrar, job)
    assert (view.is_closed, view.account.engraved, view.account.spoiled, view.entered) == (True, 2, 1, 2)
    reader.go(f"/firearms/{records[0]}/")
    assert reader.says(marks[0])
