"""Models of both sources stand once for each make."""

from salwa.kernel.vocabularies.building import calibres, makes, models, types
from salwa.kernel.vocabularies.building.table import Row, coded


def rows() -> dict[str, Row]:
    tables = [
        coded(name, module.build()) for name, module in (("makes", makes), ("calibres", calibres), ("types", types))
    ]
    return {row["id"]: row for row in models.build(*tables)}


def test_a_model_of_both_sources_is_one_and_keeps_the_pattern() -> None:
    found = rows()
    assert "75" in found["cz-cz-75"]["aliases"].split("|")
    assert found["cz-cz-75"]["pattern"]
    assert "cz-75" not in found


def test_short_forms_are_names() -> None:
    found = rows()
    assert "G19" in found["glock-19"]["aliases"].split("|")
    assert "36" in found["smith-wesson-model-36"]["aliases"].split("|")
