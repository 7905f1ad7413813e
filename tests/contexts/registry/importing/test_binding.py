"""What Polars writes of a row is what PostgreSQL and Python write of it; and an import's rows are bound."""

import polars as pl
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.registry.importing.binding import Binder, texts
from salwa.kernel.ledger.rows import Form, blind_of, row_digest
from salwa.platform.ledger import forms

FORM = Form.of("some_table", 1, 2, "a:int b:int word:text day:date name:uuid none:text")
WORDS = st.none() | st.text(alphabet=st.characters(exclude_characters="\x00", codec="utf-8"), max_size=20)
ROWS = st.lists(
    st.tuples(st.integers(1 - 2**63, 2**63 - 1), st.integers(0, 99), WORDS, st.none() | st.dates(), st.uuids()),
    min_size=1,
    max_size=20,
)


def frame(rows):
    return pl.DataFrame(
        [(a, b, word, day, name.hex) for a, b, word, day, name in rows],
        schema={"a": pl.Int64, "b": pl.Int64, "word": pl.String, "day": pl.Date, "name": pl.String},
        orient="row",
    )


@given(ROWS)
def test_polars_writes_a_row_as_python_does(rows):
    told = texts(FORM, frame(rows)).to_list()
    assert told == [
        FORM.text([a, b, word, day.isoformat() if day else None, str(name), None]) for a, b, word, day, name in rows
    ]


@pytest.mark.django_db
@given(ROWS)
def test_postgresql_writes_a_row_as_python_does(django_db_blocker, rows):
    with connection.cursor() as cursor:
        for a, b, word, day, name in rows:
            cursor.execute(
                "SELECT " + forms.text_sql(FORM, "r") + " FROM (SELECT CAST(%s AS bigint) AS a, %s::smallint AS b, "  # noqa: S608
                "%s::varchar AS word, %s::date AS day, %s::uuid AS name, NULL::text AS none) r",
                [a, b, word, day, name],
            )
            written = FORM.text([a, b, word, day.isoformat() if day else None, str(name), None])
            assert cursor.fetchone()[0] == written


def test_a_binder_gives_the_digests_of_what_it_took():
    form = forms.bound()["registry_component"]
    binder = Binder(bytes(32))
    binder.take("registry_component", pl.DataFrame({"firearm_id": [7, 7], "ordinal": [1, 2], "kind": [3, 8]}))
    (batch,) = binder.batches()
    assert batch.keys.tolist() == [[7, 1], [7, 2]]
    blind = blind_of(bytes(32), "registry_component", "7/2")
    assert batch.digests[32:] == row_digest(blind, form.text([7, 2, 8]))


def test_what_goes_wrong_in_the_thread_is_raised_where_it_is_waited_for():
    binder = Binder(bytes(32))
    binder.take("registry_component", pl.DataFrame({"firearm_id": ["x"], "ordinal": [1], "kind": [3]}))
    with pytest.raises(pl.exceptions.InvalidOperationError):
        binder.batches()
