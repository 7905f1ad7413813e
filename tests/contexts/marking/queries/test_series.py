"""Marking, tests: accounts of series."""

import pytest

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Series
from salwa.contexts.marking.queries.series import allotments
from salwa.contexts.marking.rules.accounting import Run
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.marking import builders as m


def test_an_account_says_what_was_given_to_whom_and_what_comes_next(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    m.engraved(cast.registrar, job, m.marks(cast.registrar, job)[0])
    (one,) = marking.accounts(cast.auditor)
    assert one.account.open == (Run(2, 2),)
    assert one.next_mark == job.series.mark(3)
    assert marking.account_of(cast.registrar, job.series) == one
    (given,) = allotments(cast.registrar, job.series)
    assert (given.first, given.last, given.job) == (*m.marks(cast.registrar, job), job.pk)


def test_an_account_is_not_there_for_those_who_see_a_part_of_it(cast: Cast) -> None:
    m.job(cast.registrar, "ENT101")
    with pytest.raises(NotFound):
        marking.series(cast.outside_registrar, Series.objects.get().pk)
    assert marking.accounts(cast.outside_registrar) == []
