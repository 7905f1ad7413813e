"""Kernel, packs: check characters as the standards' own examples have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.packs.checks import ALPHANUMERIC, CHECKS, TOLD, check, is_right

# The global release identifier of ISO/IEC 7064's best known user; ISNI and ORCID (ISO 27729); ISO 7064's own 794, a
# legal entity identifier (ISO 17442) and a creditor's reference (ISO 11649).
EXAMPLES = [
    ("iso7064_mod37_36", "A1-2425G-ABC1234002", "M"),
    ("iso7064_mod11_2", "0000-0001-2146-438", "X"),
    ("iso7064_mod11_2", "0000-0002-1825-009", "7"),
    ("iso7064_mod97_10", "794", "44"),
    ("iso7064_mod97_10", "5493001KJTIIGC8Y1R", "12"),
    ("iso7064_mod97_10", "539007547034RF", "18"),
]


@pytest.mark.parametrize(("rule", "text", "told"), EXAMPLES)
def test_the_standards_own_examples_come_out(rule: str, text: str, told: str) -> None:
    assert check(rule, text) == told
    assert is_right(rule, text + told)


@pytest.mark.parametrize(("rule", "text"), [("mod_7", "1"), ("iso7064_mod11_2", "12A"), ("iso7064_mod37_36", "--")])
def test_what_cannot_be_reckoned_is_said(rule: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"check"):
        check(rule, text)
    assert not is_right(rule, text)


@given(st.sampled_from(sorted(CHECKS)), st.data())
def test_one_character_misread_or_two_changed_over_is_found(rule: str, data: st.DataObject) -> None:
    text = data.draw(st.text(TOLD[rule], min_size=2, max_size=30))
    whole = text + check(rule, text)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(TOLD[rule].replace(text[at], "")))
    assert not is_right(rule, text[:at] + other + whole[at + 1 :])
    if at and text[at] != text[at - 1] and rule != "iso7064_mod37_36":
        assert not is_right(rule, text[: at - 1] + text[at] + text[at - 1] + whole[at + 1 :])


def test_a_letter_read_as_a_digit_is_told_by_pairs_and_not_always_by_the_rule_of_ibans() -> None:
    assert check("iso7064_mod97_10", "XC2026F23") != check("mod97_10_pairs", "XC2026F23")
    for rule, is_missed in (("iso7064_mod97_10", True), ("mod97_10_pairs", False)):
        texts = [f"XC2026{a}2{b}" for a in ALPHANUMERIC for b in ALPHANUMERIC]
        read = [(one, one[:-1] + digit) for one in texts for digit in "0123456789" if one[-1] != digit]
        assert any(check(rule, one) == check(rule, other) for one, other in read) is is_missed


def test_letters_count_in_the_rule_that_has_them() -> None:
    assert {check("iso7064_mod37_36", "XC25" + sign) for sign in ALPHANUMERIC} == set(ALPHANUMERIC)
