"""Registry, import, tests: firearms of one make and serial are found, whoever came first."""

import polars as pl
import pytest
from django.db import connections

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.importing.firearms import Order, import_firearms
from salwa.contexts.registry.importing.serials import folded_texts, plain_texts
from salwa.contexts.registry.importing.twins import Twins
from salwa.platform import scope
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.importing.conftest import Written

SCHEMA = {"id": pl.Int64, "make_code": pl.Int32, "serial": pl.String}


def found(*rows: tuple[int, int, str | None]) -> list[tuple[int, ...]]:
    twins = Twins()
    for row in rows:
        frame = pl.DataFrame([row], schema=SCHEMA, orient="row")
        plain = plain_texts(frame["serial"])
        twins.add(frame.with_columns(plain.alias("serial_plain"), folded_texts(plain).alias("serial_folded")))
    return twins.found(Copier("loader"), register_was_empty=True).rows()


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ([(1, 5, "AB 123"), (2, 5, "ab-123"), (3, 5, "AB123")], [(2, 1), (3, 1)]),
        ([(1, 5, "AB123"), (2, 6, "AB123")], []),
        ([(1, 0, "AB123"), (2, 0, "AB123")], []),
        ([(1, 5, "12"), (2, 5, "12"), (3, 5, None)], []),
        ([(1, 5, "AB123"), (2, 5, "A8123")], []),
    ],
    ids=["spacing", "other-make", "no-make", "too-short", "look-alike"],
)
def test_only_the_same_serial_of_a_known_make_is_a_twin(
    rows: list[tuple[int, int, str | None]], pairs: list[tuple[int, int]]
) -> None:
    assert found(*rows) == pairs


def test_nothing_has_no_twins() -> None:
    assert found() == []


both = pytest.mark.django_db(transaction=True, databases=["default", "loader"])


@both
def test_a_twin_in_another_agency_names_the_agency_and_not_the_record(cast: Cast, written: Written) -> None:
    theirs = b.firearm(cast.registrar, "HRB-44120")
    rows = ("X1,hrb 44120,Glock,,,,,,,,,,", "X2,HRB44121,Glock,,,,,,,,,,", "X3,HRB44120,Zastava,,,,,,,,,,")
    done = import_firearms(actor=cast.outside_registrar, order=Order(path=written(*rows)))
    assert done.twins == 1
    (found,) = registry.findings(cast.outside_registrar)
    assert (found.kind, found.other, found.ask) == ("duplicate", None, "National registry")
    assert registry.card(cast.outside_registrar, found.record).external_id == "X1"
    (told,) = registry.findings(cast.registrar)
    assert (told.other, told.ask) == (registry.record_of(theirs), "")


@both
def test_the_loader_reads_no_serial_of_another_agency(cast: Cast) -> None:
    own = b.firearm(cast.outside_registrar, "HRB44120")
    b.firearm(cast.registrar, "NAT55231")
    loader = connections["loader"]
    loader.set_autocommit(False)
    try:
        scope.tell(scope.scope_of(cast.outside_registrar), "loader")
        with loader.cursor() as cursor:
            cursor.execute("SELECT firearm, text FROM loader_serials(NULL)")
            assert cursor.fetchall() == [(own.pk, "HRB44120")]
    finally:
        loader.rollback()
        loader.set_autocommit(True)
