"""What a COPY sends is read row by row, left off in the middle, and told where it fails."""

import pytest
from django.db import DatabaseError, connection

from salwa.platform.ledger.copying import copied

pytestmark = pytest.mark.django_db(transaction=True)


def rows(query):
    connection.ensure_connection()
    return copied(connection.connection, query)


def test_every_row_is_given():
    assert list(rows("COPY (SELECT g FROM generate_series(1, 3) g) TO STDOUT")) == [b"1\n", b"2\n", b"3\n"]


def test_who_leaves_off_may_ask_something_else():
    some = rows("COPY (SELECT g FROM generate_series(1, 1000000) g) TO STDOUT")
    assert next(some) == b"1\n"
    some.close()
    assert list(rows("COPY (SELECT 7) TO STDOUT")) == [b"7\n"]


@pytest.mark.parametrize("query", ["SELECT 1", "COPY (SELECT 1 / (g - 3) FROM generate_series(1, 9) g) TO STDOUT"])
def test_what_fails_is_raised(query):
    with pytest.raises(DatabaseError):
        list(rows(query))
