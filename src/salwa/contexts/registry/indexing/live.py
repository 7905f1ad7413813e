"""Registry, index, ¶29: the index of this process, brought up to the moment at every question.

A record must be found as soon as its transaction has committed, also where transactions commit in another order than
they began. So the process remembers the database snapshot up to which it has read, and asks for the rows that this
snapshot could not see; each question costs one small query.
"""

import json
import threading
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.db import connections
from django.utils.translation import gettext

from salwa.contexts.registry.indexing.folders import folder_of
from salwa.contexts.registry.indexing.rows import COLUMNS, batch_of, newest_rows
from salwa.kernel.identification.delta import Delta
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.segments import Segment, SegmentError
from salwa.platform import home
from salwa.platform.errors import NotReady

_NOTHING_SEEN: Final = "1:1:"
_FRESH: Final = f"""
WITH now AS MATERIALIZED (
    SELECT pg_current_snapshot()::text AS snapshot,
           coalesce(pg_current_xact_id_if_assigned()::text, '0') AS own,
           (SELECT coalesce(json_agg(json_build_array(id, folder, digest, xid::text) ORDER BY id), '[]')
              FROM registry_segment WHERE NOT retired)::text AS segments,
           (SELECT id || ':' || xid FROM registry_delta
             WHERE xid::text <> coalesce(pg_current_xact_id_if_assigned()::text, '0') ORDER BY id LIMIT 1) AS least)
SELECT now.*, d.xid::text, {", ".join(f"d.{name}" for name in COLUMNS)}
  FROM now
  LEFT JOIN registry_delta d
    ON d.xid >= pg_snapshot_xmin(%(seen)s::pg_snapshot) AND NOT pg_visible_in_snapshot(d.xid, %(seen)s::pg_snapshot)
 ORDER BY d.id
"""  # noqa: S608  column names of our own schema


class Listed(NamedTuple):
    """A live segment as the table lists it."""

    id: int
    folder: str
    digest: str
    xid: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """One answer of the database: its snapshot, the reader's own transaction, live segments, and rows not seen yet.

    ``least`` names the first row of the delta that others wrote (None where there is none): where it changes, rows were
    taken away. A row is its transaction, then the values of the record schema.
    """

    snapshot: str
    own: str
    segments: tuple[Listed, ...]
    least: str | None
    rows: tuple[tuple[Any, ...], ...]

    @property
    def is_private(self) -> bool:
        """Whether the reader's own transaction, which may yet be undone, is in what was read."""
        return any(row[0] == self.own for row in self.rows) or any(one.xid == self.own for one in self.segments)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all threads search: committed segments and rows, up to ``snapshot``."""

    snapshot: str
    segments: tuple[Listed, ...]
    least: str | None
    delta: Delta
    index: Index


class LiveIndex:
    """The index of one database, kept by one process. May be used by several threads."""

    def __init__(self, folder: Path, *, using: str = "default") -> None:
        """Take the folder of the segments and the database; nothing is read yet."""
        self.folder = folder
        self.using = using
        self._lock = threading.Lock()
        self._shared: Shared | None = None
        self._database = ""

    def current(self) -> Index:
        """Give an index that holds everything the caller's transaction can see, itself included.

        Raises:
            NotReady: a segment's files are missing or altered; the sentence names the mend.
        """
        with self._lock:
            self._forget_another_database()
            shared = self._shared
            fresh = self._read(shared.snapshot if shared else _NOTHING_SEEN)
            if fresh.is_private:
                return self._private()
            if shared is None or _is_older(fresh.snapshot, shared.snapshot):
                shared = shared or self._anew(fresh)
            elif (fresh.segments, fresh.least) == (shared.segments, shared.least) or _only_grew(fresh, shared):
                shared = _grown(shared, fresh)
            elif fresh.own != "0":
                return self._private()
            else:
                shared = self._anew(self._read(_NOTHING_SEEN))
            self._shared = shared
            return shared.index

    def _forget_another_database(self) -> None:
        settings = connections[self.using].settings_dict
        name = f"{settings['HOST']}|{settings['PORT']}|{settings['NAME']}"
        if name != self._database:
            self._database, self._shared = name, None

    def _read(self, seen: str) -> Fresh:
        with connections[self.using].cursor() as cursor:
            cursor.execute(_FRESH, {"seen": seen})
            found = cursor.fetchall()
        snapshot, own, segments, least = found[0][:4]
        rows = tuple(row[4:] for row in found if row[4] is not None)
        listed = tuple(Listed(int(one[0]), one[1], one[2], one[3]) for one in json.loads(segments))
        return Fresh(_without_own(snapshot, own), own, listed, least, rows)

    def _anew(self, fresh: Fresh) -> Shared:
        delta = Delta()
        _put(delta, fresh.rows)
        return Shared(fresh.snapshot, fresh.segments, fresh.least, delta, Index(self._opened(fresh.segments), delta))

    def _private(self) -> Index:
        """Make an index for a transaction that has written: it must not outlive a rollback."""
        return self._anew(self._read(_NOTHING_SEEN)).index

    def _opened(self, listed: Sequence[Listed]) -> list[Segment]:
        out = []
        for one in listed:
            try:
                segment = Segment.open(folder_of(self.folder, one.folder))
            except (SegmentError, OSError) as error:
                raise _broken(one.folder) from error
            if segment.digest != one.digest:
                raise _broken(one.folder)
            out.append(segment)
        return out


def _broken(folder: str) -> NotReady:
    text = gettext(
        "The identification index is not whole: its part %(folder)s is missing or was altered. No record is lost. "
        "Build the index again from the register with: salwa index rebuild"
    )
    return NotReady(text % {"folder": folder})


class OutOfStep(NotReady):
    """The index knows a record that the register does not show.

    Either it was committed after the asking transaction began, and asking again finds it; or the index was not derived
    from this register.
    """


def in_step(wanted: Iterable[int], found: Container[int]) -> None:
    """See that the register shows every record that the index named: a candidate is never left out in silence.

    Raises:
        OutOfStep: one is missing; the sentence names the mend.
    """
    if all(record in found for record in wanted):
        return
    raise OutOfStep(
        gettext(
            "The identification index is out of step with the register: it names a firearm that the register does not "
            "hold. No record is lost. Build the index again from the register with: salwa index rebuild"
        )
    )


def _grown(shared: Shared, fresh: Fresh) -> Shared:
    _put(shared.delta, fresh.rows)
    return Shared(fresh.snapshot, shared.segments, fresh.least, shared.delta, shared.index)


def _only_grew(fresh: Fresh, shared: Shared) -> bool:
    """Whether the delta was empty so far and has its first rows, with the same segments."""
    return fresh.segments == shared.segments and shared.least is None


def _is_older(one: str, other: str) -> bool:
    """Whether snapshot ``one`` was taken before ``other``: a long reading must not turn the index back."""
    return _ends(one) < _ends(other)


def _without_own(snapshot: str, own: str) -> str:
    """Give ``snapshot`` as one that does not see what the reader's own transaction writes.

    PostgreSQL leaves the own transaction out of the running ones; once a later one has ended, the snapshot would seem
    to have seen what the own transaction writes only after it.
    """
    least, next_, running = snapshot.split(":")
    if own == "0" or int(own) >= int(next_):
        return snapshot
    others = {int(one) for one in running.split(",") if one} | {int(own)}
    return f"{min(int(least), int(own))}:{next_}:{','.join(map(str, sorted(others)))}"


def _ends(snapshot: str) -> tuple[int, int]:
    least, next_, _running = snapshot.split(":")
    return int(next_), int(least)


def _put(delta: Delta, rows: Sequence[tuple[Any, ...]]) -> None:
    kept = newest_rows(rows)
    if kept:
        delta.put(batch_of(kept))


_live: dict[str, LiveIndex] = {}
_live_lock = threading.Lock()


def live_index() -> LiveIndex:
    """Give this process's index of the node's register."""
    folder = home.current().segments
    with _live_lock:
        return _live.setdefault(str(folder), LiveIndex(folder))
