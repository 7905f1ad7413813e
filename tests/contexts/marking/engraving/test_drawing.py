"""Marking, tests: marks are drawn in their true size."""

import re

from defusedxml import ElementTree

from salwa.contexts.marking.engraving.drawing import LEAST_MM, SQUARE_MM, drawn_matrix, drawn_text
from salwa.contexts.marking.engraving.matrix import datamatrix

MARK = "XC 2026 2223K"


def heights(svg: str) -> tuple[float, float]:
    """The lowest and the highest ordinate of what is stroked."""
    path = ElementTree.fromstring(svg)[1].attrib["d"]
    found = [float(y) for y in re.findall(r" ([\d.]+)", path)]
    return min(found), max(found)


def test_letters_are_as_high_as_the_state_asks() -> None:
    lowest, highest = heights(drawn_text(MARK, 3.0))
    assert round(highest - lowest, 3) == 3.0
    lowest, highest = heights(drawn_text(MARK, 0))
    assert round(highest - lowest, 3) == LEAST_MM


def test_the_drawing_is_in_millimetres_and_needs_no_font() -> None:
    svg = drawn_text(MARK, 2.0)
    page = ElementTree.fromstring(svg)
    assert page.attrib["width"].endswith("mm")
    assert page.attrib["viewBox"].split()[2] + "mm" == page.attrib["width"]
    assert "<text" not in svg
    assert drawn_text(MARK, 2.0) == svg


def test_a_datamatrix_has_its_quiet_zone() -> None:
    squares = datamatrix(MARK)
    page = ElementTree.fromstring(drawn_matrix(MARK, squares))
    assert page.attrib["width"] == f"{(len(squares) + 2) * SQUARE_MM + 2:g}mm"
    assert page[1].attrib["d"].count("M") == sum(map(sum, squares))
