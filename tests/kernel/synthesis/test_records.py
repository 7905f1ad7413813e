"""Kernel, synthesis: the rows of a segment say what the register says."""

import pyarrow as pa

from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.marks.folding import plain
from salwa.kernel.synthesis.records import segment_records
from salwa.kernel.synthesis.register import register
from salwa.kernel.vocabularies import calibres, countries, makes, types

ROWS = 3_000


def test_each_row_is_the_registers_row_in_codes() -> None:
    rows = pa.Table.from_batches(segment_records(ROWS, 5))
    assert rows.schema == RECORD_SCHEMA
    written = pa.Table.from_batches(register(ROWS, 5)).to_pylist()
    for number, (row, clerk) in enumerate(zip(rows.to_pylist(), written, strict=True), 1):
        assert row["record"] == number
        assert row["serial"] == plain(clerk["serial"]) == plain(row["verbatim"])
        assert row["year"] == int(clerk["year_of_manufacture"] or 0)
        assert row["import_year"] == int(clerk["import_year"] or 0)
        assert bool(row["import_country"]) == bool(clerk["import_country"])
        assert row["make"] == makes().resolve(clerk["make"]).term.code
        assert (row["country"] == 0) == (clerk["country_of_manufacture"] == "")
        assert (row["type"] == 0) == (clerk["type"] == "")
        assert (row["calibre"] == 0) == (clerk["calibre"] == "")


def test_the_names_of_the_table_are_those_of_the_vocabularies() -> None:
    for row in pa.Table.from_batches(segment_records(ROWS, 5)).to_pylist()[:500]:
        assert makes().get(row["make"]) is not None
        for vocabulary, field in ((calibres(), "calibre"), (types(), "type"), (countries(), "country")):
            assert row[field] == 0 or vocabulary.get(row[field]) is not None
