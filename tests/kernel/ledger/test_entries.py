"""An entry has one spelling, and a commitment tells nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.ledger.entries import SALT_BYTES, canonical, commitment

FACTS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcß", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", max_size=3), FACTS, max_size=4))
def test_the_bytes_are_the_same_whatever_the_order_and_read_back(facts: dict[str, object]) -> None:
    turned = dict(reversed(facts.items()))
    assert canonical(facts) == canonical(turned)
    assert json.loads(canonical(facts)) == facts


def test_a_person_can_read_it() -> None:
    assert canonical({"z": [1, None, True], "a": "سلوى"}) == '{"a":"سلوى","z":[1,null,true]}'.encode()


@pytest.mark.parametrize("value", [0.5, b"x", {1: "x"}, {"deep": [0.1]}, object()])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"value": value})


def test_a_commitment_needs_its_salt_and_its_facts() -> None:
    salt, other = bytes(SALT_BYTES), b"\1" * SALT_BYTES
    said = {commitment(salt, {"n": 1}), commitment(other, {"n": 1}), commitment(salt, {"n": 2})}
    assert len(said) == 3
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", {})
