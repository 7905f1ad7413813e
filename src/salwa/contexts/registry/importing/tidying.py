"""Registry, import: the cells of a batch under our columns, with blanks, translations and constants settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from salwa.contexts.registry.importing.columns import COLUMNS, Plan
from salwa.contexts.registry.importing.mapping import Mapping as Mapped
from salwa.contexts.registry.importing.reading import LINE, Batch
from salwa.platform.written_out import APOSTROPHE

SAYS_NOTHING: Final = ("-", "--", "---", "?", "??", "???", "n/a", "n.a.", "none", "null", "unknown", "not known", "unk")
"""Words for "we do not know" in a column other than serial and external_id; the word is kept as a remark."""

STATED: Final = "stated"
"""The status in the source's own word, before a mapping translates it; null where the source states none."""


@dataclass(frozen=True, slots=True)
class Tidy:
    """A batch under our columns.

    ``frame`` has LINE, every column of :data:`COLUMNS` (String, null where blank), the plan's serials of parts,
    :data:`STATED` and ``r0``, ``r1``, … for the remarks of the plan. ``dropped`` holds (LINE, column, text) of words
    that say nothing.
    """

    frame: pl.DataFrame
    dropped: pl.DataFrame


def tidied(batch: Batch, plan: Plan, mapping: Mapped) -> Tidy:
    """Settle the cells. White space around a cell is left out; within it nothing changes."""
    cells = [_cell(at, plan).alias(column) for column, at in plan.known.items()]
    missing = [pl.lit(None, pl.String).alias(column) for column in COLUMNS if column not in plan.known]
    remarks = [_cell(at, plan).alias(f"r{number}") for number, (at, _) in enumerate(plan.remarks)]
    frame = batch.frame.select(LINE, *cells, *missing, *remarks)
    frame = frame.with_columns(pl.col("status").alias(STATED))
    frame = frame.with_columns(
        _translated(column, words) for column, words in mapping.values.items() if column in frame.columns
    )
    silent = [column for column in (*COLUMNS, *plan.parts) if column not in ("external_id", "serial")]
    nothing = {column: pl.col(column).str.to_lowercase().is_in(SAYS_NOTHING) for column in silent}
    dropped = pl.concat(
        frame.filter(nothing[column]).select(LINE, pl.lit(column).alias("column"), pl.col(column).alias("text"))
        for column in silent
    )
    if dropped.height:
        frame = frame.with_columns(pl.when(~nothing[column]).then(pl.col(column)).alias(column) for column in silent)
    frame = frame.with_columns(pl.when(pl.col("status").is_not_null()).then(STATED).alias(STATED))
    constants = [pl.col(column).fill_null(text) for column, text in mapping.constants.items() if text]
    return Tidy(frame.with_columns(constants), dropped)


def _cell(at: int, plan: Plan) -> pl.Expr:
    cell = pl.col(str(at)).str.strip_chars()
    if plan.is_rejects:
        cell = cell.str.strip_prefix(APOSTROPHE).str.strip_chars()
    return pl.when(cell != "").then(cell)


def _translated(column: str, words: Mapping[str, str]) -> pl.Expr:
    lowered = pl.col(column).str.to_lowercase()
    text = lowered.replace_strict(dict(words), default=pl.col(column), return_dtype=pl.String)
    return pl.when(text != "").then(text).alias(column)
