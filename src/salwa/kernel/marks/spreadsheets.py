"""Kernel, marks: what a spreadsheet makes of a serial number, so that the number that was written is lost.

Source: ours, from what spreadsheets in English write into a CSV file. What one in another language may have made of a
number is not surely lost, and :func:`~salwa.kernel.marks.months.is_like_date` tells it.
"""

import re
from typing import Final

from salwa.kernel.vocabularies.saying import Sentence

from . import sentences

SHORTENED: Final = (
    r"(?i)^(?:[0-9]{1,3}(?:[.,\u066b][0-9]+)?E\+[0-9]{1,3}|[0-9][.,\u066b][0-9]+E-[0-9]{2,3}|[1-9]\.[0-9]+E[0-9]{1,2})$"
)
"""A number as a spreadsheet shortens it (``5.1E+07``); written so that the tables of the import can search by it too.

They are: one to three digits, with or without a decimal mark and more digits, ``E``, a plus sign and a power of one to
three digits; one digit, a decimal mark, digits, ``E``, a minus sign and two or three digits; and, as programs in Java
write it, one digit, a point, digits, ``E`` and a power without a sign. The mark may be a point, a comma or the Arabic
one. Without a sign and without a point (``5E12``, ``12E4567``), or with a hyphen and no mark (``5E-12``), a text may be
a real serial and is none of these.
"""
_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)"
_DATED: Final = (
    rf"{_MONTH}-[0-9]{{2}}|[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2}}|-[0-9]{{4}})?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
)
"""A date as a spreadsheet writes it, in its own capitals (``Jan-32``): a hand that copies a mark writes ``JAN-32``."""
_NARROW: Final = "##+"
_ERROR: Final = r"#(?:REF!|NAME\?|VALUE!|NUM!|NULL!|DIV/0!|SPILL!|CALC!|GETTING_DATA)"
_FORMS: Final = (
    (re.compile(SHORTENED), sentences.LOST_AS_NUMBER),
    (re.compile(_DATED), sentences.LOST_AS_DATE),
    (re.compile(_NARROW), sentences.LOST_AS_SIGNS),
    (re.compile(_ERROR), sentences.LOST_AS_ERROR),
)


def lost(text: str) -> Sentence | None:
    """Give the sentence that says how a spreadsheet destroyed a whole text, with ``{text}``; None where none did."""
    bare = text.strip()
    if not bare or bare.isalnum():
        return None
    return next((sentence for form, sentence in _FORMS if form.fullmatch(bare)), None)
