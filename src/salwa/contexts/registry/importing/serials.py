"""Registry, import: what stands in the serial column, for many rows at once.

The plain and the folded text are those of the kernel (:mod:`salwa.kernel.marks.folding`), computed by column. Whether a
text is a serial at all the kernel's reader of marks decides, once for each distinct text that is not plainly one:
letters and digits in at most three groups, three digits and more, and nothing that could be a calibre, a model, an
approval number, an import mark or a year.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from salwa.contexts.registry.importing.dated import LIKE_DATE
from salwa.kernel.marks import MarkKind, Written, read
from salwa.kernel.marks.folding import LONGEST, LOOK_ALIKES, plain
from salwa.kernel.marks.months import is_like_date
from salwa.kernel.marks.spreadsheets import SHORTENED, lost
from salwa.kernel.vocabularies import calibres, makes, models

_FORM: Final = (
    r"^(?:(?:[A-Za-z]{0,4}|[A-Za-z]{1,2}[ -]|[А-Я]{1,2}[ -]?)[0-9]{1,10}[ -]?[A-Za-z]{0,2}"
    r"|[0-9]{1,6}[ -]?[A-Za-z]{0,2}[ -]?[0-9]{2,10}|[A-Z]{1,2} [0-9]{2,3} [0-9]{3,4})$"
)
_DIGITS: Final = r"[0-9].*[0-9].*[0-9]"
_CALIBRE: Final = r"(?i)[0-9] ?x ?[0-9]|[0-9] ?(?:mm|ga|lr)"
_APPROVAL: Final = r"(?i)^(?:ptb|bka|ptp|bam|kwkg|tuv|prtb)"
_CODE_AND_YEAR: Final = r"(?i)^(?:[a-zа-я]{2,3}[ -]?(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[ -]?[a-z]{0,3}|[0-9]{1,4})$"
_LABEL: Final = r"(?i)^(?:ser|nr|no|num|sn|s)[ -]?[0-9]"
_DATE: Final = r"^[0-9]{1,4}[ -][0-9]{1,2}[ -][0-9]{1,4}$"
_GAP: Final = r"[ -][ -]|^[0 -]+$"
_NOT_ASCII: Final = r"[^\x00-\x7F]"
_SURE: Final = 0.7
"""How surely a text is the serial beside a word that says something could not be read."""
_REMEMBERED: Final = 1_000_000

PART: Final = gettext_noop("Read as the serial that stands in it; the whole text is kept as a remark.")
NONE: Final = gettext_noop("This is not a serial number.")
SPOILED: Final = gettext_noop(
    "A spreadsheet has made something else of this number, and it is lost. Go back to the source: give the column the "
    "format “text” before anything is written or opened there, and hand the file in again."
)
SEVERAL: Final = gettext_noop(
    "More than one number stands here, and nothing says which is the firearm's. Leave that of the firearm alone; those "
    "of its parts are recorded as parts."
)
SEVERAL_ON_PART: Final = gettext_noop("More than one number stands here, and nothing says which is that of this part.")
UNREAD: Final = gettext_noop(
    "A part of this number could not be read, and how long it is is not said. Write ? for each character that was not."
)

_INSTEAD: Final = {
    MarkKind.CALIBRE: gettext_noop("This is a calibre."),
    MarkKind.MODEL: gettext_noop("This is a model."),
    MarkKind.MAKER: gettext_noop("This is the name of a maker."),
    MarkKind.IMPORTER: gettext_noop("This is the inscription of an importer."),
    MarkKind.IMPORT: gettext_noop("This is an import mark, with country and year."),
    MarkKind.COUNTRY: gettext_noop("This is a country."),
    MarkKind.TYPE: gettext_noop("This is a type of firearm."),
    MarkKind.PROOF: gettext_noop("This is a proof mark."),
    MarkKind.STATE_STOCK: gettext_noop("This is the property mark of a State."),
    MarkKind.APPROVAL: gettext_noop("This is an approval or test number."),
    MarkKind.CONDITION: gettext_noop("This says how the mark looks."),
    MarkKind.YEAR: gettext_noop("This is a year."),
}
"""What stands in the place of a serial, by the kind that the kernel reads it as."""


def plain_texts(texts: pl.Series) -> pl.Series:
    """Give the plain text of each serial, as :func:`salwa.kernel.marks.folding.plain` does; null stays null."""
    quick = (
        texts.str.to_uppercase().str.replace_all(r"[*_]", "?").str.replace_all(r"[^0-9A-Z?]", "").str.slice(0, LONGEST)
    )
    other = texts.str.contains(_NOT_ASCII)
    if not other.any():
        return quick
    slow = [plain(text) for text in texts.filter(other).to_list()]
    return quick.scatter(other.arg_true(), pl.Series(slow, dtype=pl.String))


def folded_texts(plain_ones: pl.Series) -> pl.Series:
    """Give the folded text of each plain text; null stays null."""
    return plain_ones.str.replace_many(list(LOOK_ALIKES), list(LOOK_ALIKES.values()))


def destroyed(texts: pl.Series) -> pl.Series:
    """Tell which texts are numbers as a spreadsheet shortens them (``5.1E+07``), so that the digits written are lost.

    The forms are the kernel's: :data:`~salwa.kernel.marks.spreadsheets.SHORTENED`. Null stays null.
    """
    return texts.str.contains(SHORTENED)


@dataclass(frozen=True, slots=True)
class SerialCell:
    """What a cell of the serial column is: its serial ("" where it has none), and a reason where that is not all."""

    serial: str
    reason: str


class SerialReader:
    """Tells serials from what else hands write in their column; remembers what it was asked."""

    def __init__(self) -> None:
        self._known: dict[str, SerialCell] = {}

    def doubtful(self, texts: pl.Series) -> dict[str, SerialCell]:
        """Give the texts that are not simply a serial, with what they are."""
        asked = texts.filter(texts.is_not_null() & ~is_plainly_serial(texts)).unique().to_list()
        found = {text: self._cell(text) for text in asked}
        return {text: cell for text, cell in found.items() if cell.reason}

    def _cell(self, text: str) -> SerialCell:
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            cell = cell_of(text)
            like_date = not cell.reason and is_like_date(text)
            self._known[text] = SerialCell(cell.serial, _(LIKE_DATE)) if like_date else cell
        return self._known[text]


def is_plainly_serial(texts: pl.Series) -> pl.Series:
    """Tell, for each text, whether it needs no reading to be taken for a serial."""
    contains = texts.str.contains
    odd = contains(_CALIBRE) | contains(_APPROVAL) | contains(_CODE_AND_YEAR) | contains(_LABEL)
    surely_not = odd | contains(_DATE) | contains(_GAP)
    return contains(_FORM) & contains(_DIGITS) & ~surely_not & ~plain_texts(texts).is_in(_names())


def cell_of(text: str) -> SerialCell:
    """Read one cell of the serial column by the kernel's reader."""
    reads = read(Written(serial=text))
    if not reads.serials:
        kinds = [reading.kind for reading in reads.readings if reading.kind in _INSTEAD]
        return SerialCell("", _(_INSTEAD[kinds[0]] if kinds else SPOILED if lost(text) else NONE))
    first = reads.serials[0].text.strip()
    if plain(first) == plain(text):
        return SerialCell(text, "")
    if not plain(first):
        return SerialCell("", _(NONE))
    if reads.serials[0].confidence < _SURE and any(one.kind is MarkKind.CONDITION for one in reads.readings):
        return SerialCell("", _(UNREAD))
    rest = text.replace(first, " ", 1)
    if any(c.isdigit() for c in rest) or len({plain(one.text) for one in reads.serials if one.text in text}) > 1:
        return SerialCell("", _(SEVERAL))
    return SerialCell(first, _(PART))


def of_part(reason: str) -> str:
    """Give the reason of a doubtful cell as it is said of the serial of a part."""
    return _(SEVERAL_ON_PART) if reason == _(SEVERAL) else reason


@cache
def _names() -> pl.Series:
    """Plain texts of names that stand in a vocabulary and have the form of a serial."""
    terms = (*models().terms, *calibres().terms, *makes().terms)
    names = {plain(name) for term in terms for name in (term.name, *term.aliases)}
    return pl.Series(sorted(name for name in names if any(c.isdigit() for c in name)), dtype=pl.String).implode()
