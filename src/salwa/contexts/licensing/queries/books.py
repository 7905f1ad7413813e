"""Licensing, queries, ¶37 ¶64: a dealer's book of acquisitions and dispositions: the register seen from the dealer.

Derived wholly from what happened to the firearms: there is no second record that could say something else.
Source: 27 CFR 478.125(e), columns of the book, and ATF Ruling 2016-1, a wrong line stays readable (both quoted from
memory, unverified).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from salwa.contexts.licensing.answers import Book, BookLine
from salwa.contexts.licensing.policies import may_read
from salwa.contexts.licensing.wording import holder_name
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import HeldLife, HolderView
from salwa.kernel.lifecycle import Happened
from salwa.kernel.lifecycle.passages import Passage, passages
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Period:
    """From which day to which a book is read, both included; an end that is None is open. ``open_only``: in stock."""

    first: date | None = None
    last: date | None = None
    open_only: bool = False


def book_of(actor: Actor, holder: HolderView, period: Period, names: Mapping[int, str] | None = None) -> Book:
    """Give the book of a holder over a period: lines of which an end lies in it, and all that was in stock in it.

    ``names`` are those of persons, where they were opened with a purpose (:func:`givers_and_takers` says whose); else a
    person is called "person". Totals count lines that hold, over the period; ``stock`` is what is there now.

    Raises:
        NotAllowed: the actor opens no licences.
    """
    if not may_read(actor):
        raise NotAllowed
    stays = _stays(actor, holder.id)
    called = _called(actor, stays, names or {})
    kept = [(life, one) for life, one in stays if _within(one, period)]
    lines = tuple(_line(life, one, called) for life, one in kept)
    sound = [one for _, one in kept if not one.is_struck]
    return Book(
        holder=holder,
        lines=lines,
        first=period.first,
        last=period.last,
        came=sum(_falls(one.acquired.happened, period) for one in sound),
        went=sum(one.disposed is not None and _falls(one.disposed.happened, period) for one in sound),
        stock=sum(one.disposed is None for _, one in stays if not one.is_struck),
        is_named=names is not None,
    )


def givers_and_takers(actor: Actor, holder: HolderView) -> frozenset[int]:
    """Give the holders that a book names on its other side: whose names an action opens, with its purpose."""
    return frozenset(one for _, stay in _stays(actor, holder.id) for one in (stay.giver, stay.taker) if one is not None)


def _stays(actor: Actor, holder: int) -> list[tuple[HeldLife, Passage]]:
    found = [(life, stay) for life in registry.lives_held(actor, holder) for stay in passages(life.events, holder)]
    return sorted(found, key=_place)


def _place(pair: tuple[HeldLife, Passage]) -> tuple[date, int, bool, int]:
    life, stay = pair
    acquired = stay.acquired
    return acquired.happened.first or date.min, life.card.id, not stay.is_struck, acquired.ordinal


def _within(stay: Passage, period: Period) -> bool:
    if period.open_only and (stay.disposed is not None or stay.is_struck):
        return False
    came, went = stay.acquired.happened, stay.disposed.happened if stay.disposed is not None else None
    if period.last is not None and came.first is not None and came.first > period.last:
        return False
    return not (period.first is not None and went is not None and went.last is not None and went.last < period.first)


def _falls(happened: Happened, period: Period) -> bool:
    day = happened.first or happened.last
    if day is None:
        return period.first is None and period.last is None
    return (period.first is None or day >= period.first) and (period.last is None or day <= period.last)


def _called(actor: Actor, stays: Iterable[tuple[HeldLife, Passage]], names: Mapping[int, str]) -> dict[int, str]:
    ids = {one for _, stay in stays for one in (stay.giver, stay.taker) if one is not None}
    views = registry.holders_by_id(actor, ids)
    return {one: names.get(one) or view.name or holder_name(view) for one, view in views.items()}


def _line(life: HeldLife, stay: Passage, called: Mapping[int, str]) -> BookLine:
    card = life.card
    disposed = stay.disposed
    return BookLine(
        record=card.record,
        make=card.make or card.make_as_marked,
        model=card.model or card.model_as_marked,
        type=card.type,
        calibre=card.calibre,
        serial=card.serial,
        importer=life.importer,
        acquired=str(stay.acquired.happened),
        acquired_day=stay.acquired.happened.first,
        giver=called.get(stay.giver or 0, ""),
        disposed="" if disposed is None else str(disposed.happened),
        disposed_day=None if disposed is None else disposed.happened.first,
        taker=called.get(stay.taker or 0, "") if disposed is not None else "",
        is_open=disposed is None and not stay.is_struck,
        is_struck=stay.is_struck,
        recorded_at=life.recorded.get(stay.acquired.ordinal),
    )
