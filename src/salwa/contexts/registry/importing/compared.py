"""Registry, import: what a source now says otherwise of a record, told once for each thing it says.

A finding is opened for what has not been compared before: what a person has looked at and closed does not come back
with the next import of the same file. What is compared is remembered among the imported rows under a name that no row
has, made of the row's key and its digest. Where a finding about the record is still open, nothing is added to it, and
the row counts as not compared yet: it is told at the first import after that finding was closed.

A finding keeps facts, the line and what it says, and no sentence: that is made for who reads it.
"""

import hashlib
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from salwa.contexts.registry.importing import tables
from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.importing.digests import SEPARATOR, Known, Short
from salwa.contexts.registry.importing.reading import LINE
from salwa.contexts.registry.importing.tables import Fixed
from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.wording import said_by_source
from salwa.platform.action import attempted

_AT_ONCE: Final = 1_000
_FINDINGS: Final = (
    "INSERT INTO registry_finding (opened_id, kind, firearm_id, text, first, second) "
    "SELECT %s, %s, f.firearm, f.text, 0, 0 FROM unnest(%s::bigint[], %s::text[]) f (firearm, text) "
    "ON CONFLICT DO NOTHING"
)


class Compared:
    """Opens findings about records whose source now says otherwise; ``known`` is what was imported and compared."""

    def __init__(self, copier: Copier, fixed: Fixed, known: Known) -> None:
        self._copier, self._fixed, self._known = copier, fixed, known

    def tell(self, rows: pl.DataFrame, keys: Short, row_digests: Short) -> None:
        """Open a finding for each row that was not compared before; nothing of the record is overwritten."""
        names = compared_names(keys, row_digests)
        fresh = np.flatnonzero(~self._known.compare(names, row_digests)[0])
        rows, names, row_digests = rows[fresh.tolist()], names[fresh], row_digests[fresh]
        records = self._copier.records(self._fixed.source, rows["external_id"].drop_nulls().to_list())
        said = [(records.get(row["external_id"], 0), _said(row)) for row in rows.iter_rows(named=True)]
        told = np.array([firearm > 0 for firearm, _ in said], dtype=bool)
        opened = np.zeros(len(said), dtype=bool)
        for start in range(0, len(said), _AT_ONCE):
            part = np.flatnonzero(told[start : start + _AT_ONCE]) + start
            opened[part] = self._open([said[at] for at in part.tolist()])
        if opened.any():
            self._copier.remember(self._fixed.source, self._fixed.entry, names[opened], row_digests[opened])

    def _open(self, found: list[tuple[int, str]]) -> npt.NDArray[np.bool_]:
        """Open findings about records; tell which were opened, and not kept back by one that is open already."""
        if not found:
            return np.zeros(0, dtype=bool)
        if attempted(lambda: self._insert(found) == len(found), using=self._copier.using):
            return np.ones(len(found), dtype=bool)
        return np.array([self._insert([one]) == 1 for one in found], dtype=bool)

    def _insert(self, found: list[tuple[int, str]]) -> int:
        """Write findings and count those written: the loader may not read them."""
        firearms, texts = [firearm for firearm, _ in found], [text for _, text in found]
        kind = int(FindingKind.CHANGED_AT_SOURCE)
        return self._copier.tell(_FINDINGS, [self._fixed.entry, kind, firearms, texts])


def compared_names(keys: Short, row_digests: Short) -> Short:
    """Give the names under which compared rows are remembered, as the first eight bytes of a SHA-256."""
    pairs = zip(keys.tolist(), row_digests.tolist(), strict=True)
    texts = (f"{SEPARATOR}compared{SEPARATOR}{key:016x}{SEPARATOR}{digest:016x}" for key, digest in pairs)
    short = b"".join(hashlib.sha256(text.encode()).digest()[:8] for text in texts)
    return np.frombuffer(short, dtype=">u8").astype(np.uint64)


def _said(row: dict[str, object]) -> str:
    """Keep what the source says now, for the person who compares it with the record."""
    return said_by_source(int(str(row[LINE])), {name: str(row[name]) for name in tables.SAID if row.get(name)})
