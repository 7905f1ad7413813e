"""Marking, engraving, ¶28 ¶63: a mark as a DataMatrix (ECC 200, ISO/IEC 16022), as dark and light squares."""

from typing import Final

import zint

Squares = tuple[tuple[bool, ...], ...]
_BITS: Final = 8
"""Squares that the library packs into one byte, the lowest bit first."""


def datamatrix(text: str) -> Squares:
    """Give the squares of a text, row by row from above, True where dark; square, without the quiet zone.

    Raises:
        ValueError: the text cannot be written as a DataMatrix.
    """
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.DATAMATRIX
    symbol.option_3 = zint.DataMatrixOptions.SQUARE
    try:
        symbol.encode(text)
    except RuntimeError as error:
        raise ValueError(str(error)) from error
    packed = symbol.encoded_data
    return tuple(
        tuple(bool(packed[row, column // _BITS] >> column % _BITS & 1) for column in range(symbol.width))
        for row in range(symbol.rows)
    )
