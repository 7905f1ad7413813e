"""Registry, import: rows into the tables, by COPY, with what they share looked up or made first.

Works with a role that may only insert: whatever must be read comes from the owner's ``loader_`` functions.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl
from django.db import connections
from django.db.backends.utils import CursorWrapper

from salwa.contexts.registry.importing.binding import Binder
from salwa.contexts.registry.importing.digests import Known
from salwa.contexts.registry.importing.tables import ID, INSCRIPTION_KEY
from salwa.contexts.registry.importing.tidying import STATED
from salwa.contexts.registry.indexing.building import IMPORT_LOCK
from salwa.platform.ledger import forms
from salwa.platform.ledger.lists import Batch


class Copier:
    """Writes into the tables in the transaction that ``using`` is in."""

    def __init__(self, using: str) -> None:
        self.using = using
        self._binder: Binder | None = None
        self._inscriptions = pl.DataFrame()
        self._places: dict[str, int] = {}
        self._statements: dict[str, int] = {}

    def _cursor(self) -> CursorWrapper:
        return connections[self.using].cursor()

    def ask(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of a query."""
        with self._cursor() as cursor:
            cursor.execute(query, list(values))
            return cursor.fetchall() if cursor.description else []

    def tell(self, statement: str, values: Sequence[Any]) -> int:
        """Carry out a statement; give the number of rows it wrote."""
        with self._cursor() as cursor:
            cursor.execute(statement, list(values))
            return int(cursor.rowcount)

    def is_alone(self) -> bool:
        """Take the lock that only one import has; False where another has it. It ends with the transaction."""
        return bool(self.ask("SELECT pg_try_advisory_xact_lock(%s)", [IMPORT_LOCK])[0][0])

    def source(self, name: str) -> int:
        """Give the source of that name that the acting agency has; it is made where there is none."""
        return int(self.ask("SELECT loader_source(%s)", [name])[0][0])

    def known(self, source: int) -> Known:
        """Give the rows that were loaded from the source before."""
        batches = self.ask("SELECT keys, digests FROM loader_imported(%s::smallint)", [source])
        keys, row_digests = (
            np.frombuffer(b"".join(bytes(batch[at]) for batch in batches), dtype=">u8").astype(np.uint64)
            for at in (0, 1)
        )
        return Known(keys, row_digests)

    def records(self, source: int, names: Sequence[str]) -> dict[str, int]:
        """Give the firearms that have these external ids at the source."""
        rows = self.ask("SELECT name, firearm FROM loader_records(%s::smallint, %s)", [source, list(names)])
        return {name: int(firearm) for name, firearm in rows}

    def firearm_ids(self, count: int) -> npt.NDArray[np.int64]:
        """Draw the ids of ``count`` new firearms, in rising order."""
        return self._ids("registry_firearm", count)

    def _ids(self, table: str, count: int) -> npt.NDArray[np.int64]:
        query = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        return np.array([row[0] for row in self.ask(query, [table, count])], dtype=np.int64)

    def with_places(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add ``place_id`` for ``first_sale_place``."""
        ids = self._shared(rows["first_sale_place"], self._places, "SELECT at, place FROM loader_places(%s)")
        return rows.with_columns(ids.alias("place_id"))

    def with_statements(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add ``stated_id`` for :data:`STATED`, the source's own words for a status."""
        ids = self._shared(rows[STATED], self._statements, "SELECT at, statement FROM loader_statements(%s)")
        return rows.with_columns(ids.alias("stated_id"))

    def _shared(self, texts: pl.Series, known: dict[str, int], query: str) -> pl.Series:
        """Give the ids of texts that rows share; those that are not ``known`` yet are made."""
        distinct = texts.drop_nulls().unique().to_list()
        fresh = sorted(text for text in distinct if text not in known)
        if fresh:
            known |= {fresh[at - 1]: made for at, made in self.ask(query, [fresh])}
        if not distinct:
            return pl.Series([None], dtype=pl.Int32).new_from_index(0, len(texts))
        ids = {text: known[text] for text in distinct}
        return texts.replace_strict(ids, default=None, return_dtype=pl.Int32)

    def with_inscriptions(self, marks: pl.DataFrame) -> pl.DataFrame:
        """Add ``inscription_id`` to marks; inscriptions that are not there yet are made."""
        key = list(INSCRIPTION_KEY)
        distinct = marks.select(*key, "folded").unique(key)
        fresh = distinct if self._inscriptions.is_empty() else distinct.join(self._inscriptions, on=key, how="anti")
        if fresh.height:
            columns = [
                fresh[name].to_list() for name in ("kind", "text", "folded", "script", "code", "country", "year")
            ]
            found = self.ask(_INSCRIPTIONS, columns)
            ids = np.zeros(fresh.height, dtype=np.int32)
            for at, inscription in found:
                ids[at - 1] = inscription
            fresh = fresh.select(key).with_columns(pl.Series("inscription_id", ids))
            self._inscriptions = fresh if self._inscriptions.is_empty() else pl.concat([self._inscriptions, fresh])
        return marks.join(self._inscriptions, on=key, how="left", maintain_order="left")

    def bound(self) -> Sequence[Batch]:
        """Wait until the digests of all rows that were copied are there, and give them."""
        return self._binder.batches() if self._binder else ()

    def stop(self) -> None:
        """End the thread that hashes, where an import is broken off."""
        if self._binder:
            self._binder.stop()

    def copy(self, table: str, frame: pl.DataFrame) -> None:
        """Write the rows of ``frame`` into the columns of the same names, and bind them where they are records."""
        if frame.is_empty():
            return
        if (form := forms.bound().get(table)) is None:
            self._copy(table, frame)
            return
        if ID not in frame.columns and form.key == (ID,):
            frame = frame.with_columns(pl.Series(ID, self._ids(table, frame.height)))
        if self._binder is None:
            self._binder = Binder(bytes(self.ask("SELECT loader_blind()")[0][0]))
        self.ask("SELECT set_config('salwa.rows', 'batch', true)")
        self._copy(table, frame)
        self.ask("SELECT set_config('salwa.rows', '', true)")
        self._binder.take(table, frame)

    def _copy(self, table: str, frame: pl.DataFrame) -> None:
        text = (
            _escaped(frame)
            .write_csv(include_header=False, separator="\t", quote_style="never", null_value=r"\N")
            .encode()
        )
        columns = ", ".join(f'"{name}"' for name in frame.columns)
        with self._cursor() as cursor, cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for at in range(0, len(text), _PIECE):
                copy.write(text[at : at + _PIECE])

    def remember(
        self, source: int, entry: int, keys: npt.NDArray[np.uint64], row_digests: npt.NDArray[np.uint64]
    ) -> None:
        """Keep what was loaded, so that the same file can be imported again."""
        self.ask(
            "INSERT INTO registry_imported_batch (source_id, entry_id, rows, keys, digests) "
            "VALUES (%s, %s, %s, %s, %s)",
            [source, entry, len(keys), keys.astype(">u8").tobytes(), row_digests.astype(">u8").tobytes()],
        )

    def open_empty(self) -> bool:
        """Take secondary indexes and foreign keys off, where nothing is registered yet; tell whether that was done."""
        is_open = bool(self.ask("SELECT loader_open_empty()")[0][0])
        if is_open:
            self.ask("SELECT loader_rest_binding()")
        return is_open

    def close_filled(self) -> None:
        """Make the indexes and foreign keys again, which checks every row."""
        self.ask("SELECT loader_close_filled()")

    def check_each_copy(self) -> None:
        """Have foreign keys checked with every COPY, so that no queue of checks fills the memory.

        Only the control component and the ledger entry come after what refers to them.
        """
        self.ask("SET CONSTRAINTS ALL IMMEDIATE")
        later = [row[0] for row in self.ask(_LATER)]
        if later:
            self.ask(f"SET CONSTRAINTS {', '.join(later)} DEFERRED")


_PIECE: Final = 1 << 20
_INSCRIPTIONS: Final = (
    "SELECT at, inscription FROM loader_inscriptions"
    "(%s::smallint[], %s::text[], %s::text[], %s::smallint[], %s::int[], %s::smallint[], %s::smallint[])"
)
_LATER: Final = (
    "SELECT conname::text FROM pg_constraint WHERE contype = 'f' AND condeferrable "
    "AND connamespace = 'public'::regnamespace "
    "AND (confrelid = 'platform_entry'::regclass OR conname = 'registry_firearm_has_control')"
)


def _escaped(frame: pl.DataFrame) -> pl.DataFrame:
    """Write what COPY's text format would misread as it asks for; CSV would end at a line ``\\.`` inside a cell."""
    out = []
    for name in frame.columns:
        if frame.schema[name] == pl.String and frame[name].str.contains(r"[\\\t\n\r]").any():
            cell = pl.col(name)
            for character, written in (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r")):
                cell = cell.str.replace_all(character, written, literal=True)
            out.append(cell)
    return frame.with_columns(out) if out else frame
