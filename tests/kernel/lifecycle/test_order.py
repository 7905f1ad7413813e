"""Kernel, life cycle: which events count, and in which order."""

from itertools import combinations

from hypothesis import given

from salwa.kernel.lifecycle import Event, EventKind, Happened, in_force, in_order
from tests.kernel.lifecycle.lives import lives


def test_a_corrected_correction_puts_the_first_entry_in_force_again() -> None:
    life = [
        Event(1, EventKind.THEFT),
        Event(2, EventKind.LOSS, corrects=1),
        Event(3, EventKind.CORRECTION, corrects=2),
    ]
    assert [event.ordinal for event in in_force(life[:2])] == [2]
    assert [event.ordinal for event in in_force(life)] == [1, 3]


def test_what_is_learned_late_stands_where_it_happened() -> None:
    life = [
        Event(1, EventKind.SALE, Happened.in_year(2010)),
        Event(2, EventKind.IMPORT, Happened.in_year(2004)),
        Event(3, EventKind.STATED_BY_SOURCE),
    ]
    assert [event.ordinal for event in in_order(life)] == [2, 1, 3]


@given(lives())
def test_the_order_keeps_all_events_and_breaks_no_sure_order(life: list[Event]) -> None:
    ordered = in_order(life)
    assert sorted(event.ordinal for event in ordered) == [event.ordinal for event in life]
    assert not any(later.happened.surely_before(earlier.happened) for earlier, later in combinations(ordered, 2))


@given(lives())
def test_where_nothing_is_known_the_order_of_recording_holds(life: list[Event]) -> None:
    timeless = [Event(event.ordinal, event.kind) for event in life]
    assert in_order(timeless) == timeless


@given(lives())
def test_the_order_does_not_depend_on_how_the_events_were_read(life: list[Event]) -> None:
    assert in_order(life[::-1]) == in_order(life)
    assert in_force(life[::-1]) == in_force(life)
