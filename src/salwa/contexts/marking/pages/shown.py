"""Marking, page, ¶28 ¶63: jobs, accounts and discrepancies made ready for the templates, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise

from salwa.contexts.marking import wording
from salwa.contexts.marking.answers import DiscrepancyView, JobView, SeriesView
from salwa.contexts.marking.models import Outcome, Series
from salwa.contexts.marking.rules.accounting import Account, Run


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of an account with its name; ``tone`` colours it."""

    name: str | Promise
    count: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers as marks from first to last, how many, and why they are told."""

    first: str
    last: str
    count: int
    why: str | Promise = ""


@dataclass(frozen=True, slots=True)
class ShownDiscrepancy:
    """A discrepancy with its sentence and the next step."""

    view: DiscrepancyView
    sentence: str | Promise
    step: str | Promise


def show_discrepancy(view: DiscrepancyView) -> ShownDiscrepancy:
    """Make a discrepancy ready for a page."""
    return ShownDiscrepancy(view, wording.SENTENCES[view.kind], wording.STEPS[view.kind])


def figures(account: Account) -> list[Figure]:
    """Give the outcomes of an account with their counts: their sum and the open ones are what was given out."""
    counts = (account.engraved, account.spoiled, account.skipped, account.void)
    return [Figure(outcome.label, count) for outcome, count in zip(Outcome, counts, strict=True)]


def spans(series: Series, runs: tuple[Run, ...]) -> list[Span]:
    """Give runs of numbers as marks."""
    return [Span(_mark(series, run.first), _mark(series, run.last), len(run)) for run in runs]


def faults(series: Series, view: SeriesView) -> list[Span]:
    """Give what does not add up in an account, number by number as marks, and why."""
    return [
        Span(_mark(series, one.run.first), _mark(series, one.run.last), len(one.run), wording.IMBALANCES[one.kind])
        for one in view.account.faults
    ]


def share(view: JobView) -> int:
    """Give how many of a job's numbers have an outcome, in whole percent."""
    return view.told * 100 // max(view.account.allotted, 1)


def _mark(series: Series, number: int) -> str:
    return series.mark(number) if 1 <= number <= series.capacity else str(number)
