"""Kernel, ledger: read what the bytes of very many entries say of rows, at a microsecond for each entry.

Read is what is spelled as :func:`salwa.kernel.ledger.entries.canonical` does it, and says the rows one by one. Whatever
else there is, a list or another spelling, is left to the reader of JSON; nothing is guessed.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from salwa.kernel.ledger.hashing import Slices
from salwa.kernel.ledger.lanes import Number, Octets, Offsets, compiled
from salwa.kernel.ledger.tree import HASH_BYTES

CUT: Final = 1
"""The octet that ends each piece; JSON has no bare one."""
MOST_PARTS: Final = 4
"""Whole numbers that a key may be of, to be read here."""
_AT: Final = np.frombuffer(b'"at":', dtype=np.uint8)
_ROWS: Final = np.frombuffer(b'"rows":[', dtype=np.uint8)
_BEGIN: Final = np.frombuffer(b'["', dtype=np.uint8)
_KEY: Final = np.frombuffer(b',"', dtype=np.uint8)
_DIGEST: Final = np.frombuffer(b'","', dtype=np.uint8)
_END: Final = np.frombuffer(b'"]', dtype=np.uint8)
_QUOTE, _COMMA, _CLOSED, _MINUS, _SLASH, _NOUGHT, _NINE = (ord(one) for one in '",]-/09')
_HEX: Final = "0123456789abcdef"
_VALUES: Final = np.array([_HEX.find(chr(octet)) & 255 for octet in range(256)], dtype=np.uint8)
"""What each octet is worth as a hexadecimal digit, 255 where it is none."""
_DIGITS: Final = 18
_LEAST_ROW: Final = 14


class Tables(NamedTuple):
    """The tables that may be named, and of how many whole numbers their keys are."""

    names: Slices
    parts: Offsets


class Said(NamedTuple):
    """Rows, column by column: which of the entries says it, when, of which table, its form, key and digest.

    ``keys`` has four columns, of which the first hold the key. ``fits`` says of each entry whether it was read.
    """

    fits: npt.NDArray[np.bool_]
    entries: Offsets
    ats: Offsets
    tables: Offsets
    forms: Offsets
    keys: Offsets
    digests: Octets

    def of(self, rows: Offsets) -> "Said":
        """Give some of the rows."""
        said = (self.entries, self.ats, self.tables, self.forms, self.keys)
        entries, ats, tables, forms, keys = (column[rows] for column in said)
        return Said(self.fits, entries, ats, tables, forms, keys, self.digests[rows])


@compiled
def _stands(octets: Octets, at: Number, end: Number, wanted: Octets, begin: Number, stop: Number) -> bool:
    """Say whether the octets that ``wanted`` has from ``begin`` to ``stop`` stand here."""
    if at + (stop - begin) > end:
        return False
    # An index that may be below nought costs a comparison at each octet.
    here, there = np.uint64(at), np.uint64(begin)
    for i in range(np.uint64(stop - begin)):  # noqa: SIM110 - compiled code knows no all()
        if octets[here + i] != wanted[there + i]:
            return False
    return True


@compiled
def _piece(octets: Octets, at: Number, end: Number, pieces: Octets, cut: Number) -> tuple[Number, Number]:
    """Give where the piece that begins at ``cut`` ends in the entry, -1 where it does not stand, and the next piece."""
    stop = np.uint64(cut)
    while pieces[stop] != CUT:
        stop += np.uint64(1)
    next_piece = np.int64(stop) + 1
    if at < 0 or not _stands(octets, at, end, pieces, cut, np.int64(stop)):
        return np.int64(-1), next_piece
    return at + (np.int64(stop) - cut), next_piece


@compiled
def _number(octets: Octets, at: Number, end: Number) -> tuple[Number, Number]:
    """Read a whole number as it is written in one way only; give it and where it ends, -1 where there is none."""
    start, value = at, np.int64(0)
    is_below = at < end and octets[np.uint64(at)] == _MINUS
    if is_below:
        start = at = at + 1
    while at < end and _NOUGHT <= octets[np.uint64(at)] <= _NINE and at - start <= _DIGITS:
        value = value * 10 + (np.int64(octets[np.uint64(at)]) - _NOUGHT)
        at += 1
    count = at - start
    if count == 0 or count > _DIGITS or (octets[np.uint64(start)] == _NOUGHT and (count > 1 or is_below)):
        return value, np.int64(-1)
    return (-value if is_below else value), at


@compiled
def _table(octets: Octets, at: Number, end: Number, names: Octets, edges: Offsets) -> tuple[Number, Number]:
    """Give which table is named, -1 where none is, and where the name ends."""
    stop = at
    while stop < end and octets[np.uint64(stop)] != _QUOTE:
        stop += 1
    for i in range(len(edges)):
        begin, behind = edges[i, 0], edges[i, 1]
        if stop - at == behind - begin and _stands(octets, at, end, names, begin, behind):
            return i, stop + 1
    return np.int64(-1), stop


@compiled
def _key(octets: Octets, at: Number, end: Number, keys: Offsets, row: Number, parts: Number) -> Number:
    """Read a key of so many parts; give where it ends, -1 where it is none."""
    for part in range(parts):
        if part > 0:
            if at >= end or octets[np.uint64(at)] != _SLASH:
                return np.int64(-1)
            at += 1
        keys[row, part], at = _number(octets, at, end)
        if at < 0:
            return np.int64(-1)
    return at


@compiled
def _digest(octets: Octets, at: Number, end: Number, digests: Octets, row: Number) -> Number:
    """Read a digest, nothing for a row that was deleted; give where it ends, -1 where there is none."""
    to = np.uint64(row)
    if at < end and octets[np.uint64(at)] == _QUOTE:
        for i in range(np.uint64(HASH_BYTES)):
            digests[to, i] = 0
        return at
    if at + 2 * HASH_BYTES > end:
        return np.int64(-1)
    here, wrong = np.uint64(at), np.uint8(0)
    for i in range(np.uint64(HASH_BYTES)):
        high, low = _VALUES[octets[here]], _VALUES[octets[here + np.uint64(1)]]
        here += np.uint64(2)
        wrong |= high | low
        digests[to, i] = (high << np.uint8(4)) | low
    return np.int64(-1) if wrong > np.uint8(15) else at + 2 * HASH_BYTES


@compiled
def _row(octets: Octets, at: Number, end: Number, tables: Number, row: Number, out: Number) -> Number:
    """Read one row into place ``row``; give where it ends, -1 where it is none."""
    names, edges, parts = tables
    found, forms, keys, digests = out
    if not _stands(octets, at, end, _BEGIN, 0, 2):
        return np.int64(-1)
    found[row], at = _table(octets, at + 2, end, names, edges)
    if found[row] < 0 or at >= end or octets[np.uint64(at)] != _COMMA:
        return np.int64(-1)
    forms[row], at = _number(octets, at + 1, end)
    if at < 0 or not _stands(octets, at, end, _KEY, 0, 2):
        return np.int64(-1)
    at = _key(octets, at + 2, end, keys, row, parts[found[row]])
    if at < 0 or not _stands(octets, at, end, _DIGEST, 0, 3):
        return np.int64(-1)
    at = _digest(octets, at + 3, end, digests, row)
    return at + 2 if at >= 0 and _stands(octets, at, end, _END, 0, 2) else np.int64(-1)


@compiled
def _rows(octets: Octets, at: Number, end: Number, tables: Number, row: Number, out: Number) -> tuple[Number, Number]:
    """Read an entry's rows from place ``row`` on; give where they end, -1 where one is none, and the next place."""
    while True:
        at = _row(octets, at, end, tables, row, out)
        row += 1
        if at < 0 or at + 1 >= end:
            return np.int64(-1), row
        octet = octets[np.uint64(at)]
        if octet == _CLOSED and octets[np.uint64(at + 1)] == _COMMA:
            return at + 2, row
        if octet != _COMMA:
            return np.int64(-1), row
        at += 1


@compiled
def _beginning(octets: Octets, at: Number, end: Number, pieces: Octets, cut: Number) -> tuple[Number, Number, Number]:
    """Read an entry up to its rows; give where they begin, -1 where that is not known, the next piece, and ``"at"``."""
    when = np.int64(-1)
    at, cut = _piece(octets, at, end, pieces, cut)
    if at >= 0 and _stands(octets, at, end, _AT, 0, len(_AT)):
        when, at = _number(octets, at + len(_AT), end)
        at = at + 1 if 0 <= at < end and octets[at] == _COMMA else -1
    at, cut = _piece(octets, at, end, pieces, cut)
    at, cut = _piece(octets, at, end, pieces, cut)
    return at, cut, when


@compiled
def _fit(octets: Octets, edges: Offsets, pieces: Octets, fits: Octets) -> None:
    """Say which entries have all their pieces, whatever they say of rows."""
    cut = 0
    for i in range(len(edges)):
        end = edges[i, 1]
        at, cut, _ = _beginning(octets, edges[i, 0], end, pieces, cut)
        length = 0
        while pieces[np.uint64(cut + length)] != CUT:
            length += 1
        at = end - length if at >= 0 and at <= end - length else np.int64(-1)
        at, cut = _piece(octets, at, end, pieces, cut)
        fits[i] = at == end


@compiled
def _read(octets: Octets, edges: Offsets, pieces: Octets, tables: Number, said: Number, out: Number) -> Number:
    """Read the entries; give how many rows they say."""
    fits, entries, ats = said
    cut, row = 0, 0
    for i in range(len(edges)):
        end, first = edges[i, 1], row
        at, cut, when = _beginning(octets, edges[i, 0], end, pieces, cut)
        if at >= 0 and when >= 0 and _stands(octets, at, end, _ROWS, 0, len(_ROWS)):
            at, row = _rows(octets, at + len(_ROWS), end, tables, row, out)
        at, cut = _piece(octets, at, end, pieces, cut)
        fits[i] = at == end
        if not fits[i]:
            row = first
        entries[first:row] = i
        ats[first:row] = when
    return row


def fit(bodies: Slices, pieces: bytes) -> npt.NDArray[np.bool_]:
    """Say which entries are what :func:`read` would read, but for what they say of rows, which may be anything."""
    fits = np.zeros(len(bodies.begins), np.bool_)
    edges = np.stack((bodies.begins, bodies.ends), 1)
    _fit(bodies.octets, edges, np.frombuffer(pieces, dtype=np.uint8), fits)
    return fits


def read(bodies: Slices, pieces: bytes, tables: Tables) -> Said:
    """Read entries; ``pieces`` are what each must be, one after another, four for each, ended by :data:`CUT`.

    They are those between which an entry says what it says of rows: up to ``"at"``, ``"lists"``, ``"rows"``, the end.
    """
    count = len(bodies.begins)
    most = len(bodies.octets) // _LEAST_ROW + count + 1
    fits = np.zeros(count, np.bool_)
    entries, ats, found, forms = (np.empty(most, np.int64) for _ in range(4))
    keys, digests = np.empty((most, MOST_PARTS), np.int64), np.empty((most, HASH_BYTES), np.uint8)
    read = _read(
        bodies.octets,
        np.stack((bodies.begins, bodies.ends), 1),
        np.frombuffer(pieces, dtype=np.uint8),
        (tables.names.octets, np.stack((tables.names.begins, tables.names.ends), 1), tables.parts),
        (fits, entries, ats),
        (found, forms, keys, digests),
    )
    return Said(fits, entries[:read], ats[:read], found[:read], forms[:read], keys[:read], digests[:read])
