"""Marking, tests: what was marked is taken back, once, and what cannot be taken is named."""

import pytest

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions.taking_back import TakenBack, take_back
from salwa.contexts.marking.models import Discrepancy, DiscrepancyKind, NumberOutcome, PlannedMark
from salwa.contexts.registry import public as registry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b

ENGRAVED, SPOILED, SKIPPED = marking.Outcome.ENGRAVED, marking.Outcome.SPOILED, marking.Outcome.SKIPPED


def told(mark: str, outcome: marking.Outcome = ENGRAVED, record: str = "", reason: str = "") -> marking.Taken:
    return marking.Taken(mark=mark, outcome=outcome, record=record, reason=reason)


def refused(actor: Actor, job: object, *taken: marking.Taken, reason: str = "") -> str:
    before = NumberOutcome.objects.count()
    with pytest.raises(Refused) as caught:
        take_back(actor=actor, job=job, taken=taken, reason=reason)  # type: ignore[arg-type]  # a job
    assert NumberOutcome.objects.count() == before
    return caught.value.detail


def test_a_report_is_taken_in_part_and_then_the_rest(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102", "ENT103")
    one, two, three = m.marks(cast.registrar, job)
    assert take_back(actor=cast.registrar, job=job, taken=[told(one)]) == TakenBack(1, 0, 0)
    rest = [told(two, SPOILED, reason="slipped"), told(three, SKIPPED, reason="no frame")]
    assert take_back(actor=cast.registrar, job=job, taken=rest) == TakenBack(2, 0, 0)
    account = marking.job_view(cast.registrar, job).account
    assert (account.engraved, account.spoiled, account.skipped, account.still_open) == (1, 1, 1, 0)


def test_the_same_report_twice_changes_nothing(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    taken = [told(mark) for mark in m.marks(cast.registrar, job)]
    take_back(actor=cast.registrar, job=job, taken=taken)
    assert take_back(actor=cast.registrar, job=job, taken=taken) == TakenBack(0, 0, 2)
    assert NumberOutcome.objects.count() == 2


def test_a_mark_is_taken_however_its_spaces_and_capitals_are_written(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    mark = m.marks(cast.registrar, job)[0]
    assert take_back(actor=cast.registrar, job=job, taken=[told(mark.lower().replace(" ", ""))]).new == 1


def test_numbers_that_were_never_allotted_are_refused_by_name(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    other = m.marks(cast.registrar, m.job(cast.registrar, "ENT102"))[0]
    mark = m.marks(cast.registrar, job)[0]
    misread = mark[:-1] + ("A" if mark[-1] != "A" else "B")
    never = job.series.mark(500)
    said = refused(cast.registrar, job, told(mark), told(other), told(never), told(misread), told("BKS 012"))
    assert f"{other}: this mark was never allotted" in said
    assert f"{never}: this mark was never allotted" in said
    assert f"{misread}: the check character does not fit" in said
    assert "BKS 012: this is no mark of the series" in said


def test_a_lost_number_says_why_and_no_number_stands_twice(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    one, two = m.marks(cast.registrar, job)
    assert "says why" in refused(cast.registrar, job, told(one, SPOILED))
    assert "stands twice" in refused(cast.registrar, job, told(one), told(one), told(two))
    assert "Nothing was reported" in refused(cast.registrar, job)


def test_what_is_reported_otherwise_is_changed_only_with_a_reason(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    mark = m.marks(cast.registrar, job)[0]
    take_back(actor=cast.registrar, job=job, taken=[told(mark)])
    spoiled = told(mark, SPOILED, reason="too shallow")
    assert "recorded before as: engraved" in refused(cast.registrar, job, spoiled)
    done = take_back(actor=cast.registrar, job=job, taken=[spoiled], reason="looked at it again")
    assert done == TakenBack(0, 1, 0)
    assert [row.turn for row in NumberOutcome.objects.order_by("turn")] == [1, 2]
    assert marking.job_view(cast.registrar, job).account.spoiled == 1


def test_a_mark_on_another_firearm_is_taken_as_it_is_and_told(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = marking.sheet(cast.registrar, job)
    swapped = [told(first.mark, record=second.record), told(second.mark, record=first.record)]
    take_back(actor=cast.registrar, job=job, taken=swapped)
    assert [row.record for row in marking.sheet(cast.registrar, job)] == [second.record, first.record]
    assert PlannedMark.objects.filter(turn=2).count() == 2
    kinds = Discrepancy.objects.values_list("kind", flat=True)
    assert list(kinds) == [DiscrepancyKind.ON_ANOTHER] * 2


def test_one_firearm_carries_one_mark_of_a_job(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = marking.sheet(cast.registrar, job)
    assert "already carries a mark" in refused(
        cast.registrar, job, told(first.mark), told(second.mark, record=first.record)
    )
    take_back(actor=cast.registrar, job=job, taken=[told(first.mark)])
    assert "already carries a mark" in refused(cast.registrar, job, told(second.mark, record=first.record))


def test_a_pad_says_on_which_firearm_each_mark_stands(cast: Cast) -> None:
    pad = marking.NewPad(use=marking.Use.SEIZED, count=3, label="Pad", agency_id=cast.armourer.agency_id)
    job = marking.allot_numbers(actor=cast.registrar, pad=pad)
    own = b.firearm(cast.outside_registrar, "ENT101")
    foreign = b.firearm(cast.registrar, "ENT102")
    mark = m.marks(cast.armourer, job)[0]
    assert "on which firearm" in refused(cast.armourer, job, told(mark))
    assert "no record" in refused(cast.armourer, job, told(mark, record=registry.record_of(foreign)))
    taken = [told(mark, record=registry.record_of(own))]
    assert take_back(actor=cast.armourer, job=job, taken=taken).new == 1


def test_those_of_another_agency_report_nothing(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    for actor in (cast.armourer, cast.outside_registrar, cast.auditor, cast.analyst):
        with pytest.raises(NotAllowed):
            take_back(actor=actor, job=job, taken=[told(m.marks(cast.registrar, job)[0])])


def test_who_is_at_the_machine_is_who_marked(cast: Cast) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    machine = m.machine(cast.registrar)
    marking.begin_spell(actor=cast.registrar, machine=machine, username="licensing_officer")
    job = marking.plan_job(actor=cast.registrar, consignment=held, how=marking.NewPlan(machine_id=machine.pk))
    m.engraved(cast.registrar, job)
    row = NumberOutcome.objects.get()
    assert row.operator_id == cast.licensing_officer.actor_id
    assert row.machine_id == machine.pk
