"""Texts become numbers and come back unchanged."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.identification.codes import CHARACTER_OF, encode_one
from salwa.kernel.identification.describing import describe
from salwa.kernel.marks.folding import folded
from tests.kernel.identification.registers import arrays

PLAIN = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ?", min_size=1, max_size=32)


@given(PLAIN)
def test_a_plain_text_comes_back_from_a_segment(text: str) -> None:
    spelt, _ = describe(arrays([text]), np.array([0]), np.array([0]))
    assert spelt[0].decode() == text


@given(PLAIN)
def test_codes_are_those_of_the_folded_text(text: str) -> None:
    codes, variants = encode_one(text)
    assert codes.tolist() == encode_one(folded(text))[0].tolist()
    assert bytes(CHARACTER_OF[codes, variants]).decode() == text
