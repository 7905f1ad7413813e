"""Licensing: inspections are planned and recorded, stock is taken, tasks are closed."""

from dataclasses import replace

import pytest

from salwa.contexts.licensing.drafts import NewInspection, Result
from salwa.contexts.licensing.models import (
    Inspection,
    InspectionKind,
    InspectionOutcome,
    Seen,
    StockTake,
    StockTakeLine,
    Task,
    TaskKind,
    Words,
)
from salwa.contexts.licensing.public import (
    close_task,
    plan_inspection,
    record_inspection,
    revoke,
    stock_take,
    take_stock,
    task,
    task_view,
)
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_what_is_to_be_mended_becomes_tasks_and_somebody_looks_again(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    row = l.inspection(cast.licensing_officer, holder)
    record_inspection(actor=cast.inspector, inspection=row, result=l.result("The alarm is silent", "A lock is loose"))
    tasks = Task.objects.filter(inspection=row)
    assert {one.kind for one in tasks} == {TaskKind.MEND}
    assert set(Words.objects.values_list("text", flat=True)) >= {"The alarm is silent", "A lock is loose"}
    again = Inspection.objects.exclude(pk=row.pk).get()
    assert again.due == l.ahead(30)
    with pytest.raises(Conflict):
        record_inspection(actor=cast.inspector, inspection=row, result=l.result())


def test_the_next_inspection_follows_the_kind_of_licence_until_it_ends(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    licence = l.granted(cast.licensing_officer, holder, "D1")
    first = Inspection.objects.get()
    record_inspection(actor=cast.inspector, inspection=first, result=l.result())
    second = Inspection.objects.exclude(pk=first.pk).get()
    assert (second.due - l.today()).days in (365, 366)
    revoke(actor=cast.licensing_officer, licence=licence, measure=l.measure("records"))
    record_inspection(actor=cast.inspector, inspection=second, result=l.result())
    assert Inspection.objects.count() == 2


def test_a_result_that_says_two_things_is_refused(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    row = l.inspection(cast.inspector, holder)
    good = l.result()
    for wrong in (
        replace(good, done_on=l.ahead(1)),
        replace(good, to_mend=("a lock",)),
        replace(good, follow_up=l.ago(1)),
        Result(outcome=InspectionOutcome.TO_MEND, done_on=l.today()),
    ):
        with pytest.raises(Refused):
            record_inspection(actor=cast.inspector, inspection=row, result=wrong)
    with pytest.raises(NotAllowed):
        record_inspection(actor=cast.licensing_officer, inspection=row, result=good)
    with pytest.raises(NotFound):
        plan_inspection(
            actor=cast.inspector, holder=0, inspection=NewInspection(kind=InspectionKind.BOOK, due=l.ahead(3))
        )


def test_stock_is_compared_with_the_register(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    arms = [l.held(cast.registrar, holder, serial) for serial in ("BKS012", "BKS 013", "0007712")]
    seen = ["bks-012", "0007712", "ZZZ999", "BKS012"]
    row = take_stock(actor=cast.inspector, holder=holder.pk, serials=seen, taken_on=l.today())
    view = stock_take(cast.registrar, row.pk)
    assert [(one.serial, one.outcome) for one in view.lines] == [
        ("bks-012", Seen.FOUND),
        ("0007712", Seen.FOUND),
        ("ZZZ999", Seen.EXTRA),
        ("BKS012", Seen.EXTRA),
        ("BKS 013", Seen.MISSING),
    ]
    assert StockTakeLine.objects.get(outcome=Seen.MISSING).firearm == arms[1]
    assert sorted(Task.objects.values_list("kind", flat=True)) == ["extra", "extra", "missing"]


def test_an_empty_shelf_is_not_written_down_by_mistake(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    for wrong in ([], [" "], ["x" * 201], ["a\x00b"]):
        with pytest.raises(Refused):
            take_stock(actor=cast.inspector, holder=holder.pk, serials=wrong, taken_on=l.today())
    with pytest.raises(Refused):
        take_stock(actor=cast.inspector, holder=holder.pk, serials=["A1"], taken_on=l.ahead(1))
    with pytest.raises(NotFound):
        take_stock(actor=cast.inspector, holder=0, serials=["A1"], taken_on=l.today())
    assert not StockTake.objects.exists()


def test_a_task_is_closed_once_with_what_came_of_it(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    take_stock(actor=cast.inspector, holder=holder.pk, serials=["ZZZ999"], taken_on=l.today())
    found = Task.objects.get()
    with pytest.raises(Refused):
        close_task(actor=cast.inspector, task=found.pk, reason=" ")
    close_task(actor=cast.inspector, task=found.pk, reason="It was misread")
    assert not task_view(cast.auditor, task(cast.auditor, found.pk)).is_open
    with pytest.raises(Conflict):
        close_task(actor=cast.inspector, task=found.pk, reason="again")
    with pytest.raises(NotFound):
        close_task(actor=cast.inspector, task=0, reason="none")
