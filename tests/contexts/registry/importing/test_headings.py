"""Registry, import, tests: headings as registers write them are known, in any dress."""

import pytest

from salwa.contexts.registry.importing.columns import LONGEST
from salwa.contexts.registry.importing.headings import _known, folded, meant, near, score


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Serial No.", "serial"),
        ("SERIAL   NUMBER:", "serial"),
        ("S/N", "serial"),
        ("Numéro de série", "serial"),
        ("numero de serie", "serial"),
        ("Número de serie", "serial"),
        ("الرقم التسلسلي", "serial"),
        ("серийный номер", "serial"),
        ("序列号", "serial"),
        ("Cal.", "calibre"),
        ("Calibre (mm)", "calibre"),
        ("Manufacturer", "make"),
        ("Make/Brand", "make"),
        ("Marque / Make", "make"),
        ("Year made", "year_of_manufacture"),
        ("Country of origin", "country_of_manufacture"),
        ("بَلَد المنشأ", "country_of_manufacture"),
        ("first_sale_date", "first_sale_date"),
        ("Date sold", "first_sale_date"),
        ("Sold on", "first_sale_date"),
        ("Date de vente", "first_sale_date"),
        ("Fecha de venta", "first_sale_date"),
        ("Data da venda", "first_sale_date"),
        ("Дата продажи", "first_sale_date"),
        ("تاريخ البيع", "first_sale_date"),
        ("销售日期", "first_sale_date"),
        ("Place of sale", "first_sale_place"),
        ("Sale place", "first_sale_place"),
        ("Lieu de vente", "first_sale_place"),
        ("Lugar de venta", "first_sale_place"),
        ("Local de venda", "first_sale_place"),
        ("Место продажи", "first_sale_place"),
        ("مكان البيع", "first_sale_place"),
        ("销售地点", "first_sale_place"),
        ("Slide serial", "slide_serial"),
        ("SLIDE S/N", "slide_serial"),
        ("Serial (barrel)", "barrel_serial"),
        ("N° de la glissière", "slide_serial"),
        ("Número de serie del cañón", "barrel_serial"),
        ("Número do tambor", "cylinder_serial"),
        ("Номер ствола", "barrel_serial"),
        ("رقم المنزلقة", "slide_serial"),
        ("机匣编号", "receiver_serial"),
    ],
)
def test_a_usual_heading_is_known(heading: str, column: str) -> None:
    assert meant(heading) == (column,)


@pytest.mark.parametrize("heading", ["No.", "Nº", "№", "Number", "ID", "الرقم", "编号", "Reg. No."])
def test_a_bare_number_is_never_the_name_of_the_record(heading: str) -> None:
    assert set(meant(heading)) == {"serial", "external_id"}


@pytest.mark.parametrize("heading", ["Owner", "Make/Calibre", "", "#", "---", "mm"])
def test_what_is_not_known_is_not_guessed(heading: str) -> None:
    assert len(meant(heading)) != 1


@pytest.mark.parametrize("heading", ["Place", "Location", "Lieu", "Lugar", "Local", "Место", "المكان", "地点"])
def test_a_bare_place_is_asked_about_and_never_taken(heading: str) -> None:
    assert meant(heading) == ()
    assert near(heading) == ("first_sale_place",)


def test_a_bare_date_is_asked_about_and_never_taken() -> None:
    assert set(meant("Date")) == {"first_sale_date", "year_of_manufacture"}


def test_a_misspelt_heading_is_near_the_right_one() -> None:
    assert near("Seriel numbre") == ("serial",)
    assert near("Calibre in mm") == ("calibre",)
    assert near("Owner's address") == ()
    assert near("SNo") == ()


def test_every_heading_of_the_list_names_our_columns_and_means_one_thing_in_all_languages() -> None:
    assert {column for columns in _known().values() for column in columns} <= set(LONGEST)
    for column in LONGEST:
        assert meant(column) == (column,)
    assert folded("Nº de Série") == folded("no de serie")


def test_headings_of_a_line_are_counted_with_those_of_a_mapping() -> None:
    assert score(["Serial", "Fiche", "Owner"], ["fiche"]) == 2
    assert score(["Register of firearms", ""]) == 0
