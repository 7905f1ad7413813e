"""Marking, tests: the stroke alphabet has every character, each within its place and unlike the others."""

import itertools

import pytest

from salwa.contexts.marking.engraving.strokes import APART, GLYPHS, HIGH, WIDE, strokes, width
from salwa.contexts.marking.rules.composing import ENGRAVABLE


def test_every_character_that_a_scheme_may_have_can_be_engraved() -> None:
    assert set(GLYPHS) == ENGRAVABLE


@pytest.mark.parametrize("character", sorted(GLYPHS))
def test_a_character_stays_within_its_place(character: str) -> None:
    for line in GLYPHS[character]:
        assert len(line) > 1
        assert all(0 <= x <= WIDE and 0 <= y <= HIGH for x, y in line)


def test_no_two_characters_are_drawn_alike() -> None:
    for one, other in itertools.combinations(GLYPHS, 2):
        assert GLYPHS[one] != GLYPHS[other], (one, other)


def test_a_text_is_its_characters_side_by_side() -> None:
    assert width("") == 0
    assert width("AB") == 2 * WIDE + APART
    assert min(x for x, _ in strokes("-I")[-1]) > WIDE
    with pytest.raises(KeyError):
        strokes("ä")
