"""Marking, tests: marks are read again by a second person, blind, and then stand in the register."""

import pytest

from salwa.contexts.identity.public import Role, actor_by_name, add_user, agency_by_name
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions.verifying import verify_reading
from salwa.contexts.marking.models import Discrepancy, DiscrepancyKind, Entered, Job, NumberOutcome
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import MarkKindCode
from salwa.kernel.lifecycle import EventKind
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m


@pytest.fixture
def second(cast: Cast) -> Actor:
    agency = agency_by_name("National registry")
    add_user(actor=cast.administrator, username="second", display_name="Two", agency=agency, roles=[Role.REGISTRAR])
    return actor_by_name("second")


@pytest.fixture
def job(cast: Cast) -> Job:
    held = m.job(cast.registrar, "ENT101")
    m.engraved(cast.registrar, held)
    return held


def reported() -> int:
    return NumberOutcome.objects.order_by("-pk")[0].pk


def test_a_mark_that_reads_as_it_should_stands_in_the_register(cast: Cast, second: Actor, job: Job) -> None:
    mark = m.marks(cast.registrar, job)[0]
    assert verify_reading(actor=second, job=job, reported=reported(), text=mark.lower()).is_same
    row = NumberOutcome.objects.get().firearm
    assert row is not None
    marks = [one for part in registry.history_of(cast.registrar, row).components for one in part.marks]
    imported = next(one for one in marks if one.kind == MarkKindCode.IMPORT)
    assert imported.text == mark[:7]
    assert imported.country == "Corvania"
    assert imported.place == registry.MarkPlace.UNKNOWN, (
        "a plate in polymer is what the State asks for, not what is seen"
    )
    assert str(imported.year) in imported.text
    assert mark in {one.text for one in marks if one.kind == MarkKindCode.NUMBER}
    assert Entered.objects.count() == 1
    lines = registry.history_of(cast.registrar, row).lines
    assert [line.kind for line in lines] == [EventKind.MARKING]


def test_state_stock_has_its_own_kind_of_mark(cast: Cast, second: Actor) -> None:
    held = m.job(cast.registrar, "ENT102", use=marking.Use.STATE_STOCK, unit="G4")
    m.engraved(cast.registrar, held)
    m.read_again(second, held)
    row = NumberOutcome.objects.get().firearm
    assert row is not None
    marks = [one for part in registry.history_of(cast.registrar, row).components for one in part.marks]
    assert m.marks(cast.registrar, held)[0] in {one.text for one in marks if one.kind == MarkKindCode.STATE_STOCK}


def test_who_reported_a_mark_does_not_read_it_again(cast: Cast, job: Job) -> None:
    with pytest.raises(Refused, match="a second person does"):
        verify_reading(actor=cast.registrar, job=job, reported=reported(), text=m.marks(cast.registrar, job)[0])


def test_a_mark_that_reads_differently_is_a_discrepancy_until_a_person_has_looked(
    cast: Cast, second: Actor, job: Job
) -> None:
    mark = m.marks(cast.registrar, job)[0]
    wrong = mark[:-1] + ("A" if mark[-1] != "A" else "B")
    assert not verify_reading(actor=second, job=job, reported=reported(), text=wrong).is_same
    assert not Entered.objects.exists()
    (told,) = marking.discrepancies(cast.registrar)
    assert (told.kind, told.should_be, told.read) == (DiscrepancyKind.READ_DIFFERS, mark, wrong)
    verify_reading(actor=second, job=job, reported=reported(), text=mark)
    with pytest.raises(Conflict, match="Discrepancies"):
        marking.close_job(actor=cast.registrar, job=job)
    marking.close_discrepancy(actor=second, discrepancy=Discrepancy.objects.get(), reason="misread")
    marking.close_job(actor=cast.registrar, job=job)


def test_a_reading_before_a_change_does_not_count_for_what_is_reported_now(cast: Cast, second: Actor, job: Job) -> None:
    first = reported()
    mark = m.marks(cast.registrar, job)[0]
    lost = marking.Taken(mark=mark, outcome=marking.Outcome.SPOILED, reason="too shallow")
    marking.take_back(actor=cast.registrar, job=job, taken=[lost], reason="looked again")
    with pytest.raises(NotFound, match="changed meanwhile"):
        verify_reading(actor=second, job=job, reported=first, text=mark)


def test_nothing_is_no_reading_and_not_everybody_reads(cast: Cast, second: Actor, job: Job) -> None:
    with pytest.raises(Refused):
        verify_reading(actor=second, job=job, reported=reported(), text="  ")
    for actor in (cast.auditor, cast.armourer, cast.analyst):
        with pytest.raises(NotAllowed):
            verify_reading(actor=actor, job=job, reported=reported(), text="x")
