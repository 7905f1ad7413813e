"""Platform, papers: the square code."""

import pytest

from salwa.platform.papers.codes import MOST, square_code


def test_the_same_text_gives_the_same_drawing() -> None:
    assert square_code("XC-7K3M9") == square_code("XC-7K3M9")
    assert square_code("XC-7K3M9") != square_code("XC-7K3M8")
    assert square_code("XC-7K3M9").startswith(b"<svg")


def test_a_text_that_no_telephone_reads_from_paper_is_refused() -> None:
    square_code("x" * MOST)
    with pytest.raises(ValueError, match="600"):
        square_code("x" * (MOST + 1))
