"""Marking, engraving, ¶28 ¶63: a single-stroke alphabet, drawn for this house, for needles, lasers and spindles.

An outline font would be engraved as two lines beside each other, and would look different on a machine that does not
have it. These are the lines that the tool follows, with no font at all. Each character is told apart from those it is
mistaken for: the zero is slashed and O is not, I has bars and 1 a foot, Z is crossed and 2 is not, 5 has a corner
where S is round.

A character stands on a grid four wide and six high, y downward.
"""

from typing import Final

Point = tuple[float, float]
Line = tuple[Point, ...]

WIDE: Final = 4.0
HIGH: Final = 6.0
APART: Final = 2.0
"""Empty space between two characters."""

_DRAWN: Final[dict[str, str]] = {
    " ": "",
    "-": "0.8,3 3.2,3",
    "/": "0,6 4,0",
    ".": "1.7,6 2.3,6 2.3,5.4 1.7,5.4 1.7,6",
    "*": "2,1 2,5; 0.3,2 3.7,4; 0.3,4 3.7,2",
    "0": "1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0; 0.7,5 3.3,1",
    "1": "0.8,1.2 2,0 2,6; 0.8,6 3.2,6",
    "2": "0,1 1,0 3,0 4,1 4,2 0,6 4,6",
    "3": "0,1 1,0 3,0 4,1 4,2 3,3 4,4 4,5 3,6 1,6 0,5; 1.5,3 3,3",
    "4": "3,6 3,0 0,4 4,4",
    "5": "4,0 0,0 0,2.6 3,2.6 4,3.6 4,5 3,6 1,6 0,5",
    "6": "4,1 3,0 1,0 0,1 0,5 1,6 3,6 4,5 4,4 3,3 1,3 0,4",
    "7": "0,0 4,0 1.5,6",
    "8": "1,3 0,2 0,1 1,0 3,0 4,1 4,2 3,3 1,3 0,4 0,5 1,6 3,6 4,5 4,4 3,3",
    "9": "0,5 1,6 3,6 4,5 4,1 3,0 1,0 0,1 0,2 1,3 3,3 4,2",
    "A": "0,6 2,0 4,6; 0.67,4 3.33,4",
    "B": "0,6 0,0 3,0 4,1 4,2 3,3 0,3; 3,3 4,4 4,5 3,6 0,6",
    "C": "4,1 3,0 1,0 0,1 0,5 1,6 3,6 4,5",
    "D": "0,0 2.5,0 4,1.5 4,4.5 2.5,6 0,6 0,0",
    "E": "4,0 0,0 0,6 4,6; 0,3 3,3",
    "F": "4,0 0,0 0,6; 0,3 3,3",
    "G": "4,1 3,0 1,0 0,1 0,5 1,6 3,6 4,5 4,3 2.5,3",
    "H": "0,0 0,6; 4,0 4,6; 0,3 4,3",
    "I": "0.8,0 3.2,0; 2,0 2,6; 0.8,6 3.2,6",
    "J": "4,0 4,5 3,6 1,6 0,5",
    "K": "0,0 0,6; 4,0 0,3.5; 1.3,2.36 4,6",
    "L": "0,0 0,6 4,6",
    "M": "0,6 0,0 2,3 4,0 4,6",
    "N": "0,6 0,0 4,6 4,0",
    "O": "1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0",
    "P": "0,6 0,0 3,0 4,1 4,2 3,3 0,3",
    "Q": "1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0; 2.5,4.5 4,6",
    "R": "0,6 0,0 3,0 4,1 4,2 3,3 0,3; 2,3 4,6",
    "S": "4,1 3,0 1,0 0,1 0,2 1,3 3,3 4,4 4,5 3,6 1,6 0,5",
    "T": "0,0 4,0; 2,0 2,6",
    "U": "0,0 0,5 1,6 3,6 4,5 4,0",
    "V": "0,0 2,6 4,0",
    "W": "0,0 1,6 2,3 3,6 4,0",
    "X": "0,0 4,6; 4,0 0,6",
    "Y": "0,0 2,3 4,0; 2,3 2,6",
    "Z": "0,0 4,0 0,6 4,6; 1,3 3,3",
}


def _read(drawn: str) -> tuple[Line, ...]:
    lines = (line.split() for line in drawn.split(";") if line.strip())
    return tuple(tuple(_point(point) for point in line) for line in lines)


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)


GLYPHS: Final[dict[str, tuple[Line, ...]]] = {character: _read(drawn) for character, drawn in _DRAWN.items()}
"""The lines of each character that can be engraved."""


def width(text: str) -> float:
    """Give how wide a text is on the grid."""
    return max(len(text) * (WIDE + APART) - APART, 0.0)


def strokes(text: str) -> list[Line]:
    """Give the lines of a text on the grid, in the order in which they are engraved.

    Raises:
        KeyError: a character cannot be engraved.
    """
    found: list[Line] = []
    for at, character in enumerate(text):
        begins = at * (WIDE + APART)
        found += [tuple((x + begins, y) for x, y in line) for line in GLYPHS[character]]
    return found
