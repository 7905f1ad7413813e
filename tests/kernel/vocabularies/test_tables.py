"""The shipped vocabularies hold what their sources hold, cleaned."""

import re
import subprocess
import sys

import pytest

from salwa.kernel.vocabularies import calibres, countries, makes, models, types


def test_makes_hold_ncics_list_without_its_countries() -> None:
    names = {make.name for make in makes().terms}
    assert len(names) > 2900
    assert not {"Albania", "Oaxaca", "Hong Kong"} & names


def test_no_name_of_a_make_has_a_0_typed_for_the_letter_o() -> None:
    names = [make.name for make in makes().terms]
    assert not [name for name in names if re.search(r"[A-Za-z]0[A-Za-z]|\b0[A-Za-z]{2}", name)]
    assert {"Gamo", "Zhongzhou Machine Works"} <= set(names)


def test_ncic_codes_have_letters() -> None:
    assert not [make.ncic for make in makes().terms if "0" in make.ncic]


@pytest.mark.parametrize(
    ("key", "country"),
    [("glock", "AT"), ("taurus", "BR"), ("smith-wesson", "US"), ("norinco", "CN"), ("factory-66", "CN")],
)
def test_makes_know_their_country(key: str, country: str) -> None:
    assert makes().by_id(key).country == country


def test_every_model_leads_to_its_make_type_and_calibres() -> None:
    for model in models().terms:
        assert not model.make_code or makes().get(model.make_code)
        assert not model.type_code or types().get(model.type_code)
        assert all(calibres().get(code) for code in model.calibre_codes)
    assert len(models().terms) > 1600


def test_a_calibre_of_several_sources_is_one() -> None:
    found = calibres().by_id("9x19mm-parabellum")
    assert {"gunsnprices", "tireur", "ammolytics"} <= set(re.split(r"[;,] ?", found.source))
    assert found.bullet_mm == pytest.approx(9.02)
    assert calibres().by_id("380-acp").family == found.family


def test_countries_carry_iso_codes_and_names_in_six_languages() -> None:
    ghana = countries().by_id("GH")
    assert ghana.code == 288
    assert {"غانا", "加纳", "Гана"} <= set(ghana.aliases)
    assert countries().by_id("SUHH").name == "Soviet Union"


def test_types_are_grouped() -> None:
    assert {kind.kind for kind in types().terms} == {"pistol", "revolver", "rifle", "shotgun", "automatic", "other"}


def test_importing_reads_no_table() -> None:
    code = (
        "import sys, salwa.kernel.vocabularies as v;"
        "assert v.tables.makes.cache_info().currsize == 0;"
        "assert not {'rapidfuzz', 'anyascii', 'django'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
