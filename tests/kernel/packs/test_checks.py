"""Kernel, packs: check characters as the standards' own examples have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.packs.checks import ALPHANUMERIC, CHECKS, DIGITS, check, is_right

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


@given(st.sampled_from(sorted(CHECKS)), st.text(DIGITS, min_size=2, max_size=12), st.data())
def test_one_character_misread_or_two_changed_over_is_found(rule: str, text: str, data: st.DataObject) -> None:
    whole = text + check(rule, text)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(DIGITS.replace(text[at], "")))
    assert not is_right(rule, text[:at] + other + whole[at + 1 :])
    if at and text[at] != text[at - 1] and rule != "iso7064_mod37_36":
        assert not is_right(rule, text[: at - 1] + text[at] + text[at - 1] + whole[at + 1 :])


def test_letters_count_in_the_rule_that_has_them() -> None:
    assert {check("iso7064_mod37_36", "XC25" + sign) for sign in ALPHANUMERIC} == set(ALPHANUMERIC)
