"""Registry, queries: holders are found by a name or a number, few at a time, and a person never by a name."""

from salwa.contexts.registry.queries.holders import MOST, agency_called, holder_numbered, holders_called
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_company_is_found_by_its_name_or_its_beginning(cast: Cast) -> None:
    vale = b.company(cast.registrar, "Vale Arms")
    b.company(cast.registrar, "Vale Arms and Sons")
    assert [one.id for one in holders_called(cast.registrar, " vale  arms ")] == [vale.pk]
    assert len(holders_called(cast.registrar, "Vale")) == 2
    assert holders_called(cast.registrar, "Va") == ()
    assert holders_called(cast.registrar, "") == ()
    assert holders_called(cast.registrar, "%") == ()


def test_nobody_goes_through_holders(cast: Cast) -> None:
    for count in range(MOST + 5):
        b.company(cast.registrar, f"Vale {count}")
    assert len(holders_called(cast.registrar, "Vale")) == MOST
    assert holders_called(cast.analyst, "Vale 1") == ()
    assert holder_numbered(cast.analyst, b.company(cast.registrar).pk) is None
    assert agency_called(cast.analyst, "Harbour police") is None


def test_a_person_is_found_by_the_number_only(cast: Cast) -> None:
    person = b.person(cast.registrar)
    assert holders_called(cast.registrar, "Invented") == ()
    (found,) = holders_called(cast.registrar, str(person.uuid))
    assert (found.id, found.name) == (person.pk, "person")


def test_an_agency_is_found_also_where_it_held_nothing(cast: Cast) -> None:
    (found,) = holders_called(cast.registrar, "harbour police")
    assert (found.id, found.name) == (0, "Harbour police")
    assert agency_called(cast.registrar, "HARBOUR POLICE") == cast.outsider.agency_id
    assert agency_called(cast.registrar, "Nobody") is None
