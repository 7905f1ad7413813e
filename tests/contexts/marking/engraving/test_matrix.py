"""Marking, tests: a DataMatrix is read by another library as what was written."""

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.marking.engraving.matrix import Squares, datamatrix
from salwa.contexts.marking.rules.composing import ENGRAVABLE


def read(squares: Squares) -> str:
    """Read a DataMatrix as a reader would see it: dark on light, eight pixels to a square, with its quiet zone."""
    light = np.pad(~np.array(squares), 2, constant_values=True)
    image = np.kron(light, np.ones((8, 8), dtype=np.uint8)) * 255
    (found,) = zxingcpp.read_barcodes(image.astype(np.uint8))
    return str(found.text)


@settings(max_examples=30)
@given(st.text(sorted(ENGRAVABLE), min_size=1, max_size=40))
def test_another_library_reads_what_was_written(text: str) -> None:
    assert read(datamatrix(text)) == text


def test_it_is_square_and_the_same_twice() -> None:
    squares = datamatrix("XC 2026 2223K")
    assert {len(row) for row in squares} == {len(squares)}
    assert datamatrix("XC 2026 2223K") == squares


def test_nothing_is_no_datamatrix() -> None:
    with pytest.raises(ValueError, match="No input"):
        datamatrix("")
