"""Registry, import: serials that a spreadsheet made dates of, and texts that only look as if it had.

Where the serial is surely lost the row is refused. A name of a month may also stand in a real serial: that is taken as
it stands and listed for a person to look at (:mod:`salwa.kernel.marks.months`).
"""

import re
from typing import Final

import polars as pl
from django.utils.translation import gettext_noop

from salwa.kernel.marks.spreadsheets import SHORTENED, lost

AS_DATE: Final = gettext_noop(
    "A spreadsheet has made a date of this serial, and what was written is lost. Look it up at the source, give the "
    "column the format “text”, and write it again. If this really is the serial, write it in capitals or without "
    "hyphens."
)
AS_SIGNS: Final = gettext_noop(
    "A spreadsheet shows this in place of the serial, which is not there. Look it up at the source, give the column "
    "the format “text”, and write it again."
)
LIKE_DATE: Final = gettext_noop(
    "Taken as it stands, but a spreadsheet may have made a date of another serial: compare it with the source."
)

_DAY: Final = r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_SUSPECT: Final = rf"^{_DAY}|#|^[A-Za-z]+-[0-9]{{2}}$|^[0-9]{{1,2}}-[A-Za-z]"
"""What each text that is surely lost has; most serials have nothing of it."""


def lost_as(texts: pl.Series) -> pl.Series:
    """Give, for each serial that a spreadsheet destroyed otherwise than as a number, the sentence; null for others."""
    found: dict[str, str] = {}
    for text in texts.filter(texts.str.contains(_SUSPECT).fill_null(value=False)).unique().to_list():
        if re.fullmatch(_DAY, text):
            found[text] = AS_DATE
        elif lost(text) is not None and not re.match(SHORTENED, text):
            found[text] = AS_SIGNS if text.startswith("#") else AS_DATE
    if not found:
        return pl.Series([None], dtype=pl.String).new_from_index(0, len(texts))
    return texts.replace_strict(found, default=None, return_dtype=pl.String)
