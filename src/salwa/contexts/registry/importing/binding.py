"""Registry, import: the digests of the rows that a COPY writes, computed beside it, for the import's entry.

The triggers would gather millions of rows in the transaction's memory; so they let a COPY pass, and what they would
have said is said here: the same text of each row, written by Polars instead of PostgreSQL, and the same digest.
"""

import queue
import threading
from dataclasses import replace
from typing import Final

import numpy as np
import polars as pl

from salwa.kernel.ledger.hashing import Slices, levels_of, row_digests
from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger import forms
from salwa.platform.ledger.lists import Batch, Keys

_WAITING: Final = 24
_ESCAPED: Final = {'"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BARE: Final = r'["\\\x01-\x1f]'
_CONTROLS: Final = tuple(chr(code) for code in range(1, 32) if chr(code) not in _ESCAPED)
_DASHES: Final = ((0, 8), (8, 4), (12, 4), (16, 4), (20, 12))


class Binder:
    """Hashes, in a thread of its own, the rows of frames that are copied into tables."""

    def __init__(self, secret: bytes) -> None:
        """Blind the rows by the node's secret."""
        self._secret = secret
        self._queue: queue.Queue[tuple[Form, pl.DataFrame] | None] = queue.Queue(_WAITING)
        self._done: dict[str, list[tuple[Keys, bytes]]] = {}
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="salwa-import-binding", daemon=True)
        self._thread.start()

    def take(self, table: str, frame: pl.DataFrame) -> None:
        """Bind the rows of a frame, which has the table's key and is copied into it."""
        self._queue.put((forms.bound()[table], frame))

    def batches(self) -> list[Batch]:
        """Wait for the last row; give all that was taken, by table. Raises what went wrong in the thread."""
        self.stop()
        if self._error is not None:
            raise self._error
        found = []
        for table, parts in self._done.items():
            keys = np.concatenate([keys for keys, _ in parts])
            digests = b"".join(digests for _, digests in parts)
            batch = Batch(table, forms.bound()[table].number, keys, digests).in_order()
            found.append(replace(batch, levels=levels_of(batch.digests)))
        return found

    def stop(self) -> None:
        """Let the thread end after what was taken."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (taken := self._queue.get()) is not None:
            if self._error is None:
                try:
                    self._bind(*taken)
                except BaseException as error:  # noqa: BLE001 - carried over to the thread that waits, and raised there
                    self._error = error

    def _bind(self, form: Form, frame: pl.DataFrame) -> None:
        keys = frame.select(pl.concat_str(pl.col(form.key), separator="/")).to_series()
        digests = row_digests(self._secret, form.table, _slices(keys), _slices(texts(form, frame)))
        numbers = frame.select(pl.col(form.key).cast(pl.Int64)).to_numpy()
        self._done.setdefault(form.table, []).append((numbers, digests))


def texts(form: Form, frame: pl.DataFrame) -> pl.Series:
    """Write the rows of a frame down (kernel/ledger/rows.py); a column that is not in it is null."""
    cells = [_cell(frame, name, kind) for name, kind in form.columns]
    head = pl.lit(f'["{form.table}", "{form.fingerprint}", ')
    line = pl.concat_str(head, pl.concat_str(cells, separator=", "), pl.lit("]"))
    return frame.select(line.alias("text")).to_series()


def _slices(series: pl.Series) -> Slices:
    """Give texts as UTF-8, one after another."""
    array = series.to_arrow()
    _, offsets, octets = array.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    return Slices(np.frombuffer(octets, dtype=np.uint8), ends[:-1].copy(), ends[1:].copy())


def _cell(frame: pl.DataFrame, name: str, kind: str) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit("null")
    column = pl.col(name)
    if kind == "int":
        return column.cast(pl.String).fill_null("null")
    if kind == "uuid":
        text = pl.concat_str([column.str.slice(start, length) for start, length in _DASHES], separator="-")
    elif kind == "date":
        text = column.cast(pl.String)
    elif kind == "text":
        text = _escaped(column, frame[name])
    else:
        raise ValueError(f"An import writes no column of the kind {kind}.")
    return pl.concat_str(pl.lit('"'), text, pl.lit('"')).fill_null("null")


def _escaped(column: pl.Expr, texts: pl.Series) -> pl.Expr:
    """Write what JSON asks to be written otherwise."""
    if not texts.str.contains(_BARE).any():
        return column
    column = column.str.replace_all("\\", "\\\\", literal=True)
    for character, written in _ESCAPED.items():
        column = column.str.replace_all(character, written, literal=True)
    for character in _CONTROLS:
        column = column.str.replace_all(character, f"\\u{ord(character):04x}", literal=True)
    return column
