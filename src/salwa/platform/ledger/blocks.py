"""Platform, ledger: entries of the log, thousands at a time, with what their bytes should be by their columns.

The database hands over the columns as they are, so that what is done for each entry is done by compiled code: spelled
(kernel/ledger/spelling.py), hashed, held against the body, and read for what it says of rows (reading.py).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from django.db.backends.utils import CursorWrapper

from salwa.kernel.ledger.hashing import Slices, hash_all
from salwa.kernel.ledger.lanes import Octets
from salwa.kernel.ledger.spelling import BODY, FIELDS, ID, numbers_at, pieces_of, rows_of
from salwa.kernel.ledger.tree import HASH_BYTES
from salwa.platform.ledger.copying import copied

# The pieces of an entry's bytes between which stand what it says of rows, and its summary, as arguments of concat(),
# which costs a third of as many ``||``. What PostgreSQL writes for a text in JSON is what Python writes.
HEAD: Final = """'{"action":', to_json(e.action), ',"actor":', e.actor_id, ',"agency":', e.agency_id, ','"""
MIDDLE: Final = """'"digest":"', encode(e.digest, 'hex'), '","entry":', e.id, ','"""
PRIVATE: Final = """
       '"private":"', encode(sha256(e.salt || convert_to(concat('{"actor_name":', to_json(e.actor_name), ',"reason":',
           CASE WHEN e.reason = '' THEN '""' ELSE to_json(e.reason)::text END, '}'), 'UTF8')), 'hex'),
       '","recorded_at":"', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '+00:00",'
"""
TAIL: Final = """',"uuid":"', e.uuid, '"}'"""
_COLUMNS: Final = """
COPY (SELECT e.id, e.body, e.action, e.actor_id, e.actor_name, e.agency_id, e.reason, e.recorded_at, e.digest,
             e.summary, e.uuid, e.salt
        FROM platform_entry e WHERE {which}) TO STDOUT (FORMAT binary)
"""
_AGGREGATED: Final = """
SELECT coalesce(string_agg(int8send(place) || int8send(entry), ''), ''), min(entry), max(entry), count(*)
  FROM ({asked}) asked
"""
_SEALED: Final = "SELECT place, entry FROM platform_sealed WHERE place >= %s AND place < %s"
_WAITING: Final = """
SELECT 0::bigint AS place, q.entry FROM platform_unsealed q
 WHERE q.entry > %s AND EXISTS (SELECT FROM platform_entry e WHERE e.id = q.entry)
 ORDER BY q.entry LIMIT %s
"""
_DENSE: Final = 2
"""Entries are read as a run of numbers where the run is so many times as long as what is wanted of it, or shorter."""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Block:
    """Entries with their places in the log, in no order; ``missing`` are those of which there is no row.

    ``bodies`` are the bytes of the others, in step with ``places`` and ``entries``, ``leaves`` their hashes as those of
    leaves, a row of 32 octets for each, and ``pieces`` what the bytes should be. ``count`` is how many places were
    found. A place, or an entry, stands there twice where the database says so.
    """

    places: Numbers
    entries: Numbers
    missing: Numbers
    bodies: Slices
    leaves: Octets
    pieces: bytes
    count: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Entries as the database sent them, with what was asked for: places and numbers side by side."""

    places: Numbers
    entries: Numbers
    octets: Octets
    rows: int

    def block(self) -> Block:
        """Find the entries asked for among what was sent, and spell what their bytes should be."""
        shape = (self.rows, FIELDS)
        starts, lengths = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        count = rows_of(self.octets, starts, lengths)
        starts, lengths = starts[:count], lengths[:count]
        numbers = numbers_at(self.octets, starts[:, ID].copy())
        asked, rows, is_missing = _found(numbers, self.entries)
        places, entries = self.places[asked], self.entries[asked]
        starts, lengths = starts[rows], lengths[rows]
        bodies = Slices(self.octets, starts[:, BODY].copy(), starts[:, BODY] + lengths[:, BODY])
        pieces = pieces_of(self.octets, starts, lengths)
        missing = self.entries[is_missing]
        return Block(places, entries, missing, bodies, _leaves(bodies), pieces, _different(self.places))


def sealed(first: int, last: int, cursor: CursorWrapper) -> Sent:
    """Ask for the entries at places ``first`` to before ``last``."""
    return _sent(cursor, _SEALED, (first, last))


def waiting(after: int, most: int, cursor: CursorWrapper) -> Sent:
    """Ask for the entries that are not sealed yet, the lowest numbers first, at most so many from ``after`` on."""
    return _sent(cursor, _WAITING, (after, most))


def _sent(cursor: CursorWrapper, asked: str, given: tuple[int, int]) -> Sent:
    cursor.execute(_AGGREGATED.format(asked=asked), given)
    told, least, greatest, count = cursor.fetchone()
    places, entries = np.frombuffer(told, dtype=">i8").astype(np.int64).reshape(-1, 2).T
    which = "false"
    if count and greatest - least < _DENSE * count:
        which = f"e.id BETWEEN {least:d} AND {greatest:d}"
    elif count:
        which = f"e.id = ANY ('{{{','.join(map(str, entries.tolist()))}}}'::bigint[])"
    sent = [*copied(cursor.cursor.connection, _COLUMNS.format(which=which))]
    octets = np.frombuffer(bytearray().join(sent), dtype=np.uint8)
    # Beside the rows come what stands before the first, with it, and what ends the last.
    return Sent(places, entries, octets, len(sent) - 1)


def _leaves(bodies: Slices) -> Octets:
    """Hash bytes as leaves, which begin with a nought: it stands for so long where their length was sent."""
    before = bodies.begins - 1
    kept = bodies.octets[before]
    bodies.octets[before] = 0
    hashes = hash_all(bodies._replace(begins=before))
    bodies.octets[before] = kept
    return np.frombuffer(hashes, dtype=np.uint8).reshape(-1, HASH_BYTES)


def _different(numbers: Numbers) -> int:
    """Count different numbers; those in order, as they mostly come, are not sorted."""
    return len(numbers) if (numbers[1:] > numbers[:-1]).all() else len(np.unique(numbers))


def _found(numbers: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
    """Pair what is wanted with the rows of its number, of which there may be several; say also what has none."""
    if np.array_equal(numbers, wanted) and _different(numbers) == len(numbers):
        every = np.arange(len(numbers))
        return every, every, np.zeros(len(numbers), np.bool_)
    order = np.argsort(numbers, kind="stable")
    first = np.searchsorted(numbers, wanted, side="left", sorter=order)
    behind = np.searchsorted(numbers, wanted, side="right", sorter=order)
    many = behind - first
    asked = np.repeat(np.arange(len(wanted)), many)
    nth = np.arange(len(asked)) - np.repeat(np.cumsum(many) - many, many)
    return asked, order[first[asked] + nth], many == 0
