"""Licensing: a dealer's book is the register, seen from the dealer."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from salwa.contexts.licensing.answers import BOOK_HEADING, BookLine
from salwa.contexts.licensing.public import Period, book_of
from salwa.contexts.licensing.queries import books
from salwa.contexts.licensing.queries.books import givers_and_takers
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import NewEvent, correct_event, holder
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


@pytest.fixture
def shop(cast: Cast) -> object:
    """A dealer who has one firearm, sold another, and whose sale of a third was corrected."""
    shop, ann, other = (
        l.dealer(cast.licensing_officer),
        l.person(cast.licensing_officer),
        l.dealer(cast.licensing_officer, "Quay Arms"),
    )
    l.held(cast.registrar, shop, "BKS012", "2024-03-05")
    l.passes(cast.registrar, l.held(cast.registrar, shop, "BKS799", "2024-04-06"), ann)
    gun = l.held(cast.registrar, shop, "AAA117", "2025-01-09")
    l.passes(cast.registrar, gun, ann, "2025-03-03")
    right = NewEvent(kind=EventKind.SALE, happened=Happened.on(date(2025, 3, 4)), holder=other)
    correct_event(actor=cast.registrar, firearm=gun, ordinal=2, right=right, reason="wrong buyer")
    return shop


def test_each_firearm_is_a_line_and_a_corrected_one_stays_beside_the_right_one(cast: Cast, shop: object) -> None:
    book = book_of(cast.inspector, holder(cast.inspector, shop.uuid), Period())  # type: ignore[attr-defined]
    told = [(one.serial, one.acquired, one.disposed, one.is_struck, one.is_open) for one in book.lines]
    assert told == [
        ("BKS012", "2024-03-05", "", False, True),
        ("BKS799", "2024-04-06", "2025-02-03", False, False),
        ("AAA117", "2025-01-09", "2025-03-03", True, False),
        ("AAA117", "2025-01-09", "2025-03-04", False, False),
    ]
    assert book.lines[-1].taker == "Quay Arms"
    assert book.lines[1].taker.startswith("person ")
    assert (book.came, book.went, book.stock, book.is_named) == (3, 2, 1, False)
    assert all(len(one.cells) == len(BOOK_HEADING) for one in book.lines)
    assert [one.cells[-1] for one in book.lines] == ["in stock", "", "struck", ""]


def test_a_period_shows_what_was_there_in_it(cast: Cast, shop: object) -> None:
    view = holder(cast.inspector, shop.uuid)  # type: ignore[attr-defined]
    of_2024 = book_of(cast.inspector, view, Period(date(2024, 1, 1), date(2024, 12, 31)))
    assert [one.serial for one in of_2024.lines] == ["BKS012", "BKS799"]
    assert (of_2024.came, of_2024.went, of_2024.stock) == (2, 0, 1)
    later = book_of(cast.inspector, view, Period(date(2025, 6, 1)))
    assert [one.serial for one in later.lines] == ["BKS012"]
    open_only = book_of(cast.inspector, view, Period(open_only=True))
    assert [one.serial for one in open_only.lines] == ["BKS012"]


def test_persons_are_named_where_their_names_were_opened(cast: Cast, shop: object) -> None:
    view = holder(cast.inspector, shop.uuid)  # type: ignore[attr-defined]
    persons = givers_and_takers(cast.inspector, view, Period())
    assert len(persons) == 2
    named = book_of(cast.inspector, view, Period(), dict.fromkeys(persons, "Somebody"))
    assert named.is_named
    assert named.lines[1].taker == "Somebody"


def test_a_book_is_for_readers_and_of_records_one_may_open(cast: Cast, shop: object) -> None:
    view = holder(cast.inspector, shop.uuid)  # type: ignore[attr-defined]
    assert book_of(cast.outside_registrar, view, Period()).lines == ()
    with pytest.raises(NotAllowed):
        book_of(cast.tracing_officer, view, Period())


def test_the_pages_of_a_book_are_the_book(cast: Cast, shop: object) -> None:
    view = holder(cast.inspector, shop.uuid)  # type: ignore[attr-defined]
    for period in (Period(), Period(date(2024, 1, 1), date(2024, 12, 31)), Period(open_only=True), Period(last=None)):
        whole = book_of(cast.inspector, view, period)
        lines: list[BookLine] = []
        after: registry.Came | None = None
        pages = 0
        while pages < 9:
            page = book_of(cast.inspector, view, replace(period, after=after, most=1))
            assert (page.came, page.went, page.stock) == (whole.came, whole.went, whole.stock)
            lines += page.lines
            pages += 1
            if page.after is None:
                break
            after = page.after
        assert tuple(lines) == whole.lines
    assert pages == 3


def test_a_page_reads_no_life_that_does_not_stand_on_it(
    cast: Cast, shop: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = holder(cast.inspector, shop.uuid)  # type: ignore[attr-defined]
    read: list[int] = []
    whole = registry.lives_held

    def counted(actor: Actor, wanted: Collection[int]) -> tuple[registry.HeldLife, ...]:
        read.extend(wanted)
        return whole(actor, wanted)

    monkeypatch.setattr(registry, "lives_held", counted)
    monkeypatch.setattr(books, "COUNTED", 2)
    page = book_of(cast.inspector, view, Period(most=1))
    assert len(read) == 1
    assert (page.came, page.went, page.stock) == (None, None, 1)


def test_a_firearm_of_merged_records_stands_in_the_book(cast: Cast) -> None:
    shop = l.dealer(cast.licensing_officer)
    first, second = l.held(cast.registrar, shop, "BKS012"), l.held(cast.registrar, shop, "BKS0I2", "2024-05-01")
    view = holder(cast.inspector, shop.uuid)
    registry.merge_firearms(actor=cast.registrar, survivor=first, absorbed=second, reason="the same")
    for period in (Period(), Period(date(2024, 6, 1), most=5)):
        book = book_of(cast.inspector, view, period)
        assert [(one.serial, one.acquired) for one in book.lines] == [("BKS012", "2024-03-05")]
        assert book.stock == 1
