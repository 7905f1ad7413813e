"""Marking, queries: what became of the numbers of several jobs, in a handful of queries whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from salwa.contexts.marking.models import (
    Allotment,
    Discrepancy,
    Dispatch,
    Entered,
    JobClosing,
    NumberOutcome,
    Outcome,
    PlannedMark,
    Reading,
)
from salwa.contexts.marking.rules.accounting import Account, Fate, Run, account


@dataclass(slots=True)
class Progress:
    """One job: its numbers, the newest plan, outcome and reading of each."""

    runs: list[Run] = field(default_factory=list)
    planned: dict[int, PlannedMark] = field(default_factory=dict)
    outcomes: dict[int, NumberOutcome] = field(default_factory=dict)
    readings: dict[int, Reading] = field(default_factory=dict)
    entered: set[int] = field(default_factory=set)
    discrepancies: int = 0
    is_sent: bool = False
    is_closed: bool = False

    @property
    def numbers(self) -> list[int]:
        """All numbers of the job, in their order."""
        return [number for run in sorted(self.runs) for number in range(run.first, run.last + 1)]

    @property
    def fates(self) -> dict[int, Fate]:
        """What became of each number that has an outcome."""
        return {number: Fate(row.outcome) for number, row in self.outcomes.items()}

    @property
    def account(self) -> Account:
        """The account of the job's own numbers."""
        return account(self.runs, self.fates, is_whole=False)

    @property
    def engraved(self) -> dict[int, NumberOutcome]:
        """The outcomes of numbers that stand on a firearm."""
        return {number: row for number, row in self.outcomes.items() if row.outcome == Outcome.ENGRAVED}

    @property
    def verified(self) -> set[int]:
        """Numbers whose newest reading, made after the mark was reported, is the same."""
        return {number for number, row in self.engraved.items() if self.is_verified(row)}

    @property
    def version(self) -> str:
        """A text that changes whenever anything of the job does: how much there is, and the newest entry of it."""
        entries = [plan.entry_id for plan in self.planned.values()]
        entries += [told.entry_id for told in self.outcomes.values()]
        entries += [read.entry_id for read in self.readings.values()]
        newest = max(entries, default=0)
        return f"{newest}.{len(self.numbers)}.{len(self.entered)}.{self.discrepancies}.{int(self.is_closed)}"

    def is_verified(self, row: NumberOutcome) -> bool:
        """Whether a mark was read again since it was reported, and is the same."""
        reading = self.readings.get(row.number)
        return reading is not None and reading.is_same and reading.entry_id > row.entry_id


def progress_of(jobs: Iterable[int]) -> Mapping[int, Progress]:
    """Give how far jobs are, by id."""
    wanted = list(jobs)
    found: dict[int, Progress] = defaultdict(Progress)
    for one in wanted:
        found[one] = Progress()
    for row in Allotment.objects.filter(job__in=wanted).order_by("first"):
        found[row.job_id].runs.append(row.run)
    newest = ("job_id", "number")
    for plan in PlannedMark.objects.filter(job__in=wanted).order_by(*newest, "-turn").distinct(*newest):
        found[plan.job_id].planned[plan.number] = plan
    for told in NumberOutcome.objects.filter(job__in=wanted).order_by(*newest, "-turn").distinct(*newest):
        found[told.job_id].outcomes[told.number] = told
    for read in Reading.objects.filter(job__in=wanted).order_by(*newest, "-pk").distinct(*newest):
        found[read.job_id].readings[read.number] = read
    for job, number in Entered.objects.filter(job__in=wanted).values_list("job_id", "number"):
        found[job].entered.add(number)
    for job in Discrepancy.objects.filter(job__in=wanted, closed=None).values_list("job_id", flat=True):
        found[job].discrepancies += 1
    for job in Dispatch.objects.filter(job__in=wanted).values_list("job_id", flat=True).distinct():
        found[job].is_sent = True
    for job in JobClosing.objects.filter(job__in=wanted).values_list("job_id", flat=True):
        found[job].is_closed = True
    return found
