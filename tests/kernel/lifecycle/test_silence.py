"""Kernel, life cycle: a gap is shown as long as it certainly was, and no longer."""

from datetime import date

from hypothesis import given

from salwa.kernel.lifecycle import Event, EventKind, Gap, Happened, gaps
from tests.kernel.lifecycle.lives import lives


def test_a_gap_runs_between_the_days_that_are_certain() -> None:
    life = [
        Event(1, EventKind.SALE, Happened.in_year(2004)),
        Event(2, EventKind.STATED_BY_SOURCE, Happened.in_year(2006)),
        Event(3, EventKind.SEIZURE, Happened.on(date(2009, 3, 30))),
    ]
    assert gaps(life) == (Gap(1, 3, date(2004, 12, 31), date(2009, 3, 30), 50),)


def test_an_entry_of_unknown_time_makes_no_gap() -> None:
    assert gaps([Event(1, EventKind.SALE), Event(2, EventKind.SEIZURE, Happened.in_year(2009))]) == ()


def test_short_silences_are_not_told() -> None:
    life = [
        Event(1, EventKind.SALE, Happened.on(date(2004, 5, 2))),
        Event(2, EventKind.SEIZURE, Happened.on(date(2005, 5, 1))),
    ]
    assert gaps(life) == ()
    assert gaps(life, at_least=11)[0].months == 11


@given(lives())
def test_nothing_dated_lies_wholly_within_a_gap(life: list[Event]) -> None:
    for gap in gaps(life):
        assert gap.begins < gap.ends
        assert gap.months >= 12
