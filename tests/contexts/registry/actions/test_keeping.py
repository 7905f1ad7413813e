"""Registry, actions, keeping: one row for a place however often something happens there, and one state."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions._keeping import place_id
from salwa.contexts.registry.models import FirearmState, Place
from salwa.kernel.lifecycle import EventKind, Status
from tests.conftest import Cast
from tests.contexts.registry import builders as b

STATEMENTS = 17
"""Of a report that needs a new place; each is a journey to the database that the officer waits for.

One of them asks whether the firearm is held, and whether the record is that of a part.
"""


@pytest.mark.django_db
def test_a_place_is_written_once_whatever_spaces_were_typed() -> None:
    first = place_id(" Old  harbour\t")
    assert first is not None
    assert place_id("Old harbour") == first
    assert place_id("  ") is None
    assert list(Place.objects.values_list("text", "country")) == [("Old harbour", 0)]


def test_the_state_follows_event_by_event(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.SALE, b.year(2005)),))
    registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2010), place="Old harbour")
    state = FirearmState.objects.get(firearm=row)
    assert (state.status, state.event) == (Status.LOST, 2)
    registry.record_find(actor=cast.registrar, firearm=row, happened=b.year(2011), place="Old harbour")
    state.refresh_from_db()
    assert (state.status, state.event) == (Status.FOUND, 3)
    assert Place.objects.count() == 1


def test_a_report_asks_the_database_no_more_often_than_it_must(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with CaptureQueriesContext(connection) as told:
        registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2010), place="Old harbour")
    assert len(told) <= STATEMENTS
