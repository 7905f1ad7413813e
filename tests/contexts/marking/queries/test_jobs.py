"""Marking, tests: jobs page by page, and a sheet as it is printed."""

import pytest

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.queries.jobs import dispatches, jobs_of_consignment
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.marking import builders as m


def test_jobs_come_newest_first_page_by_page(cast: Cast) -> None:
    first, second = m.job(cast.registrar, "ENT101"), m.job(cast.registrar, "ENT102")
    assert [one.id for one in marking.jobs(cast.auditor)] == [second.pk, first.pk]
    assert [one.id for one in marking.jobs(cast.auditor, before=second.pk)] == [first.pk]
    assert [one.id for one in jobs_of_consignment(cast.registrar, first.consignment_id or 0)] == [first.pk]
    assert marking.jobs(cast.analyst) == []


def test_a_job_changes_its_version_with_everything_that_is_recorded_of_it(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    seen = {marking.job_view(cast.registrar, job).version}
    m.engraved(cast.registrar, job, m.marks(cast.registrar, job)[0])
    seen.add(marking.job_view(cast.registrar, job).version)
    marking.void_numbers(actor=cast.registrar, job=job, reason="lost")
    seen.add(marking.job_view(cast.registrar, job).version)
    assert len(seen) == 3


def test_how_a_job_was_sent_stays_on_record(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    marking.send_job(actor=cast.registrar, job=job, form=marking.Form.PAPER)
    (sent,) = dispatches(cast.registrar, job)
    assert (sent.form, sent.marks, sent.sent_by, len(sent.digest)) == (marking.Form.PAPER, 1, "registrar", 64)


def test_what_is_not_there_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        marking.job(cast.registrar, 999_999)
    with pytest.raises(NotFound):
        marking.discrepancy(cast.registrar, 999_999)
