"""Columns for make, model, calibre and type, and what strayed into them."""

import pytest

from salwa.kernel.marks.columns import beside, read_calibre, read_make, read_model, read_type, strayed
from salwa.kernel.marks.model import MarkKind
from salwa.kernel.vocabularies import calibres, makes, models


def test_each_column_is_read_by_its_vocabulary() -> None:
    assert read_make("S & W")[0].code == makes().by_id("smith-wesson").code
    assert read_calibre("9 MM")[0].code == calibres().by_id("9x19mm-parabellum").code
    assert read_type("pistola")[0].kind is MarkKind.TYPE
    assert read_model("17", makes().by_id("glock"))[0].confidence > 0.9


def test_an_importer_in_the_column_for_the_make_is_no_maker() -> None:
    assert read_make("CENTURY ARMS")[0].kind is MarkKind.IMPORTER


def test_a_text_of_several_meanings_gives_each_with_its_share() -> None:
    found = read_make("TAURUS / ROSSI")
    assert {one.code for one in found} == {makes().by_id("taurus").code, makes().by_id("rossi").code}
    assert sum(one.confidence for one in found) <= 1


@pytest.mark.parametrize(
    ("text", "model"),
    [("Makarov", "izhevsk-baikal-makarov-pm"), ("ПМ", "izhevsk-baikal-makarov-pm"), ("AK-47", "ak-47")],
)
def test_a_model_in_the_column_for_the_make_is_read_as_the_model(text: str, model: str) -> None:
    (reading,) = beside(text, "", "", "").readings
    assert reading.kind is MarkKind.MODEL
    assert reading.code == models().by_id(model).code
    assert (reading.text, reading.column) == (text, "make")


def test_a_town_behind_the_maker_is_no_second_maker() -> None:
    assert [makes().by_code(one.code).id for one in beside("Simson Suhl", "", "", "").readings] == ["simson"]


def test_nothing_honest_gives_no_reading() -> None:
    assert read_make("unknown") == []


def test_a_serial_number_in_the_wrong_column_is_a_weak_one() -> None:
    scan = strayed("BKS012", "make", [], ())
    assert scan is not None
    assert [one.text for one in scan.serials] == ["BKS012"]
    assert scan.serials[0].confidence < 0.5
    assert strayed("Glock", "make", read_make("Glock"), ()) is None
