"""Makers of three sources stand once each."""

from salwa.kernel.vocabularies.building import makes


def test_our_own_rows_come_first_and_take_ncics_entry() -> None:
    rows = makes.build()
    assert [row["name"] for row in rows[:2]] == ["Smith & Wesson", "Glock"]
    assert rows[0]["ncic"] == "SW"
    assert sum(row["name"].casefold() == "glock" for row in rows) == 1


def test_a_number_alone_is_only_a_loose_name_of_a_factory() -> None:
    factory = next(row for row in makes.build() if row["id"] == "factory-66")
    assert factory["loose"].split("|") == ["66"]
    assert "66" not in factory["aliases"].split("|")
