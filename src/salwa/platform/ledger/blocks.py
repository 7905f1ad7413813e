"""Platform, ledger: entries of the log, thousands at a time, with what their bytes should be by their columns.

The database hands over the columns as they are, so that what is done for each entry is done by compiled code: spelled
(kernel/ledger/spelling.py), hashed, held against the body, and read for what it says of rows (reading.py).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from django.db import connections

from salwa.kernel.ledger.hashing import Slices, hash_all
from salwa.kernel.ledger.spelling import BODY, ENTRY, FIELDS, ID, PLACE, numbers_at, pieces_of, rows_of
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
COPY (SELECT asked.place, asked.entry, e.body, e.id, e.action, e.actor_id, e.actor_name, e.agency_id, e.reason,
             e.recorded_at, e.digest, e.summary, e.uuid, e.salt
        FROM ({asked}) asked (place, entry) LEFT JOIN platform_entry e ON e.id = asked.entry
) TO STDOUT (FORMAT binary)
"""
_SEALED: Final = "SELECT place, entry FROM platform_sealed WHERE place >= {first:d} AND place < {last:d}"
_WAITING: Final = """
SELECT 0::bigint, q.entry FROM platform_unsealed q
 WHERE q.entry > {after:d} AND EXISTS (SELECT FROM platform_entry e WHERE e.id = q.entry)
 ORDER BY q.entry LIMIT {most:d}
"""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Block:
    """Entries with their places in the log, in no order; ``missing`` are those of which there is no row.

    ``bodies`` are the bytes of the others, in step with ``places`` and ``entries``, and ``pieces`` what they should be.
    ``count`` is how many places were found. A place, or an entry, stands there twice where the database says so.
    """

    places: Numbers
    entries: Numbers
    missing: Numbers
    bodies: Slices
    pieces: bytes
    count: int

    def leaves(self) -> npt.NDArray[np.uint8]:
        """Give the hash of each entry's bytes as that of a leaf, a row of 32 octets for each."""
        messages = self.bodies._replace(begins=self.bodies.begins - 1)
        return np.frombuffer(hash_all(messages), dtype=np.uint8).reshape(-1, HASH_BYTES)


def sealed(first: int, last: int, *, using: str) -> Block:
    """Give the entries at places ``first`` to before ``last``."""
    return _block(_SEALED.format(first=first, last=last), using)


def waiting(after: int, most: int, *, using: str) -> Block:
    """Give the entries that are not sealed yet, the lowest numbers first, at most so many from ``after`` on."""
    return _block(_WAITING.format(after=after, most=most), using)


def _block(asked: str, using: str) -> Block:
    connections[using].ensure_connection()
    # As many as are sent, and not as many as were asked for: who took a key away may have put in more.
    sent = list(copied(connections[using].connection, _COLUMNS.format(asked=asked)))
    octets = np.frombuffer(bytearray().join(sent), dtype=np.uint8)
    starts, lengths = np.zeros((len(sent), FIELDS), np.int64), np.zeros((len(sent), FIELDS), np.int64)
    count = rows_of(octets, starts, lengths)
    starts, lengths = starts[:count], lengths[:count]
    place, entry = (numbers_at(octets, starts[:, field].copy()) for field in (PLACE, ENTRY))
    known = lengths[:, ID] >= 0
    begins, ends = starts[known, BODY], starts[known, BODY] + lengths[known, BODY]
    # A leaf begins with a nought; what stood there was the length, and has been read.
    octets[begins - 1] = 0
    pieces = pieces_of(octets, starts[known], lengths[known])
    bodies = Slices(octets, begins, ends)
    return Block(place[known], entry[known], entry[~known], bodies, pieces, len(np.unique(place)))
