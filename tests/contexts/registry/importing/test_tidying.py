"""Registry, import, tests: cells are settled without losing a word."""

import polars as pl

from salwa.contexts.registry.importing.columns import plan
from salwa.contexts.registry.importing.mapping import parse_mapping
from salwa.contexts.registry.importing.reading import LINE, Batch
from salwa.contexts.registry.importing.tidying import Tidy, tidied


def tidy(headers: list[str], row: list[str], mapping: str = "") -> Tidy:
    cells = {str(at): [cell] for at, cell in enumerate(row)}
    return tidied(Batch(pl.DataFrame({LINE: [2], **cells})), plan(headers, {}), parse_mapping(mapping))


def test_white_space_around_a_cell_goes_and_within_it_stays() -> None:
    found = tidy(["serial", "Owner"], ["  BKS  012\u00a0", " "])
    assert found.frame["serial"].to_list() == ["BKS  012"]
    assert found.frame["r0"].to_list() == [None]


def test_words_that_say_nothing_are_blank_and_kept() -> None:
    found = tidy(["serial", "make"], ["unknown", "Unknown"])
    assert found.frame.select("serial", "make").rows() == [("unknown", None)]
    assert found.dropped.rows() == [(2, "make", "Unknown")]


def test_translations_and_constants_of_the_mapping() -> None:
    mapping = '[values.status]\n"en service" = "registered"\n"?!" = ""\n[constants]\nimport_country = "BE"'
    assert tidy(["serial", "status"], ["1", "EN SERVICE"], mapping).frame["status"].to_list() == ["registered"]
    assert tidy(["serial", "status"], ["1", "?!"], mapping).frame["status"].to_list() == [None]
    assert tidy(["serial", "status"], ["1", ""], mapping).frame["import_country"].to_list() == ["BE"]


def test_a_rejects_file_loses_the_apostrophe_it_was_given() -> None:
    headers = ["salwa_line", "salwa_column", "salwa_value", "salwa_reason", "salwa_source", "serial"]
    assert tidy(headers, ["2", "", "", "", "s", "'=1+1"]).frame["serial"].to_list() == ["=1+1"]
    assert tidy(["serial"], ["'=1+1"]).frame["serial"].to_list() == ["'=1+1"]
