"""Kernel, synthesis: the rows of a made-up register as a segment of the index takes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.synthesis.facts import facts, kind_table, serials
from salwa.kernel.synthesis.formats import Numbers
from salwa.kernel.synthesis.layout import Layout, Purpose, laid_out
from salwa.kernel.synthesis.register import IMPORT_COUNTRIES, imports, left_empty
from salwa.kernel.vocabularies import Resolution, calibres, countries, makes, models, types

BATCH_ROWS: Final = 1 << 18
SURE: Final = 0.7
"""Confidence from which a name becomes a code; below it a register keeps the name, and the index has 0."""
Codes = npt.NDArray[np.int32]


def segment_records(rows: int, seed: int) -> Iterator[pa.RecordBatch]:
    """Give the rows of ``register(rows, seed)`` in the columns of ``RECORD_SCHEMA``, with vocabulary codes, in batches.

    Row ``i`` (from 0) is record ``i + 1``; what the register leaves empty is code 0.
    """
    layout = laid_out(rows, seed)
    for start in range(0, rows, BATCH_ROWS):
        yield segment_rows(layout, np.arange(start, min(start + BATCH_ROWS, rows), dtype=np.int64))


def segment_rows(layout: Layout, rows: Numbers) -> pa.RecordBatch:
    """Give some rows (numbers from 0) of a laid out register in the columns of ``RECORD_SCHEMA``."""
    of, codes = facts(layout, rows), _codes()
    empty = left_empty(layout.seed, rows)
    imported = imports(layout.seed, of)
    columns = {
        "record": (rows + 1).astype(np.uint64),
        "role": np.zeros(len(rows), dtype=np.uint8),
        "serial": serials(of, plainly=True),
        "verbatim": serials(of),
        "make": codes.make[of.kind],
        "model": np.where(empty[Purpose.MODEL], 0, codes.model[of.kind]),
        "calibre": np.where(empty[Purpose.CALIBRE], 0, codes.calibre[of.kind]),
        "type": np.where(empty[Purpose.TYPE], 0, codes.type[of.kind]),
        "country": np.where(empty[Purpose.COUNTRY], 0, codes.country[of.kind]),
        "year": np.where(empty[Purpose.YEAR], 0, of.year),
        "import_country": np.where(imported.is_imported, codes.import_country[imported.country], 0),
        "import_year": np.where(imported.is_imported, imported.year, 0),
    }
    return pa.RecordBatch.from_arrays(
        [pa.array(columns[field.name]).cast(field.type) for field in RECORD_SCHEMA], schema=RECORD_SCHEMA
    )


@dataclass(frozen=True)
class _Codes:
    make: Codes
    model: Codes
    calibre: Codes
    type: Codes
    country: Codes
    import_country: Codes


@cache
def _codes() -> _Codes:
    table = kind_table()
    made_by = [makes().resolve(one.make) for one in table.series_of]
    return _Codes(
        make=_code(made_by),
        model=_code(
            [
                models().resolve(kind.model, context=makes().get(made.term.code if made.term else 0))
                for kind, made in zip(table.kinds, made_by, strict=True)
            ]
        ),
        calibre=_code([calibres().resolve(kind.calibre) for kind in table.kinds]),
        type=_code([types().resolve(kind.type) for kind in table.kinds]),
        country=_code([countries().resolve(one.country) for one in table.series_of]),
        import_country=_code([countries().resolve(country) for country in IMPORT_COUNTRIES]),
    )


def _code(resolved: Sequence[Resolution]) -> Codes:
    codes = [one.term.code if one.term is not None and one.confidence >= SURE else 0 for one in resolved]
    return np.array(codes, dtype=np.int32)
