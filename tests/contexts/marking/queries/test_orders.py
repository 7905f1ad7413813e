"""Marking, tests: a job as the files for a machine want it."""

from salwa.contexts.marking import public as marking
from tests.conftest import Cast
from tests.contexts.marking import builders as m


def test_an_order_has_the_open_numbers_and_what_the_state_asks(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = m.marks(cast.registrar, job)
    m.engraved(cast.registrar, job, first)
    order = marking.order_of(cast.registrar, job)
    assert [one.mark for one in order.strikes] == [second]
    assert order.height_mm == job.series.height_mm > 0
    assert order.strikes[0].record.startswith("XC-")
