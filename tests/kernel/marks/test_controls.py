"""Kernel, marks, tests: which characters are controls, and which of them turn a text."""

import unicodedata

from salwa.kernel.marks.controls import CONTROL, DIRECTION, TURNING

EVERY = [chr(code) for code in range(0x110000)]


def test_every_control_character_but_the_ends_of_lines_and_tab_is_one() -> None:
    controls = {one for one in EVERY if unicodedata.category(one) == "Cc"}
    assert {one for one in EVERY if CONTROL.match(one)} == controls - {"\t", "\n", "\r"}


def test_every_character_that_turns_a_text_is_one() -> None:
    kinds = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert {one for one in EVERY if TURNING.match(one)} == {
        one for one in EVERY if unicodedata.bidirectional(one) in kinds
    }
    assert {one for one in EVERY if DIRECTION.match(one) and not TURNING.match(one)} == {"\u061c", "\u200e", "\u200f"}
