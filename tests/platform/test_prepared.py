"""Platform, prepared: planned once, in the running transaction, and counted like any other statement."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from salwa.platform.prepared import Asked, fetched, fetched_together

SQUARES = "SELECT one, one * one FROM unnest(%(numbers)s::bigint[]) AS one ORDER BY 1"


@pytest.mark.django_db
def test_the_server_plans_it_once() -> None:
    for many in (1, 2, 3, 4, 5):
        assert fetched(SQUARES, {"numbers": list(range(many))})[-1] == (many - 1, (many - 1) ** 2)
    known = "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%%one * one%%'"
    ((generic, custom),) = fetched(known, {})
    assert generic > 0
    assert custom == 0


@pytest.mark.django_db
def test_it_is_counted_and_its_errors_are_django_s() -> None:
    with CaptureQueriesContext(connection) as told:
        fetched(SQUARES, {"numbers": [7]})
    assert len(told) == 1
    with pytest.raises(ProgrammingError), transaction.atomic():
        fetched("SELECT nothing FROM nowhere", {})


@pytest.mark.django_db
def test_what_is_asked_together_is_answered_and_counted_one_by_one() -> None:
    with CaptureQueriesContext(connection) as told:
        squares, sums = fetched_together(
            Asked(SQUARES, {"numbers": [7, 8]}), Asked("SELECT %(one)s::int + %(other)s::int", {"one": 1, "other": 2})
        )
    assert (squares, sums) == ([(7, 49), (8, 64)], [(3,)])
    assert len(told) == 2


@pytest.mark.django_db
def test_one_of_several_that_fails_fails_them_all_and_the_connection_goes_on() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        fetched_together(Asked(SQUARES, {"numbers": [7]}), Asked("SELECT nothing FROM nowhere", {}))
    assert fetched(SQUARES, {"numbers": [7]}) == [(7, 49)]
