"""Registry, import, tests: firearms of one make and serial are found, whoever came first."""

import polars as pl
import pytest

from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.importing.serials import folded_texts, plain_texts
from salwa.contexts.registry.importing.twins import Twins

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
