"""Marking, tests: jobs are planned, sent, and closed when every number is accounted for."""

import threading

import pytest
from django.db import IntegrityError, connections, transaction

from salwa.contexts.identity.public import Role, actor_by_name, add_user, agency_by_name
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions.jobs import (
    allot_again,
    allot_numbers,
    close_job,
    enter_marks,
    plan_job,
    send_job,
)
from salwa.contexts.marking.models import Allotment, Entered, Job
from salwa.contexts.registry import public as registry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m


@pytest.fixture
def second(cast: Cast) -> Actor:
    """Another registrar of the registry."""
    agency = agency_by_name("National registry")
    add_user(actor=cast.administrator, username="second", display_name="Second", agency=agency, roles=[Role.REGISTRAR])
    return actor_by_name("second")


def test_a_job_has_one_number_for_each_firearm_in_the_order_of_the_consignment(cast: Cast) -> None:
    rows = m.firearms(cast.registrar, "ENT101", "ENT102", "ENT103")
    job = plan_job(actor=cast.registrar, consignment=m.consignment(cast.registrar, rows))
    told = marking.sheet(cast.registrar, job)
    assert [row.record for row in told] == [registry.record_of(row) for row in rows]
    assert [row.number for row in told] == [1, 2, 3]
    assert told[0].mark.startswith("XC 20")
    assert "ENT101" in told[0].described
    assert told[0].is_doubled


def test_the_next_job_goes_on_where_the_last_one_ended(cast: Cast) -> None:
    m.job(cast.registrar, "ENT101", "ENT102")
    assert [row.number for row in marking.sheet(cast.registrar, m.job(cast.registrar, "ENT103"))] == [3]


def test_a_firearm_that_has_its_number_is_given_no_other(cast: Cast) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    plan_job(actor=cast.registrar, consignment=held)
    with pytest.raises(Refused, match="has its number"):
        plan_job(actor=cast.registrar, consignment=held)


def test_only_a_registrar_plans(cast: Cast) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    for actor in (cast.armourer, cast.licensing_officer, cast.auditor, cast.outside_registrar):
        with pytest.raises(NotAllowed):
            plan_job(actor=actor, consignment=held)
    assert not Job.objects.exists()


def test_state_stock_names_the_unit(cast: Cast) -> None:
    with pytest.raises(Refused, match="one to eight capitals"):
        m.job(cast.registrar, "ENT101", use=marking.Use.STATE_STOCK)
    job = m.job(cast.registrar, "ENT102", use=marking.Use.STATE_STOCK, unit="g4")
    assert m.marks(cast.registrar, job)[0].startswith("XC G4 ")


def test_a_pad_is_numbers_for_firearms_that_nobody_knows_yet(cast: Cast) -> None:
    police = agency_by_name("Harbour police")
    pad = marking.NewPad(use=marking.Use.SEIZED, count=20, label="Pad 1", agency_id=police.pk)
    job = allot_numbers(actor=cast.registrar, pad=pad)
    told = marking.sheet(cast.armourer, marking.job(cast.armourer, job.pk))
    assert len(told) == 20
    assert told[0].record == ""
    with pytest.raises(NotAllowed):
        allot_numbers(actor=cast.armourer, pad=pad)


def test_a_pad_has_a_sane_number_of_numbers(cast: Cast) -> None:
    for count in (0, -1, 10_001):
        with pytest.raises(Refused, match="1 to 10000"):
            allot_numbers(actor=cast.registrar, pad=marking.NewPad(use=marking.Use.SEIZED, count=count, label="Pad"))


def test_sending_keeps_the_digest_and_tells_the_same_twice(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first = send_job(actor=cast.registrar, job=job, form=marking.Form.FILES)
    again = send_job(actor=cast.registrar, job=job, form=marking.Form.FILES)
    assert bytes(first.digest) == bytes(again.digest)
    assert first.marks == 2
    with pytest.raises(NotAllowed):
        send_job(actor=cast.armourer, job=job, form=marking.Form.PAPER)


def test_what_is_engraved_is_not_sent_again(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    m.engraved(cast.registrar, job, m.marks(cast.registrar, job)[0])
    assert send_job(actor=cast.registrar, job=job, form=marking.Form.PAPER).marks == 1
    m.engraved(cast.registrar, job)
    with pytest.raises(Refused, match="nothing to send"):
        send_job(actor=cast.registrar, job=job, form=marking.Form.PAPER)


def test_a_firearm_whose_number_was_spoiled_gets_another(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first = m.marks(cast.registrar, job)[0]
    spoiled = marking.Taken(mark=first, outcome=marking.Outcome.SPOILED, reason="needle broke")
    marking.take_back(actor=cast.registrar, job=job, taken=[spoiled])
    assert allot_again(actor=cast.registrar, job=job) == 1
    told = marking.sheet(cast.registrar, job)
    assert [row.number for row in told] == [1, 2, 3]
    assert told[2].record == told[0].record
    with pytest.raises(Refused, match="without a number"):
        allot_again(actor=cast.registrar, job=job)


def test_a_job_is_closed_when_all_is_told_read_again_and_entered(cast: Cast, second: Actor) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    with pytest.raises(Refused, match="still open"):
        close_job(actor=cast.registrar, job=job)
    m.engraved(cast.registrar, job)
    with pytest.raises(Refused, match="read again by a second person"):
        close_job(actor=cast.registrar, job=job)
    m.read_again(second, job)
    close_job(actor=cast.registrar, job=job)
    assert Entered.objects.filter(job=job).count() == 2
    assert marking.job_view(cast.registrar, job).is_closed
    with pytest.raises(Conflict, match="closed"):
        m.engraved(cast.registrar, job)


def test_marks_that_an_armourer_verified_are_entered_by_a_registrar(cast: Cast) -> None:
    police = agency_by_name("Harbour police")
    rows = m.firearms(cast.registrar, "ENT101")
    held = m.consignment(cast.registrar, rows)
    job = plan_job(actor=cast.registrar, consignment=held, how=marking.NewPlan(agency_id=police.pk))
    m.engraved(cast.outside_registrar, job)
    m.read_again(cast.armourer, job)
    assert not Entered.objects.exists()
    assert enter_marks(actor=cast.registrar, job=job) == 1
    assert enter_marks(actor=cast.registrar, job=job) == 0
    texts = {mark.text for part in registry.history_of(cast.registrar, rows[0]).components for mark in part.marks}
    assert {m.marks(cast.registrar, job)[0], m.marks(cast.registrar, job)[0][:7]} <= texts


def test_another_agency_s_job_is_not_there(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    for actor in (cast.armourer, cast.outside_registrar, cast.analyst, cast.administrator):
        with pytest.raises(NotFound):
            marking.job(actor, job.pk)


def test_the_database_itself_keeps_numbers_apart_and_without_gaps(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    entry = job.entry_id
    for first, last in ((2, 3), (4, 4), (1, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Allotment.objects.create(series=job.series, job=job, first=first, last=last, entry_id=entry)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_give_out_numbers_at_once_give_none_twice(cast: Cast) -> None:
    found: list[BaseException] = []

    def give(at: int) -> None:
        try:
            for count in (3, 5, 7):
                pad = marking.NewPad(use=marking.Use.IMPORT, count=count, label=f"Pad {at}")
                allot_numbers(actor=cast.registrar, pad=pad)
        except BaseException as error:  # noqa: BLE001  told below
            found.append(error)
        finally:
            connections["default"].close()

    clerks = [threading.Thread(target=give, args=[at]) for at in range(4)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert not found
    (account,) = [one.account for one in marking.accounts(cast.registrar)]
    assert account.is_balanced
    assert account.allotted == 4 * 15


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_plan_one_consignment_at_once_plan_it_once(cast: Cast) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101", "ENT102"))
    told: list[str] = []

    def work() -> None:
        try:
            plan_job(actor=cast.registrar, consignment=held)
            told.append("planned")
        except Refused:
            told.append("refused")
        finally:
            connections["default"].close()

    clerks = [threading.Thread(target=work) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert sorted(told) == ["planned", "refused"]
    assert [one.last for one in Allotment.objects.all()] == [2]
