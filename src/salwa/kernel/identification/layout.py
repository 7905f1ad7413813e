"""Kernel, identification: what a segment holds.

A segment is a folder of plain arrays that the system maps into memory:

========== ======== ===========================================================================================
file       type     holds
========== ======== ===========================================================================================
words      uint64   first twelve codes of every distinct folded serial, sorted
long_at    uint32   which distinct serials are longer than twelve characters, sorted
long_words uint64   (n, 2) their further words
starts     uint32   first row of every distinct serial, and the number of rows at the end
rows       uint64   (n, 4) the rows, see :func:`fields_word`
keys       uint64   40 bits of hash, 24 bits of distinct serial: each serial and each of its one-character deletions
buckets    uint32   first key of every value of the upper bits of the hash, and the number of keys at the end
backward   uint64   last twelve codes of every distinct serial, last first, sorted
backward_at uint32  the distinct serial of each
========== ======== ===========================================================================================

A row is four words: the record; the look-alike variants of its serial; make, model, calibre (16 bits each), type and
role (8 each); country, year, import country, import year (16 each).
"""

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from salwa.kernel.identification.codes import U64

U32 = NDArray[np.uint32]

RECORD_SCHEMA: Final = pa.schema(
    [
        ("record", pa.uint64()),
        ("role", pa.uint8()),
        ("serial", pa.string()),
        ("verbatim", pa.string()),
        ("make", pa.int32()),
        ("model", pa.int32()),
        ("calibre", pa.int32()),
        ("type", pa.int32()),
        ("country", pa.int32()),
        ("year", pa.int32()),
        ("import_country", pa.int32()),
        ("import_year", pa.int32()),
    ]
)
"""Rows put into a segment or a delta; 0 stands for unknown in every number but ``record`` and ``role``."""

MOST_SERIALS: Final = 2**24
FORMAT: Final = 1

FIELDS: Final = ("make", "model", "calibre", "type", "country", "year", "import_country", "import_year")
"""Fields of a row in the order of their index in the scoring tables."""


class Arrays(NamedTuple):
    """The arrays of one segment, read-only, in the order of the table above."""

    words: U64
    long_at: U32
    long_words: U64
    starts: U32
    rows: U64
    keys: U64
    buckets: U32
    backward: U64
    backward_at: U32


DTYPES: Final = {
    "words": np.uint64,
    "long_at": np.uint32,
    "long_words": np.uint64,
    "starts": np.uint32,
    "rows": np.uint64,
    "keys": np.uint64,
    "buckets": np.uint32,
    "backward": np.uint64,
    "backward_at": np.uint32,
}
WIDTHS: Final = {"rows": 4, "long_words": 2}


def shaped(name: str, flat: NDArray[Any]) -> NDArray[Any]:
    """Give the array ``name`` the shape that the search expects, read-only."""
    array = flat.reshape(-1, WIDTHS[name]) if name in WIDTHS else flat
    array.setflags(write=False)
    return array
