"""Marking, engraving, ¶28 ¶63: marks as SVG in their true size, in millimetres."""

from collections.abc import Iterable
from typing import Final

from salwa.contexts.marking.engraving.matrix import Squares
from salwa.contexts.marking.engraving.strokes import HIGH, Line, strokes, width

SQUARE_MM: Final = 0.3
"""The side of a square of the DataMatrix: ours; the software of the machine may scale it."""
LEAST_MM: Final = 2.0
"""The height of letters where the State asks for none: ours, more than the 1.6 mm of Directive (EU) 2018/68."""
_MARGIN: Final = 1.0
_LINE: Final = 0.15


def drawn_text(text: str, height_mm: float) -> str:
    """Give an SVG of a mark in single strokes; ``height_mm`` of the letters, 0 where nothing is asked."""
    scale = (height_mm or LEAST_MM) / HIGH
    lines = [tuple((_MARGIN + x * scale, _MARGIN + y * scale) for x, y in line) for line in strokes(text)]
    return _page(text, width(text) * scale, HIGH * scale, _stroked(lines))


def drawn_matrix(text: str, squares: Squares) -> str:
    """Give an SVG of a DataMatrix, with the quiet zone of one square around it that ISO/IEC 16022 asks for."""
    side = (len(squares) + 2) * SQUARE_MM
    path = "".join(
        f"M{_mm(_MARGIN + (column + 1) * SQUARE_MM)} {_mm(_MARGIN + (row + 1) * SQUARE_MM)}"
        f"h{_mm(SQUARE_MM)}v{_mm(SQUARE_MM)}h-{_mm(SQUARE_MM)}z"
        for row, cells in enumerate(squares)
        for column, is_dark in enumerate(cells)
        if is_dark
    )
    return _page(text, side, side, f'<path d="{path}" fill="#000"/>')


def _stroked(lines: Iterable[Line]) -> str:
    path = "".join("M" + "L".join(f"{_mm(x)} {_mm(y)}" for x, y in line) for line in lines)
    return (
        f'<path d="{path}" fill="none" stroke="#000" stroke-width="{_mm(_LINE)}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _page(title: str, wide: float, high: float, drawn: str) -> str:
    wide, high = wide + 2 * _MARGIN, high + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_mm(wide)}mm" height="{_mm(high)}mm" '
        f'viewBox="0 0 {_mm(wide)} {_mm(high)}"><title>{title}</title>{drawn}</svg>\n'
    )


def _mm(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
