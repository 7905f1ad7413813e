"""Registry, import: lines of a table that are no firearms: totals, numbers of pages, the headings once more.

The headings are passed over and counted; a total or the number of a page is refused in words, so that nothing is lost
without a word, and passed over once it comes again in a file of rejects. The words are those of the six languages of
the United Nations and Portuguese.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.columns import Plan, squeezed
from salwa.contexts.registry.importing.reading import LINE, Batch, Spoiled

_NUMBER: Final = r"[0-9\u0660-\u0669\u06f0-\u06f9]+"
_TOTAL: Final = (
    r"(?i)^(?:(?:grand |general |sub[- ]?|sous-)?totals?(?: général| general| geral)?|subtotal|итого|всего|общий итог"
    r"|المجموع(?: الكلي)?|الإجمالي|الاجمالي|إجمالي|合计|合計|总计|總計|小计|小計|共计|共計)"
    rf"(?:\s*[:：=.\-–]\s*|\s+|$)(?:{_NUMBER}(?:[.,\s]{_NUMBER})*[.,\s]?)?$"
)
_PAGE: Final = (
    rf"(?i)^(?:page|p[áa]gina|страница|стр\.?|صفحة|الصفحة|第)\s*[:.]?\s*{_NUMBER}\s*(?:页|頁)?"
    rf"(?:\s*(?:of|sur|de|из|من|/|共)\s*{_NUMBER}\s*(?:页|頁)?)?$"
)
_MOST_CELLS: Final = 4
"""Cells that a total or the number of a page may be spread over."""
_LONGEST: Final = 200
"""Longest text of a total or of the number of a page; what is longer is not looked at."""


@dataclass(frozen=True, slots=True)
class SetApart:
    """A batch without the lines that are no firearms.

    Its ``spoiled`` are those told; ``headings`` and ``footers`` count those passed over.
    """

    batch: Batch
    headings: int
    footers: int


def set_apart(batch: Batch, headers: Sequence[str], plan: Plan) -> SetApart:
    """Take the headings that come again out of a batch, and give totals and numbers of pages as spoiled lines.

    In a rejects file totals and numbers of pages are passed over: they were told when the register was imported.
    """
    own = [at for at in range(len(headers)) if at not in plan.reserved.values()]
    again = _headings_again(batch.frame, headers, own)
    texts = _few_cells(batch.frame, own)
    texts = texts.set(texts.str.len_chars() > _LONGEST, None)
    footers = texts.str.contains(_TOTAL) | texts.str.contains(_PAGE)
    footers = footers.fill_null(value=False) & ~again
    spoiled = [_told(one) for one in batch.spoiled]
    kept = [one for one in spoiled if not _is_heading(one.cells, headers)]
    headings = int(again.sum()) + len(spoiled) - len(kept)
    for row, text in zip(batch.frame.filter(footers).iter_rows(named=True), texts.filter(footers), strict=True):
        cells = tuple(row[str(at)] or "" for at in range(len(headers)))
        kept.append(Spoiled(row[LINE], "", text[:_LONGEST], reason_for(text), cells))
    told = [one for one in kept if not (plan.is_rejects and is_footer(one))]
    apart = replace(batch, frame=batch.frame.filter(~(again | footers)), spoiled=told)
    return SetApart(apart, headings, len(kept) - len(told))


def is_footer(one: Spoiled) -> bool:
    """Tell whether a line is a total or the number of a page."""
    return not one.column and bool(reason_for(one.value))


def reason_for(text: str) -> str:
    """Say why a line with nothing but this text is no firearm, "" where it may be one."""
    if len(text) > _LONGEST:
        return ""
    if re.search(_TOTAL, text):
        return _("This line is a total of the list and no firearm.")
    if re.search(_PAGE, text):
        return _("This line is the number of a page and no firearm.")
    return ""


def _told(one: Spoiled) -> Spoiled:
    text = " ".join(cell.strip() for cell in one.cells if cell.strip()) or one.value.strip()
    reason = reason_for(text)
    return Spoiled(one.line, "", text[:_LONGEST], reason, one.cells) if reason else one


def _is_heading(cells: Sequence[str], headers: Sequence[str]) -> bool:
    said, ours = [squeezed(c) for c in cells if c.strip()], [squeezed(h) for h in headers if h.strip()]
    return bool(said) and said == ours


def _headings_again(frame: pl.DataFrame, headers: Sequence[str], own: Sequence[int]) -> pl.Series:
    """Tell the rows that hold every heading in its column; most are told by their first cell alone."""
    named = [at for at in own if headers[at].strip()]
    none = pl.Series([False]).new_from_index(0, frame.height)
    if not named or not frame.height:
        return none

    def is_there(rows: pl.DataFrame, at: int) -> pl.Series:
        texts = rows[str(at)].str.strip_chars().str.to_lowercase()
        return (texts == headers[at].strip().lower()).fill_null(value=False)

    found = is_there(frame, named[0])
    for at in named[1:]:
        if not found.any():
            return none
        found &= is_there(frame, at)
    return found


def _few_cells(frame: pl.DataFrame, own: Sequence[int]) -> pl.Series:
    """Give the text of each row that has only a few cells with any, null for the others."""
    cells = [pl.col(str(at)) for at in own]
    filled = pl.sum_horizontal((cell.str.len_bytes() > 0).fill_null(value=False).cast(pl.UInt16) for cell in cells)
    few = frame.select(filled.is_between(1, _MOST_CELLS).alias("few"))["few"]
    joined = frame.filter(few).select(
        pl.concat_str(cells, separator=" ", ignore_nulls=True).str.replace_all(r"\s+", " ").str.strip_chars().alias("t")
    )["t"]
    return pl.Series([None], dtype=pl.String).new_from_index(0, frame.height).scatter(few.arg_true(), joined)
