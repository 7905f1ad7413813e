"""Registry, queries: many records of one number, put there by another agency, hide none that an officer must see."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.queries._bearers import bearers, nearness
from salwa.contexts.registry.queries.lists import with_number
from salwa.contexts.registry.queries.searches import Sought, search
from salwa.kernel.identification.model import Verdict
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import NotReady
from tests.conftest import Cast
from tests.contexts.registry import builders as b

MANY = 60


@pytest.fixture
def stolen(cast: Cast) -> Firearm:
    """The newest of many records of one number: one's own, and stolen."""
    for _ in range(MANY):
        b.firearm(cast.outside_registrar, "POISON7")
    calm = b.firearm(cast.registrar, "POISON7")
    assert calm.agency_id == cast.registrar.agency_id
    return b.firearm(cast.registrar, "POISON-7", life=(b.event(EventKind.THEFT, b.year(2019)),))


def test_the_own_stolen_record_is_first_among_equals_and_all_are_counted(cast: Cast, stolen: Firearm) -> None:
    found = registry.candidates(cast.registrar, b.asked("POISON7"), limit=5)
    assert (found.ranking.verdict, found.ranking.equals) == (Verdict.AMBIGUOUS, MANY + 2)
    assert [one.card.id for one in found.found[:1] if one.card] == [stolen.pk]
    assert [one.card.agency_id for one in found.found[:2] if one.card] == [cast.registrar.agency_id] * 2
    assert "stolen" in {one.kind for one in found.findings}
    assert len(found.found) == 5


def test_records_that_one_may_not_open_stand_last_among_equals(cast: Cast, stolen: Firearm) -> None:
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    found = registry.candidates(cast.registrar, b.asked("POISON7"), limit=4)
    assert [one.card is not None for one in found.found] == [True, True, False, False]
    assert found.ranking.equals == MANY + 2


def test_a_list_of_the_number_begins_with_it_and_says_how_many_more_there_are(cast: Cast, stolen: Firearm) -> None:
    found = with_number(cast.registrar, "poison 7", most=10)
    assert (len(found.hits), found.more) == (10, MANY + 2 - 10)
    assert found.hits[0].card is not None
    assert found.hits[0].card.id == stolen.pk
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    found = with_number(cast.registrar, "poison 7", most=10)
    assert [(hit.ask, hit.card is None) for hit in found.hits] == [("", False), ("", False), ("Harbour police", True)]
    assert found.more == 0


def test_programs_get_every_record_of_the_number_page_by_page(cast: Cast, stolen: Firearm) -> None:
    found, after = [], ""
    while True:
        page = search(cast.registrar, Sought(serial="POISON7"), after=after, most=25)
        found += [one.card.id for one in page.listings]
        after = page.after
        if not after:
            break
    assert len(found) == len(set(found)) == MANY + 2
    assert stolen.pk in found


def test_nearness_is_of_what_the_actor_may_open(cast: Cast, stolen: Firearm) -> None:
    near = nearness(cast.outside_registrar, [stolen.pk])[stolen.pk]
    assert (near.is_closed, near.is_calm, near.is_others) == (True, True, True)
    near = nearness(cast.registrar, [stolen.pk])[stolen.pk]
    assert (near.is_closed, near.is_calm, near.is_others) == (False, False, False)
    assert bearers(cast.registrar, "POISON8") == []
    with pytest.raises(NotReady):
        nearness(cast.registrar, [2**40])
