"""Licensing: a dealer's book is the register, seen from the dealer."""

from datetime import date

import pytest

from salwa.contexts.licensing.answers import BOOK_HEADING
from salwa.contexts.licensing.public import Period, book_of
from salwa.contexts.licensing.queries.books import givers_and_takers
from salwa.contexts.registry.public import NewEvent, correct_event, holder
from salwa.kernel.lifecycle import EventKind, Happened
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
    persons = givers_and_takers(cast.inspector, view)
    assert len(persons) == 2
    named = book_of(cast.inspector, view, Period(), dict.fromkeys(persons, "Somebody"))
    assert named.is_named
    assert named.lines[1].taker == "Somebody"


def test_a_book_is_for_readers_and_of_records_one_may_open(cast: Cast, shop: object) -> None:
    view = holder(cast.inspector, shop.uuid)  # type: ignore[attr-defined]
    assert book_of(cast.outside_registrar, view, Period()).lines == ()
    with pytest.raises(NotAllowed):
        book_of(cast.tracing_officer, view, Period())
