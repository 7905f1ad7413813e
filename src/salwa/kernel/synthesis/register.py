"""Kernel, synthesis: a made-up register of firearms, as the spreadsheets of the fictional State XC would have it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from salwa.kernel.synthesis.facts import Facts, facts, kind_table, serials
from salwa.kernel.synthesis.formats import Numbers
from salwa.kernel.synthesis.layout import Layout, Purpose, below, laid_out

COLUMNS: Final = (
    "external_id",
    "serial",
    "make",
    "model",
    "calibre",
    "type",
    "country_of_manufacture",
    "year_of_manufacture",
    "import_country",
    "import_year",
    "first_sale_date",
    "first_sale_place",
    "status",
)
SCHEMA: Final = pa.schema([(name, pa.string()) for name in COLUMNS])
BATCH_ROWS: Final = 1 << 16
PERCENT: Final = 100
MISSING_PERCENT: Final = {Purpose.YEAR: 18, Purpose.CALIBRE: 7, Purpose.MODEL: 14, Purpose.TYPE: 4, Purpose.COUNTRY: 10}
"""How often a clerk left a column empty."""
IMPORTED_PERCENT: Final = 12
IMPORT_COUNTRIES: Final = ("US", "DE", "BE", "AT", "CZ", "IT", "FR", "GB", "ES", "CH")
LAST_YEAR: Final = 2025
STATUS_PER_MILLE: Final = (("in use", 926), ("stolen", 22), ("lost", 16), ("destroyed", 36))
PLACES: Final = (
    "Marrow Bay", "Tessing", "Old Harbet", "Kessam", "Port Ilverin", "Danore", "Quillam", "Sorrel Cross", "Upper Venn",
    "Lower Venn", "Hathmoor", "Brisca", "Calder Reach", "Ombery", "Fennick", "Rosmarrin", "Tal Avey", "Wick Hollow",
    "Zarrow", "Imber Falls", "Nethercay", "Pell Station", "Gannis", "Luthen", "Yarrowmouth", "Ardwen", "Cobbin",
    "Saint Erval", "Drosk", "Mirren",
)  # fmt: skip
"""Invented places of the fictional State XC."""


def register(rows: int, seed: int) -> Iterator[pa.RecordBatch]:
    """Give a register of ``rows`` firearms in the importer's default columns, all text, in batches.

    The same ``rows`` and ``seed`` give the same register on every machine. Row ``i`` (from 0) has the external number
    ``external_id(i)``; the row of ``segment_records`` for it has record ``i + 1``.
    """
    layout = laid_out(rows, seed)
    for start in range(0, rows, BATCH_ROWS):
        yield register_rows(layout, np.arange(start, min(start + BATCH_ROWS, rows), dtype=np.int64))


def external_id(row: int) -> str:
    """Give the number under which the source register has the row (from 0)."""
    return f"XC-{row + 1:08d}"


def register_rows(layout: Layout, rows: Numbers) -> pa.RecordBatch:
    """Give the rows (numbers from 0, in any order) of a laid out register in the importer's default columns."""
    of = facts(layout, rows)
    empty = left_empty(layout.seed, rows)
    sale_year = _sale_year(layout.seed, of)
    imported = imports(layout.seed, of)
    columns = [
        pc.binary_join_element_wise("XC", pc.utf8_lpad((rows + 1).astype(str), 8, "0"), "-"),
        _as_typed(serials(of), layout.seed, rows),
        _spelt("make", layout.seed, rows, of),
        _where(~empty[Purpose.MODEL], _taken([kind.model for kind in kind_table().kinds], of.kind)),
        _where(~empty[Purpose.CALIBRE], _spelt("calibre", layout.seed, rows, of)),
        _where(~empty[Purpose.TYPE], _spelt("type", layout.seed, rows, of)),
        _where(~empty[Purpose.COUNTRY], _spelt("country", layout.seed, rows, of)),
        _where(~empty[Purpose.YEAR], _text(of.year)),
        _where(imported.is_imported, _taken(IMPORT_COUNTRIES, imported.country)),
        _where(imported.is_imported, _text(imported.year)),
        _sale_date(layout.seed, of, sale_year),
        _taken(PLACES, below(layout.seed, Purpose.SALE_PLACE, of.unit, len(PLACES))),
        _status(layout.seed, rows),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


@dataclass(frozen=True)
class Imports:
    """Whether a firearm bears an import mark, of which country (index in :data:`IMPORT_COUNTRIES`) and year."""

    is_imported: npt.NDArray[np.bool_]
    country: Numbers
    year: Numbers


def imports(seed: int, of: Facts) -> Imports:
    """Give the import marks of some firearms: one unit was imported together."""
    draw = below(seed, Purpose.IMPORT_COUNTRY, of.unit, 6 * len(IMPORT_COUNTRIES))
    return Imports(
        is_imported=below(seed, Purpose.IMPORTED, of.unit, PERCENT) < IMPORTED_PERCENT,
        country=draw % len(IMPORT_COUNTRIES),
        year=np.minimum(of.year + draw // len(IMPORT_COUNTRIES), _sale_year(seed, of)),
    )


def left_empty(seed: int, rows: Numbers) -> dict[Purpose, npt.NDArray[np.bool_]]:
    """Say for each column that a clerk may leave empty in which rows it is."""
    return {purpose: below(seed, purpose, rows, PERCENT) < share for purpose, share in MISSING_PERCENT.items()}


@dataclass(frozen=True)
class _Spellings:
    """Spellings of all terms of one column: term ``t`` has ``texts[starts[t]:]``, chosen by 100 slots each."""

    texts: list[str]
    slots: Numbers


@cache
def _spellings(column: str) -> _Spellings:
    known: dict[str, list[tuple[str, int]]] = {}
    lines = files(__package__).joinpath("spellings.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        if row["column"] == column:
            pairs = (text.rpartition("=") for text in row["spellings"].split(";"))
            known[row["canonical"]] = [(text, int(weight)) for text, _, weight in pairs]
    terms = _terms(column)
    texts: list[str] = []
    slots = np.zeros((len(terms), PERCENT), dtype=np.int64)
    for index, term in enumerate(terms):
        choices = known.get(term, [(term, 60), (term.upper(), 40)])
        slots[index] = np.repeat(np.arange(len(choices)) + len(texts), [weight for _, weight in choices])
        texts += [text for text, _ in choices]
    return _Spellings(texts, slots)


def _terms(column: str) -> list[str]:
    table = kind_table()
    if column in ("make", "country"):
        return [one.make if column == "make" else one.country for one in table.series_of]
    return [kind.calibre if column == "calibre" else kind.type for kind in table.kinds]


def _spelt(column: str, seed: int, rows: Numbers, of: Facts) -> pa.StringArray:
    choices = _spellings(column)
    draw = below(seed + 1, Purpose[column.upper()], rows, PERCENT)
    return _taken(choices.texts, choices.slots[of.kind, draw])


def _as_typed(stamped: pa.StringArray, seed: int, rows: Numbers) -> pa.StringArray:
    """A clerk types 3 % in small letters, 3 % with a space before the first digit, 2 % without any separator."""
    draw = below(seed, Purpose.SERIAL, rows, PERCENT)
    out = stamped
    for low, high, written in (
        (0, 3, pc.utf8_lower),
        (3, 6, lambda some: pc.replace_substring_regex(some, "^([A-Z]+)([0-9])", r"\1 \2")),
        (6, 8, lambda some: pc.replace_substring_regex(some, "[ -]", "")),
    ):
        chosen = (draw >= low) & (draw < high)
        if chosen.any():
            out = pc.replace_with_mask(out, pa.array(chosen), written(out.filter(pa.array(chosen))))
    return out


def _sale_year(seed: int, of: Facts) -> Numbers:
    later = below(seed, Purpose.SALE, of.unit, 40)
    return np.minimum(of.year + np.where(later < 28, later // 14, later - 26), LAST_YEAR)


def _sale_date(seed: int, of: Facts, year: Numbers) -> pa.StringArray:
    """The first sale of a unit: a day in 70 of 100, a month in 12, a bare year in 10, nothing in 8."""
    day = below(seed, Purpose.SALE_DAY, of.unit, 336)
    precision = below(seed + 1, Purpose.SALE_DAY, of.unit, PERCENT)
    month = np.array([f"-{m:02d}" for m in range(1, 13)])[day // 28]
    days = np.array([f"-{d:02d}" for d in range(1, 29)])[day % 28]
    years = year.astype("U4")
    text = np.where(precision < 70, np.char.add(np.char.add(years, month), days), np.char.add(years, month))
    text = np.where(precision >= 82, years, text)
    return _where(precision < 92, pa.array(text, pa.string()))


def _status(seed: int, rows: Numbers) -> pa.StringArray:
    draw = below(seed, Purpose.STATUS, rows, 1000)
    bounds = np.cumsum([share for _, share in STATUS_PER_MILLE])
    index = np.searchsorted(bounds, draw, side="right")
    variants = [_variants(status) for status, _ in STATUS_PER_MILLE]
    which = below(seed + 1, Purpose.STATUS, rows, 2)
    return _taken([text for pair in variants for text in pair], index * 2 + which)


def _variants(status: str) -> tuple[str, str]:
    return (status, "registered" if status == "in use" else status.upper())


def _taken(texts: Sequence[str], index: Numbers) -> pa.StringArray:
    return pa.DictionaryArray.from_arrays(pa.array(index, pa.int32()), pa.array(texts, pa.string())).dictionary_decode()


def _text(numbers: Numbers) -> pa.StringArray:
    return pa.array(numbers).cast(pa.string())


def _where(kept: npt.NDArray[np.bool_], texts: pa.StringArray) -> pa.StringArray:
    return pc.if_else(pa.array(kept), texts, "")
