"""Platform, papers: the square code of a paper, as a drawing."""

import io

import segno

MOST: int = 600
"""Characters that a code takes and a cheap telephone still reads from paper."""


def square_code(text: str) -> bytes:
    """Give ``text`` as a QR code (ISO/IEC 18004, level M), an SVG drawing. The same text gives the same bytes.

    Raises ValueError where the text is longer than :data:`MOST` characters.
    """
    if len(text) > MOST:
        raise ValueError(f"A square code takes {MOST} characters, not {len(text)}.")
    drawn = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(drawn, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawn.getvalue()
