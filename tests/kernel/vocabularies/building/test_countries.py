"""Countries carry their ISO number and NCIC's code, also those that are gone."""

from salwa.kernel.vocabularies.building import countries


def test_codes_are_iso_numbers() -> None:
    rows = {row["id"]: row for row in countries.build()}
    assert rows["GH"]["code"] == "288"
    assert rows["AT"]["ncic"] == "AU"
    assert rows["YUCS"]["code"] == "891"
    assert "USA" in rows["US"]["aliases"].split("|")
