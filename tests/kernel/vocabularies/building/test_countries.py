"""Countries carry their ISO number and NCIC's code, also those that are gone."""

from salwa.kernel.vocabularies.building import countries


def test_codes_are_iso_numbers() -> None:
    rows = {row["id"]: row for row in countries.build()}
    assert rows["GH"]["code"] == "288"
    assert rows["AT"]["ncic"] == "AU"
    assert rows["YUCS"]["code"] == "891"
    assert "USA" in rows["US"]["aliases"].split("|")


def test_a_country_is_called_by_a_name_and_never_by_its_code() -> None:
    rows = {row["id"]: row for row in countries.build()}
    assert (rows["US"]["name"], rows["GB"]["name"]) == ("United States", "United Kingdom")
    assert "US" in rows["US"]["aliases"].split("|")
    assert [row["name"] for row in rows.values() if len(row["name"]) < 3] == []
