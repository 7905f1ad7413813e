"""Registry, import: firearms of the same make and serial, for a person to look at. The serial is never a key."""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.importing.serials import plain_texts
from salwa.contexts.registry.importing.tables import ID

_FEW: Final = 20_000
"""New firearms up to which the register is asked for their serials only."""

_SHORTEST: Final = 3
"""Characters below which equal serials say nothing."""


class Twins:
    """Gathers sixteen bytes for each new firearm with a known make and a serial."""

    def __init__(self) -> None:
        self._hashes: list[npt.NDArray[np.uint64]] = []
        self._ids: list[npt.NDArray[np.int64]] = []
        self._folded: list[pl.Series] = []
        self._count = 0

    def add(self, rows: pl.DataFrame) -> None:
        """Take the new firearms of a batch."""
        kept = rows.filter((pl.col("make_code") > 0) & (pl.col("serial_plain").str.len_chars() >= _SHORTEST))
        self._hashes.append(_hashed(kept["serial_plain"], kept["make_code"]))
        self._ids.append(kept[ID].to_numpy().astype(np.int64))
        self._count += kept.height
        if self._count <= _FEW:
            self._folded.append(kept["serial_folded"])

    def found(self, copier: Copier, *, register_was_empty: bool) -> pl.DataFrame:
        """Give each new firearm that has a twin (``firearm_id``) with the oldest of its like (``other_id``).

        Of other agencies' records the loader learns that there is one, and no text.
        """
        hashes, ids = np.concatenate(self._hashes or [_NO_HASHES]), np.concatenate(self._ids or [_NO_IDS])
        if not register_was_empty and len(ids):
            only = pl.concat(self._folded).unique().to_list() if self._count <= _FEW else None
            old = copier.ask("SELECT firearm, make, text FROM loader_serials(%s)", [only])
            oldest_new = int(ids.min())
            frame = pl.DataFrame(old, schema={"id": pl.Int64, "make": pl.Int32, "text": pl.String}, orient="row")
            frame = frame.filter(pl.col("id") < oldest_new)
            hashes = np.concatenate((_hashed(plain_texts(frame["text"]), frame["make"]), hashes))
            ids = np.concatenate((frame["id"].to_numpy(), ids))
            elsewhere = copier.ask("SELECT firearm, other FROM loader_twins_elsewhere(%s)", [oldest_new])
            theirs = pl.DataFrame(elsewhere, schema={"firearm_id": pl.Int64, "other_id": pl.Int64}, orient="row")
            return pl.concat([_pairs(hashes, ids).filter(pl.col("firearm_id") >= oldest_new), theirs])
        return _pairs(hashes, ids)


_NO_HASHES: Final = np.zeros(0, dtype=np.uint64)
_NO_IDS: Final = np.zeros(0, dtype=np.int64)


def _hashed(plain: pl.Series, makes: pl.Series) -> npt.NDArray[np.uint64]:
    return pl.DataFrame({"make": makes.cast(pl.Int32), "serial": plain}).hash_rows(0).to_numpy()


def _pairs(hashes: npt.NDArray[np.uint64], ids: npt.NDArray[np.int64]) -> pl.DataFrame:
    frame = pl.DataFrame({"hash": hashes, "firearm_id": ids})
    frame = frame.with_columns(pl.col("firearm_id").min().over("hash").alias("other_id"))
    return frame.filter(pl.col("firearm_id") > pl.col("other_id")).select("firearm_id", "other_id").sort("firearm_id")
