"""Registry, queries: merged records read as one life."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Event
from salwa.contexts.registry.queries._lives import families, life_of, lives, survivors
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_the_number_of_queries_does_not_grow_with_the_records(cast: Cast) -> None:
    rows = [b.firearm(cast.registrar, f"AAA11{at}", life=(b.event(EventKind.SALE),)) for at in range(5)]
    with CaptureQueriesContext(connection) as taken:
        found = lives([row.pk for row in rows])
    assert len(taken) == 1
    assert {len(life.events) for life in found.values()} == {1}


def test_merged_records_are_one_family_under_the_survivor(cast: Cast) -> None:
    one, other = b.firearm(cast.registrar, "AAA111"), b.firearm(cast.registrar, "AAA112")
    registry.merge_firearms(actor=cast.registrar, survivor=other, absorbed=one, reason="typed twice")
    assert families([other.pk]) == {other.pk: (other.pk, one.pk)}
    assert survivors([one.pk, other.pk]) == {one.pk: other.pk}


def test_a_merged_life_holds_the_events_of_both_until_it_is_undone(cast: Cast) -> None:
    one = b.firearm(cast.registrar, "AAA111", life=(b.event(EventKind.SALE),))
    other = b.firearm(cast.registrar, "AAA112", life=(b.event(EventKind.THEFT),))
    registry.merge_firearms(actor=cast.registrar, survivor=other, absorbed=one, reason="typed twice")
    found = lives([one.pk, other.pk])
    assert [event.kind for event in found[one.pk].events] == [EventKind.SALE]
    assert [event.kind for event in found[other.pk].events] == [EventKind.SALE, EventKind.THEFT]
    registry.unmerge_firearms(actor=cast.registrar, survivor=other, absorbed=one, reason="two after all")
    assert [event.kind for event in lives([other.pk])[other.pk].events] == [EventKind.THEFT]
    assert lives([]) == {}


def test_within_one_record_its_own_order_holds_whatever_entry_came_first() -> None:
    rows = [
        Event(firearm_id=1, ordinal=1, entry_id=11, kind=EventKind.THEFT),
        Event(firearm_id=1, ordinal=2, entry_id=10, kind=EventKind.CORRECTION, corrects=1),
        Event(firearm_id=2, ordinal=1, entry_id=9, kind=EventKind.SALE),
    ]
    life = life_of(rows)
    assert [life.place_of(event.ordinal) for event in life.events] == [(2, 1), (1, 1), (1, 2)]
    assert life.events[2].corrects == 2
