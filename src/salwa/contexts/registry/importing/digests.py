"""Registry, import: the digests by which an import is known again and its ledger entry is checked.

A row's canonical form is UTF-8: the columns of :data:`~salwa.contexts.registry.importing.columns.COLUMNS` in their
order, each as the cell has it (white space around it left out, the mapping's translations and constants applied) or
empty, then ``column=text`` for every serial of a part in the order of
:data:`~salwa.contexts.registry.importing.columns.PARTS`, then ``heading=text`` for every other cell with text in the
order of the headings, all joined by U+001F. Its digest is SHA-256 over that. The digest of an import is SHA-256 over
the 32-byte digests of its loaded rows in the order of the file.

A row's name at its source is its ``external_id``. A row without one is named by its own digest and by how many rows
like it came before in the file, so that two equal rows are two firearms, on every import of the file.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from salwa.contexts.registry.importing.columns import COLUMNS, PARTS

SEPARATOR: Final = "\x1f"
SIZE: Final = 32
_SHORT: Final = 8

Short = npt.NDArray[np.uint64]


def canonical(frame: pl.DataFrame, headings: Sequence[str]) -> pl.Series:
    """Give the canonical form of each row of a tidy frame whose remark columns ``r0``, … have these headings."""
    known = [pl.col(column).fill_null("") for column in COLUMNS]
    order = sorted(range(len(headings)), key=lambda at: headings[at])
    others = [pl.lit(f"{SEPARATOR}{column}=") + pl.col(column) for column in PARTS if column in frame.columns]
    others += [pl.lit(f"{SEPARATOR}{headings[at]}=") + pl.col(f"r{at}") for at in order]
    parts = [pl.concat_str(known, separator=SEPARATOR), *(other.fill_null("") for other in others)]
    return frame.select(pl.concat_str(parts).alias("canonical"))["canonical"]


def digests(texts: pl.Series) -> bytes:
    """Give SHA-256 of each text, 32 bytes one after another."""
    sha256 = hashlib.sha256
    return b"".join([sha256(text.encode()).digest() for text in texts.to_list()])


def shortened(whole: bytes) -> Short:
    """Give the first eight bytes of each 32-byte digest."""
    return np.frombuffer(whole, dtype=">u8").reshape(-1, SIZE // _SHORT)[:, 0].astype(np.uint64)


class Names:
    """Names of rows at their source, as the first eight bytes of a SHA-256; counts equal rows without an id."""

    def __init__(self) -> None:
        self._met: dict[int, int] = {}

    def keys(self, external_ids: pl.Series, row_digests: Short) -> Short:
        """Give the key of each row."""
        sha256 = hashlib.sha256
        out: list[bytes] = []
        for given, digest in zip(external_ids.to_list(), row_digests.tolist(), strict=True):
            name = self._nameless(digest) if given is None else given
            out.append(sha256(name.encode()).digest()[:_SHORT])
        return np.frombuffer(b"".join(out), dtype=">u8").astype(np.uint64)

    def _nameless(self, digest: int) -> str:
        before = self._met.get(digest, 0)
        self._met[digest] = before + 1
        return f"{SEPARATOR}{digest:016x}{SEPARATOR}{before}"


class Known:
    """Keys and digests of the rows that were loaded from a source before."""

    def __init__(self, keys: Short, row_digests: Short) -> None:
        order = np.argsort(keys, kind="stable")
        self._keys, self._digests = keys[order], row_digests[order]

    def compare(self, keys: Short, row_digests: Short) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Tell which rows were loaded as they are, and which were loaded under the same name with other content."""
        if not len(self._keys):
            none = np.zeros(len(keys), dtype=bool)
            return none, none
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        named = self._keys[at] == keys
        same = named & (self._digests[at] == row_digests)
        return same, named & ~same
