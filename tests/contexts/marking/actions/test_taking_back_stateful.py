"""Marking, tests: whatever is given out, lost, reported, changed and made void, every account balances."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Job
from salwa.contexts.marking.rules.accounting import Fate
from salwa.contexts.registry.public import record_of
from salwa.platform.actor import Actor
from salwa.platform.errors import SalwaError
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b

OUTCOMES = st.sampled_from([marking.Outcome.ENGRAVED, marking.Outcome.SPOILED, marking.Outcome.SKIPPED])


class Numbers(RuleBasedStateMachine):
    """Jobs and pads of one State, with a model of what became of each number beside them."""

    jobs = Bundle("jobs")
    actor: Actor
    made = iter(range(100_000))

    def __init__(self) -> None:
        super().__init__()
        self.fates: dict[tuple[int, int], Fate] = {}
        self.mine: list[Job] = []

    @rule(target=jobs, count=st.integers(1, 4))
    def plan(self, count: int) -> Job:
        job = m.job(self.actor, *(f"ENT{next(self.made):05}" for _ in range(count)))
        self.mine.append(job)
        return job

    @rule(target=jobs, count=st.integers(1, 4))
    def give_a_pad(self, count: int) -> Job:
        pad = marking.NewPad(use=marking.Use.IMPORT, count=count, label="Pad")
        job = marking.allot_numbers(actor=self.actor, pad=pad)
        self.mine.append(job)
        return job

    @rule(job=jobs, at=st.integers(0, 3), outcome=OUTCOMES, reason=st.sampled_from(["", "slipped"]))
    def report(self, job: Job, at: int, outcome: marking.Outcome, reason: str) -> None:
        rows = marking.sheet(self.actor, job)
        row = rows[at % len(rows)]
        record = "" if row.record else record_of(b.firearm(self.actor, f"PAD{next(self.made):05}"))
        taken = marking.Taken(mark=row.mark, outcome=outcome, record=record, reason=reason)
        try:
            marking.take_back(actor=self.actor, job=job, taken=[taken], reason=reason)
        except SalwaError:
            return
        self.fates[(job.pk, row.number)] = Fate(outcome)

    @rule(job=jobs)
    def make_void(self, job: Job) -> None:
        still_open = [row.number for row in marking.sheet(self.actor, job) if row.outcome is None]
        try:
            marking.void_numbers(actor=self.actor, job=job, reason="not needed")
        except SalwaError:
            assert not still_open
            return
        self.fates |= dict.fromkeys(((job.pk, number) for number in still_open), Fate.VOID)

    @rule(job=jobs)
    def give_again(self, job: Job) -> None:
        try:
            marking.allot_again(actor=self.actor, job=job)
        except SalwaError:
            return

    @invariant()
    def every_account_balances_and_says_what_the_model_says(self) -> None:
        for one in marking.accounts(self.actor):
            assert one.account.is_balanced
        for job in self.mine:
            account = marking.job_view(self.actor, job).account
            told = [fate for (of, _), fate in self.fates.items() if of == job.pk]
            counts = (account.engraved, account.spoiled, account.skipped, account.void)
            assert counts == tuple(told.count(fate) for fate in Fate)
            carried = [row.firearm for row in marking.sheet(self.actor, job) if row.outcome == Fate.ENGRAVED]
            assert len(carried) == len(set(carried))


def test_every_account_balances_whatever_happens(cast: Cast) -> None:
    Numbers.actor = cast.registrar
    case = Numbers.TestCase
    case.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
    case().runTest()
