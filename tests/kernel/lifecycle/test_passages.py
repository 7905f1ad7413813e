"""Kernel, life cycle: when firearms came to a holder and left again."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given

from salwa.kernel.lifecycle import Event, EventKind, Happened, State, derive
from salwa.kernel.lifecycle import passages as passages_
from salwa.kernel.lifecycle.passages import passages
from salwa.kernel.lifecycle.state import unfolded
from tests.kernel.lifecycle.lives import lives

DEALER, ANN, BOB = 7, 8, 9


def event(ordinal: int, kind: EventKind, day: str, holder: int | None = None, corrects: int | None = None) -> Event:
    return Event(ordinal, kind, Happened.on(date.fromisoformat(day)), holder, corrects=corrects)


BOUGHT = event(1, EventKind.REGISTRATION, "2020-01-05", DEALER)
SOLD = event(2, EventKind.SALE, "2021-02-03", ANN)


def test_a_firearm_comes_in_and_goes_out() -> None:
    (one,) = passages([BOUGHT, SOLD], DEALER)
    assert (one.acquired, one.giver, one.disposed, one.taker) == (BOUGHT, None, SOLD, ANN)
    (hers,) = passages([BOUGHT, SOLD], ANN)
    assert (hers.acquired, hers.giver, hers.disposed) == (SOLD, DEALER, None)


def test_it_may_come_back() -> None:
    back = event(3, EventKind.TRANSFER, "2022-02-03", DEALER)
    first, second = passages([BOUGHT, SOLD, back], DEALER)
    assert (first.disposed, second.acquired, second.giver, second.disposed) == (SOLD, back, ANN, None)


def test_what_ends_the_title_ends_the_stay() -> None:
    gone = event(2, EventKind.EXPORT, "2021-02-03")
    (one,) = passages([BOUGHT, gone], DEALER)
    assert (one.disposed, one.taker) == (gone, None)


def test_a_wrong_line_stays_readable_beside_the_right_one() -> None:
    right = event(3, EventKind.SALE, "2021-02-04", BOB, corrects=2)
    struck, held = passages([BOUGHT, SOLD, right], DEALER)
    assert struck.is_struck
    assert (struck.disposed, struck.taker) == (SOLD, ANN)
    assert not held.is_struck
    assert (held.disposed, held.taker) == (right, BOB)
    (hers,) = passages([BOUGHT, SOLD, right], ANN)
    assert hers.is_struck


def test_nobody_s_book_has_what_nobody_had() -> None:
    assert passages([BOUGHT, SOLD], BOB) == ()
    assert passages([], DEALER) == ()


@given(lives())
def test_who_has_it_now_has_one_open_stay_and_nobody_else_has_any(life: list[Event]) -> None:
    holders = {one.holder for one in life if one.holder is not None}
    now = derive(life).holder
    for holder in holders:
        stays = [one for one in passages(life, holder) if not one.is_struck]
        assert sum(one.disposed is None for one in stays) == (holder == now)


def test_a_long_life_is_read_once_for_each_of_its_corrections(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(events: list[Event]) -> Iterator[tuple[Event, State]]:
        read.append(len(events))
        return unfolded(events)

    monkeypatch.setattr(passages_, "unfolded", counted)
    life = [Event(at, EventKind.TRANSFER, Happened.in_year(1900 + at), holder=at % 2) for at in range(1, 100)]
    assert len(passages([*life, Event(100, EventKind.CORRECTION, corrects=99)], 1)) == 50
    assert read == [100, 99]
