"""NCIC's descriptions come apart into name, other names, owner and place."""

import pytest

from salwa.kernel.vocabularies.building.ncic import letters, makes, parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0REG0N ARMS, INC; PR0SPECT,0R", "OREGON ARMS, INC; PROSPECT,OR"), ("W0RKS", "WORKS"),
        ("KJ0BENHAVNS", "KJOBENHAVNS"),
        ("BUDISCHOWSKY TP-70MODEL", "BUDISCHOWSKY TP-70MODEL"), ("AMTEC 2000", "AMTEC 2000"), ("A06 ARMS", "A06 ARMS"),
        ("80 PERCENT ARMS", "80 PERCENT ARMS"), ("FAB 10 RECEIVERS", "FAB 10 RECEIVERS"),
        (".50 CALIBER", ".50 CALIBER"),
    ],
)  # fmt: skip
def test_a_0_among_letters_is_the_letter_and_numbers_stay(typed: str, meant: str) -> None:
    assert letters(typed) == meant


def test_name_city_and_state_come_apart() -> None:
    made = parse("CBR", "COBRA ENTERPRISES; SALT LAKE CITY, UTAH")
    assert (made.name, made.city, made.state, made.country) == ("Cobra Enterprises", "Salt Lake City", "Utah", "US")
    made = parse("BGS", "BRIDGETOWN GUN SHOP, LLC NESBIT, MISSISSIPPI")
    assert (made.city, made.state) == ("Nesbit", "Mississippi")


def test_the_maker_behind_a_brand_is_kept() -> None:
    assert parse("BER", "BANTAM MODEL MFG BY BERETTA").owner == "Beretta"
    assert parse("MOS", "BROWNIE (PISTOL)MODEL OF MOSSBERG").owner == "Mossberg"


def test_other_names_and_notes_leave_the_name() -> None:
    made = parse("DYT", "DAYTAC AKA DAYTONA DEFENSE & TACTICAL HOLLY HILL, FLORIDA")
    assert made.name == "Daytac"
    assert made.others[0].startswith("Daytona Defense")
    assert parse("CTR", "CHARTER 2000; HUNTINGTON, CT,DO NOT CONFUSE WITH CHARTER ARMS").name == "Charter 2000"


def test_co_is_a_company_and_not_colorado() -> None:
    assert parse("OBI", "O'BRIEN RIFLE CO.").country == ""


def test_the_countries_of_the_list_are_no_makes() -> None:
    listed = {make.code: make for make in makes()}
    assert len(listed) > 2900
    assert not {"AA", "OA", "OC", "ZZZ", "T1", "US"} & set(listed)
    assert listed["SW"].name == "Smith & Wesson"
    assert listed["OBR"].name == "Obregon"
