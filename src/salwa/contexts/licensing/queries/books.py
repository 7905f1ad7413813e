"""Licensing, queries, ¶37 ¶64: a dealer's book of acquisitions and dispositions: the register seen from the dealer.

Derived wholly from what happened to the firearms: there is no second record that could say something else.
Source: 27 CFR 478.125(e), columns of the book, and ATF Ruling 2016-1, a wrong line stays readable (both quoted from
memory, unverified).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from salwa.contexts.licensing.answers import Book, BookLine
from salwa.contexts.licensing.policies import may_read
from salwa.contexts.licensing.wording import holder_name
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import Came, Coming, HeldLife, HolderView
from salwa.kernel.lifecycle import Happened
from salwa.kernel.lifecycle.passages import Passage, passages
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

COUNTED: Final = 2_000
"""Comings up to which a page tells how many came and went; their lives are read for it."""


@dataclass(frozen=True, slots=True)
class Period:
    """From which day to which a book is read, both included; an end that is None is open. ``open_only``: in stock.

    ``most`` firearms are on a page, which begins after ``after``; None is the whole book.
    """

    first: date | None = None
    last: date | None = None
    open_only: bool = False
    after: Came | None = None
    most: int | None = None


def book_of(actor: Actor, holder: HolderView, period: Period, names: Mapping[int, str] | None = None) -> Book:
    """Give the book of a holder over a period: lines of which an end lies in it, and all that was in stock in it.

    ``names`` are those of persons, where they were opened with a purpose (:func:`givers_and_takers` says whose); else a
    person is called "person". Totals count lines that hold, over the period; ``stock`` is what is there now. A page is
    made of the firearms that stand on it and of no others; totals are None where the book is too long to be counted
    for a page.

    Raises:
        NotAllowed: the actor opens no licences.
    """
    if not may_read(actor):
        raise NotAllowed
    found, after = _shown(actor, holder.id, period)
    kept = [(life, one) for life, one in _stays(actor, holder.id, found) if _within(one, period)]
    called = _called(actor, kept, names or {})
    is_whole = period.after is None and after is None
    told = [one for _, one in kept]
    is_all = is_whole and period.first is None and period.last is None
    came, went = _totals(told, period) if is_whole else _counted(actor, holder.id, period)
    return Book(
        holder=holder,
        lines=tuple(_line(life, one, called) for life, one in kept),
        first=period.first,
        last=period.last,
        came=came,
        went=went,
        stock=_in_stock(told) if is_all else registry.count_titles(actor, holder.id),
        is_named=names is not None,
        after=after,
    )


def givers_and_takers(actor: Actor, holder: HolderView, period: Period) -> frozenset[int]:
    """Give the holders that a book names on its other side: whose names an action opens, with its purpose."""
    found, _after = _shown(actor, holder.id, period)
    stays = (one for _, one in _stays(actor, holder.id, found) if _within(one, period))
    return frozenset(one for stay in stays for one in (stay.giver, stay.taker) if one is not None)


def _shown(actor: Actor, holder: int, period: Period) -> tuple[tuple[Came, ...], Came | None]:
    """Give what the lines of a page begin with, and the last of them where more follow."""
    most = None if period.most is None else period.most + 1
    found = registry.comings(actor, holder, _asked(period, period.after), most=most)
    if period.most is None or len(found) <= period.most:
        return found, None
    return found[: period.most], found[period.most - 1]


def _asked(period: Period, after: Came | None) -> Coming:
    return Coming(first=period.first, last=period.last, open_only=period.open_only, after=after)


def _counted(actor: Actor, holder: int, period: Period) -> tuple[int | None, int | None]:
    """Count what came and what went on all pages; None where a page would have to look at too many firearms."""
    found = registry.comings(actor, holder, _asked(period, None), most=COUNTED + 1)
    if len(found) > COUNTED:
        return None, None
    lives = registry.lives_of(actor, (one.firearm for one in found))
    stays = [stay for events in lives.values() for stay in passages(events, holder)]
    return _totals([one for one in stays if _within(one, period)], period)


def _in_stock(stays: Iterable[Passage]) -> int:
    return sum(one.disposed is None and not one.is_struck for one in stays)


def _totals(stays: Iterable[Passage], period: Period) -> tuple[int, int]:
    sound = [one for one in stays if not one.is_struck]
    came = sum(_falls(one.acquired.happened, period) for one in sound)
    return came, sum(one.disposed is not None and _falls(one.disposed.happened, period) for one in sound)


def _stays(actor: Actor, holder: int, shown: Sequence[Came]) -> list[tuple[HeldLife, Passage]]:
    """Give the stays that begin with what is shown, in the order of the book."""
    lives = registry.lives_held(actor, {one.firearm for one in shown})
    begun = set(shown)
    found = [(life, stay) for life in lives for stay in passages(life.events, holder)]
    return sorted((pair for pair in found if Came(*_place(pair)[:2]) in begun), key=_place)


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
