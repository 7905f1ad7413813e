"""Licensing: the state of a licence follows from what happened to it and from the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.licensing.rules import Event, EventKind, Standing, derive, standing

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def event(ordinal: int, kind: EventKind, day: date = FIRST, valid_to: date | None = LAST) -> Event:
    has_terms = kind in (EventKind.GRANTED, EventKind.RENEWED, EventKind.AMENDED)
    return Event(
        ordinal=ordinal,
        kind=kind,
        day=day,
        valid_from=FIRST if has_terms else None,
        valid_to=valid_to if has_terms else None,
        quota=3 if has_terms else None,
    )


GRANTED = event(1, EventKind.GRANTED)


@pytest.mark.parametrize(
    ("kinds", "day", "told"),
    [
        ((), FIRST, Standing.IN_FORCE),
        ((), FIRST - timedelta(1), Standing.NOT_YET),
        ((), LAST, Standing.IN_FORCE),
        ((), LAST + timedelta(1), Standing.EXPIRED),
        ((EventKind.SUSPENDED,), LAST, Standing.SUSPENDED),
        ((EventKind.SUSPENDED,), LAST + timedelta(1), Standing.EXPIRED),
        ((EventKind.SUSPENDED, EventKind.REINSTATED), LAST, Standing.IN_FORCE),
        ((EventKind.REVOKED,), LAST + timedelta(1), Standing.REVOKED),
        ((EventKind.SURRENDERED,), FIRST, Standing.SURRENDERED),
        ((EventKind.USED_UP,), FIRST, Standing.USED_UP),
    ],
)
def test_what_a_licence_is_on_a_day(kinds: tuple[EventKind, ...], day: date, told: Standing) -> None:
    life = [GRANTED, *(event(at, kind) for at, kind in enumerate(kinds, start=2))]
    assert standing(derive(life), day) is told


def test_a_renewal_gives_new_terms_and_lifts_no_suspension() -> None:
    later = date(2030, 1, 1)
    state = derive([GRANTED, event(2, EventKind.SUSPENDED), event(3, EventKind.RENEWED, valid_to=later)])
    assert (state.valid_to, state.terms, state.is_suspended) == (later, 3, True)


def test_nothing_that_happened_is_not_in_force() -> None:
    assert standing(derive([]), FIRST) is Standing.NOT_YET


@given(st.lists(st.sampled_from(EventKind), max_size=8), st.randoms())
def test_what_has_ended_permits_nothing_and_the_order_read_does_not_matter(
    kinds: list[EventKind], random: object
) -> None:
    life = [GRANTED, *(event(at, kind) for at, kind in enumerate(kinds, start=2))]
    state = derive(life)
    shuffled = list(life)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert derive(shuffled) == state
    ended = {EventKind.REVOKED, EventKind.SURRENDERED, EventKind.USED_UP} & set(kinds)
    assert (state.ended is not None) == bool(ended)
    if ended:
        assert standing(state, FIRST) is not Standing.IN_FORCE
