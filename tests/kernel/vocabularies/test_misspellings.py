"""Slips of the hand lead to the nearest name, and to no other."""

from salwa.kernel.vocabularies.misspellings import misspelt

NAMES = {
    5: ["glock"],
    6: ["taurus", "torrus"],
    7: ["beretta"],
    12: ["smithwessong"],
    11: ["smithwesson"],
    3: ["g17", "g19"],
}


def test_one_letter_changed_left_out_put_in_or_changed_over() -> None:
    for typed in ("tauros", "tauru", "tauruss", "tuarus"):
        assert ("taurus", 1) in misspelt(typed, NAMES, 5)


def test_only_the_nearest_are_given() -> None:
    assert misspelt("smithweson", NAMES, 5) == [("smithwesson", 1)]


def test_a_number_is_never_a_slip_for_another() -> None:
    assert misspelt("g18", NAMES, 3) == []


def test_short_words_have_no_slips() -> None:
    assert misspelt("glok", NAMES, 5) == []
