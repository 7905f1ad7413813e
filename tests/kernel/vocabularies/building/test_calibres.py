"""Calibres that share a name are one; those that share a loose name are not."""

from salwa.kernel.vocabularies.building import calibres


def test_sources_are_joined_by_their_names() -> None:
    rows = {row["id"]: row for row in calibres.build()}
    assert "9 mm Luger / 9x19 mm" in rows["9x19mm-parabellum"]["aliases"].split("|")
    assert rows["38-special"]["id"] != rows["38-s-w"]["id"]
    assert "tireur" in rows["45-acp"]["source"]


def test_every_calibre_has_a_family() -> None:
    assert all(row["family"] for row in calibres.build())
