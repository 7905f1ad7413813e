"""Codes stay with their terms, whatever is added before or after them."""

from pathlib import Path

import pytest

from salwa.kernel.vocabularies.building import table


def test_a_term_keeps_its_code_and_a_new_one_gets_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "DATA", tmp_path)
    first = table.coded("things", [{"id": "b", "name": "B"}, {"id": "c", "name": "C"}])
    (tmp_path / "things.csv").write_text(table.as_csv(("code", "id", "name"), first), encoding="utf-8")
    second = table.coded("things", [{"id": "a", "name": "A"}, {"id": "c", "name": "C, renamed"}])
    assert {row["id"]: row["code"] for row in second} == {"b": "1", "c": "2", "a": "3"}
    assert next(row["name"] for row in second if row["id"] == "b") == "B"


@pytest.mark.parametrize(
    ("name", "key"),
    [("Smith & Wesson", "smith-wesson"), ("7.62×39mm", "7.62x39mm"), (".380 ACP", "380-acp"), ("FÉG", "feg")],
)
def test_ids_are_readable(name: str, key: str) -> None:
    assert table.slug(name) == key


def test_names_are_given_once() -> None:
    assert table.distinct(["A", "a", "", " B  C ", "X"], but="x") == ["A", "B C"]
