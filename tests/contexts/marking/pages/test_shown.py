"""Marking, tests: jobs, accounts and discrepancies in words."""

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.pages.shown import faults, figures, share, show_discrepancy, spans
from salwa.contexts.marking.rules.accounting import Account, Fault, Imbalance, Run, account
from tests.conftest import Cast
from tests.contexts.marking import builders as m


def test_an_account_is_shown_as_a_sum(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = m.marks(cast.registrar, job)
    m.engraved(cast.registrar, job, first)
    view = marking.job_view(cast.registrar, job)
    assert next((str(one.name), one.count) for one in figures(view.account)) == ("engraved", 1)
    assert [(one.first, one.last, one.count) for one in spans(job.series, view.account.open)] == [(second, second, 1)]
    assert share(view) == 50


def test_numbers_that_do_not_add_up_are_shown_as_marks(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    view = marking.account_of(cast.registrar, job.series)
    broken: Account = account([Run(3, 3)], {})
    assert broken.faults == (Fault(Imbalance.GAP, Run(1, 2)),)
    object.__setattr__(view, "account", broken)
    (told,) = faults(job.series, view)
    assert (told.first, told.last, told.count) == (job.series.mark(1), job.series.mark(2), 2)


def test_a_discrepancy_says_what_to_do(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = marking.sheet(cast.registrar, job)
    taken = marking.Taken(mark=first.mark, outcome=marking.Outcome.ENGRAVED, record=second.record)
    marking.take_back(actor=cast.registrar, job=job, taken=[taken])
    shown = show_discrepancy(marking.discrepancies(cast.registrar)[0])
    assert "another firearm" in str(shown.sentence)
    assert "Compare both" in str(shown.step)
