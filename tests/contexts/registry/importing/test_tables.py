"""Registry, import, tests: what a row becomes in the tables."""

from datetime import date
from itertools import product
from typing import Any

import polars as pl
import pytest

from salwa.contexts.registry.importing.checking import Checker
from salwa.contexts.registry.importing.columns import plan
from salwa.contexts.registry.importing.mapping import Mapping
from salwa.contexts.registry.importing.parts import SCHEMA
from salwa.contexts.registry.importing.reading import LINE, Batch
from salwa.contexts.registry.importing.tables import (
    ID,
    Fixed,
    components,
    events,
    firearms,
    mark_rows,
    marks,
    records,
    remark_rows,
    states,
    uuids,
)
from salwa.contexts.registry.models import MarkKindCode
from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.lifecycle import Event, EventKind, Happened, Status, conflicts, derive

FIXED = Fixed(source=1, agency=2, entry=3)
NO_PARTS = pl.DataFrame(schema=SCHEMA)
FULL = {
    "external_id": "X1",
    "serial": "ТЕ 1234",
    "make": "Glock",
    "model": "17",
    "calibre": "9x19",
    "year_of_manufacture": "1999",
    "import_country": "Belgium",
    "import_year": "2001",
    "first_sale_date": "2003-05",
    "first_sale_place": "Mirren",
    "status": "lost",
    "Grip": "walnut",
}


def rows(*given: dict[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    headers = list(FULL)
    cells: dict[str, Any] = {str(at): [one.get(name, "") for one in given] for at, name in enumerate(headers)}
    lines = pl.Series(LINE, range(2, 2 + len(given)), dtype=pl.Int64)
    batch = Batch(pl.DataFrame(cells).with_columns(lines))
    checked = Checker(plan(headers, {}), headers, Mapping(), date(2026, 11, 1)).check(batch)
    assert not checked.rejects
    ids = pl.Series(ID, range(10, 10 + checked.rows.height), dtype=pl.Int64)
    none = pl.lit(None, pl.Int32)
    return checked.rows.with_columns(ids, none.alias("place_id"), none.alias("stated_id")), checked.remarks


def test_a_full_row_has_five_marks_of_which_the_serial_has_its_own_text() -> None:
    found = marks(rows(FULL)[0], NO_PARTS)
    assert found["ordinal"].to_list() == [1, 2, 3, 4, 5]
    kinds = [MarkKindCode(kind).name for kind in found["kind"].to_list()]
    assert kinds == ["SERIAL", "MAKER", "MODEL", "CALIBRE", "IMPORT"]
    assert found.select("own", "own_folded", "text").row(0) == ("ТЕ 1234", "TE1234", "")
    assert found.select("text", "country", "year").row(4) == ("Belgium 2001", 56, 2001)
    written = mark_rows(found.with_columns(pl.lit(1).alias("inscription_id")))
    assert written.columns[:3] == ["firearm_id", "inscription_id", "component"]


PATTERNS = list(
    product(("", "1999"), ("", "2001"), ("", "2003-05"), ("", "Mirren"), ("", "lost", "destroyed", "in use"))
)


@pytest.mark.parametrize(("made", "brought", "sold", "place", "stated"), PATTERNS)
def test_the_state_is_what_the_kernel_derives(made: str, brought: str, sold: str, place: str, stated: str) -> None:
    row = {
        "serial": "12345",
        "year_of_manufacture": made,
        "import_year": brought,
        "first_sale_date": sold,
        "first_sale_place": place,
        "status": stated,
    }
    happened = events(rows(row)[0], FIXED)
    life = [
        Event(
            one["ordinal"],
            EventKind(one["kind"]),
            Happened(one["happened_from"], one["happened_to"]),
            status=Status(one["status"]),
        )
        for one in happened.iter_rows(named=True)
    ]
    state = derive(life)
    assert [event.ordinal for event in life] == list(range(1, len(life) + 1))
    assert states(happened).rows() == [(10, int(state.status), state.event)]
    assert conflicts(life) == ()


def test_a_bare_year_is_the_whole_year() -> None:
    first = events(rows(FULL)[0], FIXED).row(0, named=True)
    assert (first["happened_from"], first["happened_to"]) == (date(1999, 1, 1), date(1999, 12, 31))


def test_rows_keep_their_names_and_codes() -> None:
    found, remarks = rows(FULL, {"serial": "A98765"})
    written = firearms(found, pl.Series([5, 6]).to_numpy(), FIXED)
    assert written.select("id", "number", "external_id", "year").rows() == [(10, 5, "X1", 1999), (11, 6, "", 0)]
    assert components(found, NO_PARTS).rows() == [(10, 1, 0), (11, 1, 0)]
    assert remark_rows(remarks, found, FIXED).rows() == [(10, 3, "Grip", "walnut")]


def test_the_index_gets_one_row_a_firearm() -> None:
    batch = records(rows(FULL, {"make": "Glock"})[0], NO_PARTS)
    assert batch.schema == RECORD_SCHEMA
    assert batch.column("serial").to_pylist() == ["TE1234", ""]
    assert batch.column("import_year").to_pylist() == [2001, 0]


def test_uuids_are_of_version_seven_and_rise() -> None:
    found = uuids(10_000)
    assert len(set(found)) == 10_000
    assert found == sorted(found)
    assert {one[12] for one in found} == {"7"}
    assert {one[16] for one in found} <= set("89ab")
