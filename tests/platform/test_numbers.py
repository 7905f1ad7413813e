"""Platform, numbers: what is read out, written down and typed comes back as the same number, or not at all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.platform.numbers import ALPHABET, BITS, NotANumber, PublicNumber, draw, draw_many, read, written

NUMBERS = st.integers(1, (1 << BITS) - 1)
STATES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)


@given(NUMBERS, STATES)
def test_what_is_written_is_read_again(number, state):
    text = written(number, state)
    assert read(text) == PublicNumber(state, number)
    assert read(text.lower().replace("-", " ")) == PublicNumber(state, number)


@given(NUMBERS, STATES, st.integers(0, 12), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(number, state, place, letter):
    text = written(number, state).replace("-", "")
    wrong = text[:place] + letter + text[place + 1 :]
    if wrong != text:
        with pytest.raises(NotANumber):
            read(wrong)


@given(NUMBERS, STATES, st.integers(2, 12), st.integers(2, 12))
def test_two_exchanged_characters_are_noticed(number, state, first, second):
    letters = list(written(number, state).replace("-", ""))
    letters[first], letters[second] = letters[second], letters[first]
    if "".join(letters) != written(number, state).replace("-", ""):
        with pytest.raises(NotANumber):
            read("".join(letters))


@given(NUMBERS)
def test_letters_that_look_like_digits_are_taken_for_them(number):
    text = written(number, "XC")
    assert read("XC" + text[2:].replace("1", "I").replace("0", "O")) == PublicNumber("XC", number)
    assert read("XC" + text[2:].replace("1", "l")) == PublicNumber("XC", number)


@given(st.text(max_size=40))
def test_any_other_text_is_refused_and_never_crashes(text):
    try:
        found = read(text)
    except NotANumber:
        return
    assert 0 < found.number < 1 << BITS


def test_a_number_of_another_state_is_another_text():
    assert written(12345, "XC")[2:] != written(12345, "XD")[2:]


def test_numbers_have_the_form_that_is_printed():
    assert written(1, "XC").startswith("XC-00000-00001-")
    assert len(written((1 << BITS) - 1, "XC")) == len("XC-7K3M9-Q2T4H-5")


@pytest.mark.parametrize(("number", "state"), [(0, "XC"), (1 << BITS, "XC"), (5, "xc"), (5, "X"), (5, "XCD")])
def test_what_is_no_number_or_no_state_is_not_written(number, state):
    with pytest.raises(ValueError, match="is not"):
        written(number, state)


def test_drawn_numbers_are_different_positive_and_spread_over_all_bits():
    drawn = draw_many(20_000)
    assert len(np.unique(drawn)) == len(drawn) == 20_000
    assert drawn.min() > 0
    assert drawn.max() < 1 << BITS
    share = np.mean((drawn[:, None] >> np.arange(BITS)) & 1, axis=0)
    assert np.all(np.abs(share - 0.5) < 0.03)
    assert 0 < draw() < 1 << BITS
