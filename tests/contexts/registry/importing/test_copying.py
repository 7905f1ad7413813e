"""Registry, import, tests: the loader inserts, asks the owner's functions, and may do nothing else."""

import polars as pl
import pytest
from django.db import DatabaseError, transaction

from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.models import Place, Source, Statement
from salwa.platform import scope
from tests.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "loader"])


def test_a_source_is_made_once_for_each_agency(cast: Cast) -> None:
    copier, made = Copier("loader"), []
    for actor in (cast.registrar, cast.outside_registrar):
        with transaction.atomic(using="loader"):
            scope.tell(scope.scope_of(actor), "loader")
            assert copier.source("Old") == copier.source("Old") != copier.source("New")
            made.append(copier.source("Old"))
    assert made[0] != made[1]
    assert [source.agency_id for source in Source.objects.filter(name="Old").order_by("pk")] == [
        cast.registrar.agency_id,
        cast.outside_registrar.agency_id,
    ]
    with pytest.raises(DatabaseError, match="Nobody acts"):
        copier.source("Old")


def test_a_place_is_made_once() -> None:
    copier = Copier("loader")
    rows = pl.DataFrame({"first_sale_place": ["Mirren", None, "Danore", "Mirren"]})
    first = copier.with_places(rows)["place_id"].to_list()
    assert first == Copier("loader").with_places(rows)["place_id"].to_list()
    assert first[0] == first[3]
    assert first[1] is None
    assert Place.objects.count() == 2


def test_the_words_of_a_source_are_kept_once() -> None:
    rows = pl.DataFrame({"stated": ["In service", None, "in service", "In service"]})
    first = Copier("loader").with_statements(rows)["stated_id"].to_list()
    assert first == Copier("loader").with_statements(rows)["stated_id"].to_list()
    assert (first[0], first[1]) == (first[3], None)
    assert set(Statement.objects.values_list("text", flat=True)) == {"In service", "in service"}


def test_ids_are_drawn_once() -> None:
    copier = Copier("loader")
    ids = [*copier.firearm_ids(3).tolist(), *copier.firearm_ids(2).tolist()]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM registry_firearm", "DELETE FROM registry_source", "TRUNCATE registry_mark"]
)
def test_the_loader_cannot_read_or_remove(statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        Copier("loader").ask(statement)


@pytest.mark.parametrize("call", ["loader_open_empty()", "loader_source('x')", "registry_settle_held()"])
def test_nobody_but_the_loader_executes_its_functions(call: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        Copier("default").ask(f"SELECT {call}")


def test_tables_opened_and_not_closed_undo_all() -> None:
    with pytest.raises(DatabaseError, match="not closed again"), transaction.atomic(using="loader"):
        assert Copier("loader").open_empty()


def test_a_table_of_the_loaders_own_is_not_taken_for_the_owners() -> None:
    copier = Copier("loader")
    copier.ask("CREATE TEMPORARY TABLE registry_held (at int, late boolean, gone text, definition text)")
    copier.ask("INSERT INTO registry_held VALUES (1, false, '', 'DROP TABLE registry_firearm')")
    try:
        with pytest.raises(DatabaseError, match="not opened"):
            copier.close_filled()
    finally:
        copier.ask("DROP TABLE registry_held")
