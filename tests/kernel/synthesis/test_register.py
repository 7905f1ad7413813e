"""Kernel, synthesis: the register as the spreadsheets of State XC have it."""

import hashlib

import pyarrow as pa
import pyarrow.compute as pc

from salwa.kernel.synthesis.register import BATCH_ROWS, COLUMNS, external_id, register

ROWS = BATCH_ROWS + 3_000


def as_table(rows: int, seed: int) -> pa.Table:
    return pa.Table.from_batches(register(rows, seed))


def digest(table: pa.Table) -> str:
    text = "\n".join("|".join(map(str, row.values())) for row in table.to_pylist())
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_seed_gives_the_same_register_and_another_seed_another() -> None:
    assert digest(as_table(2_000, 11)) == "6d6aec1f43e9fcd910c8daadc308feaf27d30014e288d4500abab4ac30a39141"
    assert digest(as_table(2_000, 12)) != digest(as_table(2_000, 11))


def test_every_row_has_the_importers_columns_and_its_own_number() -> None:
    table = as_table(ROWS, 11)
    assert table.column_names == list(COLUMNS)
    assert table.num_rows == ROWS
    assert table["external_id"][0].as_py() == external_id(0) == "XC-00000001"
    assert pc.count_distinct(table["external_id"]).as_py() == ROWS


def test_clerks_leave_out_and_vary_as_documented() -> None:
    table = as_table(ROWS, 11)
    empty = {name: pc.sum(pc.equal(table[name], "")).as_py() / ROWS for name in COLUMNS}
    assert empty["serial"] == empty["make"] == empty["status"] == 0
    assert 0.16 < empty["year_of_manufacture"] < 0.20
    assert 0.05 < empty["calibre"] < 0.09
    makes = set(table["make"].to_pylist())
    assert {"GLOCK", "Glock", "S&W", "SMITH & WESSON", "ИЖЕВСК"} <= makes
    statuses = pc.value_counts(pc.utf8_lower(table["status"])).to_pylist()
    shares = {one["values"]: one["counts"] / ROWS for one in statuses}
    assert shares.keys() == {"in use", "registered", "stolen", "lost", "destroyed"}
    assert 0.015 < shares["stolen"] < 0.03


def test_nothing_is_sold_before_it_is_made() -> None:
    for row in as_table(5_000, 11).to_pylist():
        if row["year_of_manufacture"] and row["first_sale_date"]:
            assert row["first_sale_date"][:4] >= row["year_of_manufacture"]
        if row["year_of_manufacture"] and row["import_year"]:
            assert row["import_year"] >= row["year_of_manufacture"]
        assert bool(row["import_year"]) == bool(row["import_country"])
