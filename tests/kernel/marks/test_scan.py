"""Free text comes apart into typed marks."""

import pytest

from salwa.kernel.marks.model import MarkKind
from salwa.kernel.marks.scan import Scan, country_and_year
from salwa.kernel.vocabularies import countries, makes, models


def kinds(text: str, **more: bool) -> dict[MarkKind, str]:
    return {reading.kind: reading.text for reading in Scan(text, "marks", **more).run().readings}  # type: ignore[arg-type]


def test_every_mark_of_a_full_inscription_is_named() -> None:
    found = kinds("NORINCO SKS 7.62x39 24012345 imported by CAI ST ALB VT made in China 1989")
    assert found[MarkKind.MAKER] == "NORINCO"
    assert found[MarkKind.IMPORTER] == "CAI"
    assert found[MarkKind.MODEL] == "SKS"
    assert found[MarkKind.CALIBRE] == "7.62x39"
    assert found[MarkKind.YEAR] == "1989"


def test_a_licensor_is_not_the_maker() -> None:
    scan = Scan("MP5 licensed by H&K, POF Wah Pakistan", "marks").run()
    licensor = next(reading for reading in scan.readings if reading.kind is MarkKind.LICENSOR)
    assert licensor.code == makes().by_id("heckler-koch").code


def test_proof_approval_and_state_stock_are_told_apart() -> None:
    found = kinds("Zoraki 914 PTB 895 BNP property of Gendarmerie nationale")
    assert found[MarkKind.APPROVAL] == "PTB 895"
    assert found[MarkKind.PROOF] == "BNP"
    assert MarkKind.STATE_STOCK in found


def test_a_number_after_the_name_of_a_part_says_which_part() -> None:
    scan = Scan("slide 58A654321, window in grip 58B123456", "marks").run()
    assert {one.text: one.reason for one in scan.serials} == {"58A654321": "on the slide", "58B123456": "on the frame"}


def test_a_country_that_makes_no_firearms_with_a_year_is_an_import_mark() -> None:
    assert kinds("Ghana 2016")[MarkKind.IMPORT] == "Ghana 2016"
    assert MarkKind.IMPORT not in kinds("Austria 1998")


@pytest.mark.parametrize(
    ("text", "year", "country"),
    [("GHA 2016", 2016, "GH"), ("2016 GH", 2016, "GH"), ("USA-1998", 1998, "US"), ("xyz 2016", 0, "")],
)
def test_codes_and_years(text: str, year: int, country: str) -> None:
    found_year, found = country_and_year(text)
    assert (found.id if found else "") == country
    assert not country or found_year == year


def test_a_model_needs_its_maker_unless_it_is_well_known() -> None:
    scan = Scan("五六式 2114567", "marks").run()
    assert [reading.code for reading in scan.readings if reading.kind is MarkKind.MODEL] == [
        models().by_id("type-56").code
    ]
    assert countries().by_id("GH").code == 288
