"""The writing of digits and letters is named, so that an officer sees how they were read."""

import pytest

from salwa.kernel.marks.scripts import digits_in, has_foreign_letters


@pytest.mark.parametrize(
    ("text", "writing"),
    [
        ("٣٤٥٦", "arabic_indic"), ("۳۴۵۶", "arabic_indic"), ("१२", "devanagari"), ("১২", "bengali"),
        ("１２", "full_width"), ("二一", "chinese"), ("ТЕ 12", ""), ("BKS012", ""), ("᠑᠒", "other"),
    ],
)  # fmt: skip
def test_digits_are_named_by_their_writing(text: str, writing: str) -> None:
    assert digits_in(text) == writing


@pytest.mark.parametrize(("text", "foreign"), [("ТЕ 12", True), ("TE 12", False), ("٣٤", False), ("二一", False)])
def test_letters_of_another_writing_are_seen(text: str, foreign: bool) -> None:
    assert has_foreign_letters(text) is foreign
