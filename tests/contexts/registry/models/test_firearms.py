"""Registry, models: what the database itself refuses, whoever writes."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from salwa.contexts.registry.models import (
    Component,
    Event,
    Finding,
    Firearm,
    FirearmState,
    Inscription,
    Mark,
    Merge,
    Place,
    Statement,
    Withdrawal,
)
from salwa.kernel.lifecycle import EventKind
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def entry() -> int:
    return Entry.objects.latest("id").pk


def own_text() -> int:
    return Inscription.objects.get(text="").pk


def event(row: Firearm, **more: object) -> None:
    Event.objects.create(**{"firearm": row, "ordinal": 9, "entry_id": entry(), "kind": EventKind.SALE, **more})


WRONG: dict[str, Callable[[Firearm], object]] = {
    "a year before firearms": lambda row: another(row, year=1066),
    "a public number twice": lambda row: another(row, number=row.number),
    "a uuid twice": lambda row: another(row, uuid=row.uuid),
    "a control component that is not there": lambda row: another(row, control=7),
    "a component of nothing": lambda row: Component.objects.create(firearm_id=row.pk + 99, ordinal=1),
    "a mark on a part that is not there": lambda row: mark(row, component=7),
    "a mark without any text": lambda row: mark(row, text=""),
    "a shared mark with a text of its own": lambda row: mark(row, inscription_id=shared()),
    "a mark twice": lambda row: mark(row, ordinal=1),
    "an inscription that hides its text": lambda _row: Inscription.objects.create(id=-99, kind=1, text="GLOCK"),
    "a withdrawal of no mark": lambda row: Withdrawal.objects.create(firearm=row, ordinal=9, entry_id=entry()),
    "a span that runs backwards": lambda row: event(row, happened_from="2011-01-02", happened_to="2011-01-01"),
    "an event of no kind": lambda row: event(row, kind=99),
    "a correction of nothing": lambda row: event(row, kind=EventKind.CORRECTION),
    "a correction of what is not there": lambda row: event(row, corrects=7),
    "an event in no country, said with a number": lambda row: event(row, country=0),
    "a status that nobody stated": lambda row: event(row, status=5),
    "words of a source for what it did not state": lambda row: event(
        row, stated=Statement.objects.create(text="in use")
    ),
    "words of a source without a word": lambda _row: Statement.objects.create(text=""),
    "an event without an entry": lambda row: event(row, entry_id=10**12),
    "a state of no kind": lambda row: FirearmState.objects.filter(firearm=row).update(status=99),
    "a merge with itself": lambda row: Merge.objects.create(survivor=row, absorbed=row, entry_id=entry()),
    "the same finding open twice": lambda row: [
        Finding.objects.create(firearm=row, kind=50, opened_id=entry()) for _ in range(2)
    ],
    "a place without a name": lambda _row: Place.objects.create(text=""),
}


def another(row: Firearm, **wrong: object) -> None:
    kept = {"number": 77, "agency_id": row.agency_id, "source_id": row.source_id}
    made = Firearm.objects.create(**{**kept, **wrong})
    Component.objects.create(firearm=made, ordinal=1)


def mark(row: Firearm, **more: object) -> None:
    Mark.objects.create(**{"firearm": row, "ordinal": 9, "inscription_id": own_text(), "text": "A1", **more})


def shared() -> int:
    return Inscription.objects.create(kind=1, text="GLOCK").pk


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_database_refuses_what_cannot_be_true(cast: Cast, wrong: Callable[[Firearm], object]) -> None:
    row = b.firearm(cast.registrar, "AAA111")
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012  deferred checks are asked for at once
        wrong(row)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_external_id_may_be_missing_many_times(cast: Cast) -> None:
    b.firearm(cast.registrar, "AAA111")
    b.firearm(cast.registrar, "AAA112")
    assert Firearm.objects.filter(external_id="").count() == 2
