"""Platform, papers: the direction of a text."""

import pytest

from salwa.platform.papers.directions import direction_of


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Wadi <b>", "ltr"), ("مرحبا AB", "rtl"), ("שלום", "rtl"), ("12 – 3", ""), ("", ""), ("3 中文", "ltr")],
)
def test_the_first_letter_decides(text: str, direction: str) -> None:
    assert direction_of(text) == direction
