"""Registry, import: every row of a batch checked; what is taken, what is refused and why, what is doubtful."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from salwa.contexts.registry.importing.between import set_apart
from salwa.contexts.registry.importing.columns import IDENTIFYING, LONGEST, LONGEST_REMARK, PARTS, Plan
from salwa.contexts.registry.importing.dated import lost_as
from salwa.contexts.registry.importing.digests import canonical
from salwa.contexts.registry.importing.mapping import Mapping
from salwa.contexts.registry.importing.moments import moment, year
from salwa.contexts.registry.importing.notices import Doubted, Notices, Reject
from salwa.contexts.registry.importing.reading import LINE, Batch
from salwa.contexts.registry.importing.seen import Seen
from salwa.contexts.registry.importing.serials import SerialReader, destroyed, folded_texts, of_part, plain_texts
from salwa.contexts.registry.importing.statuses import status
from salwa.contexts.registry.importing.terms import Terms
from salwa.contexts.registry.importing.tidying import STATED, tidied
from salwa.kernel.marks.controls import CONTROL_CLASS, HINT_CLASS, TURNING_CLASS
from salwa.platform.written_out import APOSTROPHE

_ODD: Final = r"[^\x20-\x7E]"
_CONTROL: Final = f"[{CONTROL_CLASS}]"
_TURNED: Final = f"[{TURNING_CLASS}]"
_INVISIBLE: Final = rf"[{HINT_CLASS}\u00ad\u200b-\u200d\u2060-\u2064\ufeff]"
_AT: Final = "at"

VOCABULARY: Final = {
    "make": ("make", "make"),
    "calibre": ("calibre", "calibre"),
    "type": ("type", "type"),
    "country_of_manufacture": ("country", "country"),
    "import_country": ("country", "import_country_code"),
}
"""Column read, vocabulary asked, name of the code in the rows."""

_UNRESOLVED: Final = gettext_noop("Not in the vocabulary; kept as written, without a code.")


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows of a batch that are taken, their remarks, and those that are not.

    ``rows``: LINE, every column of :data:`COLUMNS` and the serials of parts that the file has as verbatim text, each
    serial also plain and folded (``serial_plain``, ``serial_folded``, ``slide_serial_plain``, …), the codes of
    :data:`VOCABULARY` and ``model_code`` (Int32, 0 unknown), ``year`` and ``import_year_number`` (Int32, 0 unknown),
    ``sale_from`` and ``sale_to`` (Date), ``status_code`` (Int32, null where none is stated) and :data:`STATED` its word
    at the source, ``canonical`` the row's canonical form. ``remarks``: LINE, heading, text, in the order of the rows.
    ``doubted``: the serials to look at.
    """

    rows: pl.DataFrame
    remarks: pl.DataFrame
    rejects: list[Reject]
    doubted: list[Doubted]


class Checker:
    """Checks one file from its first batch to its last. ``today`` bounds years and dates.

    ``serials`` counts the rows with any text in the column of the serial, ``headings`` the lines on which the headings
    came again, ``footers`` the totals and numbers of pages of a rejects file that were passed over.
    """

    def __init__(self, plan: Plan, headers: Sequence[str], mapping: Mapping, today: date) -> None:
        self._plan, self._headers, self._mapping = plan, headers, mapping
        self._today = today
        self._terms, self._serials, self._seen = Terms(), SerialReader(), Seen()
        self._serial_columns = ("serial", *plan.parts)
        self._moments: dict[str, tuple[date | None, date | None, str | None]] = {}
        self.notices = Notices()
        self.serials = self.headings = self.footers = 0

    def check(self, batch: Batch) -> Checked:
        """Check ``batch``; doubts go to :attr:`notices`."""
        apart = set_apart(batch, self._headers, self._plan)
        batch = apart.batch
        self.headings += apart.headings
        self.footers += apart.footers
        tidy = tidied(batch, self._plan, self._mapping)
        frame = tidy.frame.with_row_index(_AT)
        self.serials += frame["serial"].count()
        faults: list[tuple[str, pl.Series]] = self._texts(frame)
        faults += self._lost(frame)
        frame = self._codes(frame)
        frame, found = self._numbers(frame)
        faults += found
        faults.append(("", _unidentified(frame, self._plan.parts)))
        faults.append(("external_id", self._repeated(frame, faults)))
        bad = pl.Series(np.zeros(frame.height, dtype=bool))
        for _column, fault in faults:
            bad = bad | fault.is_not_null()
        rejects = self._rejects(batch, frame, faults, bad)
        rejects += [Reject(one.line, one.column, one.value, one.reason, self._own(one.cells)) for one in batch.spoiled]
        rejects.sort(key=lambda one: one.line)
        serials = {self._headers[self._plan.known[one]] for one in self._serial_columns if one in self._plan.known}
        for doubt in batch.doubts:
            if doubt.column in serials:
                self.notices.warn(doubt.column, doubt.reason, line=doubt.line, value=doubt.value, rows=doubt.rows)
        frame = frame.filter(~bad)
        frame = frame.with_columns(canonical(frame, [title for _at, title in self._plan.remarks]))
        doubted: list[Doubted] = []
        frame, remarks = self._remarks(frame, tidy.dropped, doubted)
        return Checked(frame, remarks, rejects, doubted)

    def header(self, column: str) -> str:
        """Give the file's own heading of one of our columns, ours where the file has none."""
        at = self._plan.known.get(column)
        return column if at is None else (self._headers[at].strip() or column)

    def _lost(self, frame: pl.DataFrame) -> list[tuple[str, pl.Series]]:
        """Find the numbers that a spreadsheet has destroyed."""
        numbered = (*self._serial_columns, "external_id")
        faults = [(column, _where(destroyed(frame[column]), _lost_in_a_spreadsheet())) for column in numbered]
        for column in self._serial_columns:
            spoiled = lost_as(frame[column])
            faults += [(column, _where(spoiled == said, _(said))) for said in spoiled.drop_nulls().unique()]
        return faults

    def _texts(self, frame: pl.DataFrame) -> list[tuple[str, pl.Series]]:
        faults: list[tuple[str, pl.Series]] = []
        for column in frame.columns:
            if column in (_AT, LINE):
                continue
            texts, remark = frame[column], column not in LONGEST
            if column == STATED:
                texts, column, remark = texts.set(texts.eq_missing(frame["status"]), None), "status", False  # noqa: PLW2901
            longest = LONGEST_REMARK if remark else LONGEST[column]
            if (texts.str.len_chars() > longest).any():
                faults.append(
                    (
                        column,
                        _where(
                            texts.str.len_chars() > longest,
                            _("The text is longer than %(longest)s characters.") % {"longest": longest},
                        ),
                    )
                )
            if not texts.str.contains(_ODD).any():
                continue
            faults.append(
                (column, _where(texts.str.contains(_CONTROL), _("The text holds a control character, such as NUL.")))
            )
            turned = texts.str.contains(_TURNED)
            if not remark:
                reason = _(
                    "The text holds a character that turns the direction of reading, so that it shows other than it is."
                )
                faults.append((column, _where(turned, reason)))
            doubtful = texts.str.contains(_INVISIBLE) | (turned if remark else False)
            self._warn_where(
                frame, column, doubtful, _("Invisible characters are kept in the text and not searched by.")
            )
        return faults

    def _codes(self, frame: pl.DataFrame) -> pl.DataFrame:
        made = [
            self._terms.codes(vocabulary, frame[column]).alias(f"{name}_code" if name == column else name)
            for column, (vocabulary, name) in VOCABULARY.items()
        ]
        frame = frame.with_columns(made)
        frame = frame.with_columns(self._terms.models(frame["model"], frame["make_code"]).alias("model_code"))
        named = self._terms.makes_named(frame["model"].set(frame["make"].is_not_null(), None))
        self._warn_where(frame, "model", named > 0, _("The make is not told, and taken from the model's text."))
        return frame.with_columns(pl.when(named > 0).then(named).otherwise("make_code").alias("make_code"))

    def _numbers(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[str, pl.Series]]]:
        latest = self._today.year + 1
        made, made_fault = _asked(frame["year_of_manufacture"], lambda text: year(text, latest), pl.Int32, 0)
        brought, brought_fault = _asked(frame["import_year"], lambda text: year(text, latest), pl.Int32, 0)
        stated, stated_fault = _asked(frame["status"], _status, pl.Int32, None)
        sold = self._sold(frame["first_sale_date"])
        frame = frame.with_columns(
            made.alias("year"),
            brought.alias("import_year_number"),
            stated.alias("status_code"),
            *sold.get_columns()[:2],
        )
        sale_year = frame["sale_to"].dt.year().fill_null(latest)
        early = (frame["import_year_number"] > 0) & (frame["import_year_number"] < frame["year"])
        return frame, [
            ("year_of_manufacture", made_fault),
            ("import_year", brought_fault),
            ("import_year", _where(early, _("The firearm would have been imported before it was made."))),
            ("first_sale_date", sold["fault"]),
            (
                "first_sale_date",
                _where(sale_year < frame["year"], _("The firearm would have been sold before it was made.")),
            ),
            ("status", stated_fault),
        ]

    def _sold(self, texts: pl.Series) -> pl.DataFrame:
        for text in texts.unique().to_list():
            if text is not None and text not in self._moments:
                read = moment(text, self._mapping.date_formats, self._today)
                span = read.happened
                self._moments[text] = (span.first if span else None, span.last if span else None, read.fault)
        distinct = [text for text in texts.unique().to_list() if text is not None]
        table = pl.DataFrame(
            [(text, *self._moments[text]) for text in distinct],
            schema={"text": pl.String, "sale_from": pl.Date, "sale_to": pl.Date, "fault": pl.String},
            orient="row",
        )
        joined = pl.DataFrame({"text": texts}).join(table, on="text", how="left", maintain_order="left")
        return joined.select("sale_from", "sale_to", "fault")

    def _repeated(self, frame: pl.DataFrame, faults: list[tuple[str, pl.Series]]) -> pl.Series:
        """Refuse an external id that an earlier line has; a row refused for another reason does not take its name."""
        named = frame["external_id"].is_not_null()
        for _column, fault in faults:
            named = named & fault.is_null()
        some = frame.filter(named)
        earlier = self._seen.first_lines(some["external_id"].hash(0).to_numpy(), some[LINE].to_numpy())
        reasons = [
            _("The same external_id stands on line %(line)d.") % {"line": line} if line else None
            for line in earlier.tolist()
        ]
        out = pl.Series([None] * frame.height, dtype=pl.String)
        return out.scatter(named.arg_true(), pl.Series(reasons, dtype=pl.String)) if some.height else out

    def _rejects(
        self, batch: Batch, frame: pl.DataFrame, faults: list[tuple[str, pl.Series]], bad: pl.Series
    ) -> list[Reject]:
        rejects: list[Reject] = []
        for at in bad.arg_true().to_list():
            row = frame.row(at, named=True)
            hit = [(column, fault[at]) for column, fault in faults if fault[at] is not None]
            column = hit[0][0]
            reasons = [f"{self._name(one)}: {reason}" if len(hit) > 1 and one else reason for one, reason in hit]
            cells = self._own([cell or "" for cell in batch.frame.drop(LINE).row(at)])
            value = str(row.get(column) or "")[:200]
            rejects.append(Reject(row[LINE], self._name(column), value, " ".join(reasons), cells))
        return rejects

    def _own(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Give the cells as they were before a rejects file guarded them."""
        return tuple(cell.removeprefix(APOSTROPHE) if self._plan.is_rejects else cell for cell in cells)

    def _name(self, column: str) -> str:
        if column.startswith("r") and column[1:].isdigit():
            return self._plan.remarks[int(column[1:])][1]
        return self.header(column)

    def _remarks(
        self, frame: pl.DataFrame, dropped: pl.DataFrame, doubted: list[Doubted]
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Settle what is a serial; gather the remarks of the rows that are taken."""
        parts = [
            frame.filter(pl.col(f"r{number}").is_not_null()).select(
                _AT, LINE, pl.lit(title).alias("heading"), pl.col(f"r{number}").alias("text")
            )
            for number, (_at, title) in enumerate(self._plan.remarks)
        ]
        for column, (_vocabulary, name) in VOCABULARY.items():
            self._leave(frame, column, f"{name}_code" if name == column else name)
            if column.endswith(("country", "manufacture")):
                code = f"{name}_code" if name == column else name
                left = frame.filter(pl.col(column).is_not_null() & (pl.col(code) == 0))
                parts.append(
                    left.select(_AT, LINE, pl.lit(self.header(column)).alias("heading"), pl.col(column).alias("text"))
                )
        self._leave(frame, "model", "model_code")
        for column in self._serial_columns:
            frame, told = self._read_serials(frame, column, doubted)
            parts.append(told)
        for column, rows in dropped["column"].value_counts().iter_rows():
            first = dropped.filter(pl.col("column") == column).row(0, named=True)
            reason = _("Read as not known; the word is kept as a remark.")
            self.notices.warn(self.header(column), reason, line=first[LINE], value=first["text"], rows=rows)
        headings = {column: self.header(column) for column in LONGEST}
        kept = frame.select(_AT, LINE).join(dropped, on=LINE, how="inner")
        parts.append(kept.select(_AT, LINE, pl.col("column").replace(headings).alias("heading"), "text"))
        remarks = pl.concat(parts).sort(_AT, maintain_order=True).select(LINE, "heading", "text")
        for column in self._serial_columns:
            plain = plain_texts(frame[column])
            frame = frame.with_columns(plain.alias(f"{column}_plain"), folded_texts(plain).alias(f"{column}_folded"))
        return frame.drop(_AT, *(f"r{number}" for number in range(len(self._plan.remarks)))), remarks

    def _read_serials(
        self, frame: pl.DataFrame, column: str, doubted: list[Doubted]
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Leave in a column what is a serial; give the remarks of the cells that hold something else, or more."""
        cells, title, on_part = self._serials.doubtful(frame[column]), self.header(column), column in PARTS
        odd = frame.filter(pl.col(column).is_in(list(cells)))
        said = {text: of_part(one.reason) if on_part else one.reason for text, one in cells.items()}
        reasons = {text: said[text] if one.serial else _kept_as_remark(said[text]) for text, one in cells.items()}
        for line, text in odd.select(LINE, column).iter_rows():
            self.notices.warn(title, reasons[text], line=line, value=text)
            reason = f"{title}: {reasons[text]}" if on_part else reasons[text]
            doubted.append(Doubted(line, text, cells[text].serial, reason))
        odd = odd.filter(~pl.col(column).is_in([text for text, one in cells.items() if one.serial == text]))
        told = odd.select(_AT, LINE, pl.lit(title).alias("heading"), pl.col(column).alias("text"))
        if cells:
            left = {text: cell.serial for text, cell in cells.items()}
            read = pl.col(column).replace(left)
            frame = frame.with_columns(pl.when(read != "").then(read).alias(column))
        return frame, told

    def _leave(self, frame: pl.DataFrame, column: str, code: str) -> None:
        left = frame.filter(pl.col(column).is_not_null() & (pl.col(code) == 0))
        if not left.height:
            return
        self.notices.leave(column, left[column].value_counts().iter_rows())
        first = left.row(0, named=True)
        self.notices.warn(self.header(column), _(_UNRESOLVED), line=first[LINE], value=first[column], rows=left.height)

    def _warn_where(self, frame: pl.DataFrame, column: str, doubtful: pl.Series, reason: str) -> None:
        rows = int(doubtful.sum())
        if rows:
            first = frame.filter(doubtful).row(0, named=True)
            self.notices.warn(self._name(column), reason, line=first[LINE], value=first[column][:200], rows=rows)


def _where(mask: pl.Series, reason: str) -> pl.Series:
    return pl.select(pl.when(mask.fill_null(value=False)).then(pl.lit(reason))).to_series()


def _asked(
    texts: pl.Series, ask: Callable[[str], tuple[int | None, str | None]], kind: type[pl.Int32], blank: int | None
) -> tuple[pl.Series, pl.Series]:
    """Ask once for each distinct text; give the numbers, ``blank`` where there is no text, and the faults."""
    answers = {text: ask(text) for text in texts.unique().to_list() if text is not None}
    if not answers:
        return pl.Series([blank] * len(texts), dtype=kind), pl.Series([None] * len(texts), dtype=pl.String)
    keys = list(answers)
    numbers = texts.replace_strict(keys, [answers[k][0] for k in keys], default=None, return_dtype=kind)
    wrong = [key for key in keys if answers[key][1] is not None]
    faults = (
        texts.replace_strict(wrong, [answers[k][1] for k in wrong], default=None, return_dtype=pl.String)
        if wrong
        else (pl.Series([None] * len(texts), dtype=pl.String))
    )
    return (numbers if blank is None else numbers.fill_null(blank)), faults


def _status(text: str) -> tuple[int | None, str | None]:
    found = status(text)
    if found is None:
        return None, _("This word for a status is not known; say in the mapping what it means: [values.status].")
    return int(found), None


def _kept_as_remark(reason: str) -> str:
    return _("Kept as a remark and not as a serial: %(reason)s") % {"reason": reason}


def _lost_in_a_spreadsheet() -> str:
    return _(
        "A spreadsheet has made a number of this text, and its digits are lost. Go back to the source: give the column "
        "the format “text” before anything is written or opened there, and hand the file in again."
    )


def _unidentified(frame: pl.DataFrame, parts: Sequence[str]) -> pl.Series:
    nothing = frame.select(pl.all_horizontal(pl.col(column).is_null() for column in (*IDENTIFYING, *parts))).to_series()
    return _where(
        nothing,
        _("Nothing on the row identifies a firearm: %(listed)s are blank.") % {"listed": ", ".join(IDENTIFYING)},
    )
