"""Kernel, ledger: what the bytes of very many entries should be by their columns, spelled as an action spells them.

The columns come as PostgreSQL's binary COPY sends them. Where a text needs an escape, or a summary holds more than
words and numbers, nothing is spelled: such an entry does not fit, and is looked at by the reader of JSON.
"""

from typing import Final

import numpy as np

from salwa.kernel.ledger.hashing import Slices, hash_all
from salwa.kernel.ledger.lanes import Number, Octets, Offsets, compiled
from salwa.kernel.ledger.reading import CUT

FIELDS: Final = 12
"""Number, body, action, actor, its name, agency, reason, time, digest, summary, uuid, salt."""
(ID, BODY, ACTION, ACTOR, NAME, AGENCY, REASON, TIME, DIGEST, SUMMARY, UUID, SALT) = range(FIELDS)
_HEADER: Final = 19
_ROOM: Final = 400
"""Octets of an entry's pieces beside its texts, digest and summary: names, numbers, a hash, a moment, a UUID."""
_AROUND: Final = 64
"""Octets of what a commitment is over beside the salt and the two texts."""
_PAIRS: Final = 32


def _octets(text: str) -> Octets:
    return np.frombuffer(text.encode(), dtype=np.uint8)


_ACTION, _ACTOR, _AGENCY, _COMMA = (_octets(one) for one in ('{"action":"', '","actor":', ',"agency":', ","))
_DIGEST, _ENTRY = _octets('"digest":"'), _octets('","entry":')
_PRIVATE, _TIME, _ZONE = _octets('"private":"'), _octets('","recorded_at":"'), _octets('+00:00",')
_SUMMARY, _UUID, _END = _octets('"summary":'), _octets(',"uuid":"'), _octets('"}')
_NAMED, _REASON = _octets('{"actor_name":"'), _octets('","reason":"')
_HEX: Final = _octets("0123456789abcdef")
_QUOTE, _BACKSLASH, _BLANK, _MINUS, _COLON, _T, _POINT = (ord(one) for one in '"\\ -:T.')
_NOUGHT, _OPEN, _SHUT, _OPENED = (ord(one) for one in "0{}[")
_SEPARATOR: Final = ord(",")
_UUID_EDGES: Final = np.array([0, 4, 6, 8, 10, 16])
_DAY: Final = 86_400_000_000
_DAYS_BEFORE_2000: Final = 730_425
"""Days from 1 March of the year 0 to 1 January 2000."""


@compiled
def whole(octets: Octets, at: Number, count: Number) -> Number:
    """Read a whole number of so many octets, the greatest first."""
    value = np.int64(0)
    for i in range(count):
        value = (value << 8) | np.int64(octets[at + i])
    bits = 64 - 8 * count
    return (value << bits) >> bits


@compiled
def rows_of(octets: Octets, starts: Offsets, lengths: Offsets) -> Number:
    """Say where the fields of each row stand, and how long they are, -1 where there is none; give how many rows."""
    at, row = _HEADER, 0
    while at + 2 <= len(octets) and row < len(starts):
        count = whole(octets, at, 2)
        if count != starts.shape[1]:
            break
        at += 2
        for field in range(count):
            lengths[row, field] = whole(octets, at, 4)
            starts[row, field] = at + 4
            at += 4 + max(0, lengths[row, field])
        row += 1
    return row


@compiled
def numbers_at(octets: Octets, starts: Offsets) -> Offsets:
    """Read a whole number of eight octets at each place."""
    out = np.empty(len(starts), np.int64)
    for i in range(len(starts)):
        out[i] = whole(octets, starts[i], 8)
    return out


@compiled
def _put(out: Octets, at: Number, octets: Octets) -> Number:
    return _part(out, at, octets, 0, len(octets))


@compiled
def _part(out: Octets, at: Number, octets: Octets, begin: Number, end: Number) -> Number:
    """Write what stands from ``begin`` to ``end``."""
    # An index that may be below nought costs a comparison at each octet.
    to, here = np.uint64(at), np.uint64(begin)
    for i in range(np.uint64(end - begin)):
        out[to + i] = octets[here + i]
    return at + (end - begin)


@compiled
def _text(out: Octets, at: Number, octets: Octets, begin: Number, end: Number) -> Number:
    """Write a text; -1 where it cannot be written as it stands."""
    if at < 0:
        return at
    to, here, is_plain = np.uint64(at), np.uint64(begin), True
    for i in range(np.uint64(end - begin)):
        octet = octets[here + i]
        is_plain &= (octet >= _BLANK) & (octet != _QUOTE) & (octet != _BACKSLASH)
        out[to + i] = octet
    return at + (end - begin) if is_plain else np.int64(-1)


@compiled
def _hex(out: Octets, at: Number, octets: Octets, begin: Number, end: Number) -> Number:
    to, here = np.uint64(at), np.uint64(begin)
    for i in range(np.uint64(end - begin)):
        octet = octets[here + i]
        out[to + np.uint64(2) * i] = _HEX[octet >> np.uint8(4)]
        out[to + np.uint64(2) * i + np.uint64(1)] = _HEX[octet & np.uint8(15)]
    return at + 2 * (end - begin)


@compiled
def _number(out: Octets, at: Number, value: Number, least: Number) -> Number:
    """Write a whole number in at least so many digits."""
    if value < 0:
        out[at] = _MINUS
        at, value = at + 1, -value
    count, rest = 1, value // 10
    while rest > 0:
        count, rest = count + 1, rest // 10
    count = max(count, least)
    to, left = np.uint64(at + count - 1), np.uint64(value)
    for i in range(np.uint64(count)):
        out[to - i] = np.uint8(np.uint64(_NOUGHT) + left % np.uint64(10))
        left //= np.uint64(10)
    return at + count


@compiled
def _moment(out: Octets, at: Number, since: Number) -> Number:
    """Write microseconds since 2000 as a date and a time of day. The calendar is that of Hinnant's civil_from_days."""
    days, time = since // _DAY + _DAYS_BEFORE_2000, since % _DAY
    era, of_era = days // 146_097, days % 146_097
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    at = _number(out, at, year + 400 * era + (1 if month >= 10 else 0), 4)
    out[at] = _MINUS
    at = _number(out, at + 1, month + 3 if month < 10 else month - 9, 2)
    out[at] = _MINUS
    at = _number(out, at + 1, of_year - (153 * month + 2) // 5 + 1, 2)
    out[at] = _T
    at = _number(out, at + 1, time // 3_600_000_000, 2)
    out[at] = _COLON
    at = _number(out, at + 1, time // 60_000_000 % 60, 2)
    out[at] = _COLON
    at = _number(out, at + 1, time // 1_000_000 % 60, 2)
    out[at] = _POINT
    return _number(out, at + 1, time % 1_000_000, 6)


@compiled
def _pairs(text: Octets, edges: Offsets) -> Number:
    """Find the pairs of an object as PostgreSQL writes a jsonb; give how many, -1 where one holds more than a word.

    ``edges`` gets where each pair begins, where its name ends, and where it ends.
    """
    count, in_word, at = 0, False, 1
    edges[0, 0] = 1
    edges[0, 1] = 0
    while at < len(text):
        octet = text[at]
        if in_word:
            if octet == _BACKSLASH:
                at += 1
            in_word = octet != _QUOTE
        elif octet == _QUOTE:
            in_word = True
        elif octet in (_OPEN, _OPENED):
            return -1
        elif octet == _COLON:
            edges[count, 1] = at
        elif octet == _SEPARATOR or (octet == _SHUT and at == len(text) - 1):
            edges[count, 2] = at
            count += 1
            if count >= len(edges):
                return -1
            edges[count, 0] = at + 2
        at += 1
    return count


@compiled
def _is_before(text: Octets, one: Offsets, other: Offsets) -> bool:
    """Say whether the name of a pair stands before that of another, octet by octet."""
    # What is compared stands between the quotes: a quote is greater than a blank.
    for i in range(1, min(one[1] - one[0], other[1] - other[0]) - 1):
        a, b = text[one[0] + i], text[other[0] + i]
        if a != b:
            return bool(a < b)
    return bool(one[1] - one[0] < other[1] - other[0])


@compiled
def _summary(out: Octets, at: Number, text: Octets, edges: Offsets) -> Number:
    """Write an object in the order of its names and without blanks; -1 where that cannot be told from its text."""
    if len(text) < 2 or text[0] != _OPEN:
        return -1
    count = _pairs(text, edges) if len(text) > 2 else 0
    if count < 0:
        return -1
    out[at] = _OPEN
    at += 1
    for nth in range(count):
        least = nth
        for other in range(nth + 1, count):
            if _is_before(text, edges[other], edges[least]):
                least = other
        for side in range(3):
            edges[nth, side], edges[least, side] = edges[least, side], edges[nth, side]
        if nth > 0:
            out[at] = _SEPARATOR
            at += 1
        begin, colon, end = edges[nth, 0], edges[nth, 1], edges[nth, 2]
        at = _part(out, at, text, begin, colon + 1)
        at = _part(out, at, text, colon + 2, end)
    out[at] = _SHUT
    return at + 1


@compiled
def _field(starts: Offsets, lengths: Offsets, row: Number, field: Number) -> tuple[Number, Number]:
    """Give from where to where a field stands."""
    begin: Number = starts[row, field]
    length: Number = lengths[row, field]
    return begin, begin + max(length, 0)


@compiled
def _number_in(octets: Octets, starts: Offsets, lengths: Offsets, row: Number, field: Number) -> Number:
    return whole(octets, starts[row, field], lengths[row, field])


@compiled
def _private(octets: Octets, starts: Offsets, lengths: Offsets, out: Octets, edges: Offsets) -> None:
    """Write what each entry's commitment is over; nothing where a text needs an escape."""
    at = 0
    for i in range(len(starts)):
        edges[i, 0] = at
        to = _part(out, at, octets, *_field(starts, lengths, i, SALT))
        to = _text(out, _put(out, to, _NAMED), octets, *_field(starts, lengths, i, NAME))
        to = _text(out, _put(out, to, _REASON), octets, *_field(starts, lengths, i, REASON)) if to >= 0 else to
        at = _put(out, to, _END) if to >= 0 else at
        edges[i, 1] = at


@compiled
def _pieces(octets: Octets, starts: Offsets, lengths: Offsets, hashes: Octets, edges: Offsets, out: Octets) -> Number:
    """Write the four pieces of each entry, each ended by CUT; give where the last ends."""
    at, pairs = np.int64(0), np.zeros((_PAIRS, 3), np.int64)
    for i in range(len(starts)):
        first = at
        at = _text(out, _put(out, at, _ACTION), octets, *_field(starts, lengths, i, ACTION))
        is_spelled = at >= 0 and edges[i, 0] < edges[i, 1]
        if is_spelled:
            at = _number(out, _put(out, at, _ACTOR), _number_in(octets, starts, lengths, i, ACTOR), 1)
            at = _number(out, _put(out, at, _AGENCY), _number_in(octets, starts, lengths, i, AGENCY), 1)
            at = _put(out, at, _COMMA)
            out[at] = CUT
            at = _hex(out, _put(out, at + 1, _DIGEST), octets, *_field(starts, lengths, i, DIGEST))
            at = _number(out, _put(out, at, _ENTRY), _number_in(octets, starts, lengths, i, ID), 1)
            at = _put(out, at, _COMMA)
            out[at] = CUT
            at = _hex(out, _put(out, at + 1, _PRIVATE), hashes, 32 * i, 32 * i + 32)
            at = _moment(out, _put(out, at, _TIME), _number_in(octets, starts, lengths, i, TIME))
            at = _put(out, at, _ZONE)
            out[at] = CUT
            # A jsonb is sent as its text behind an octet that is the version.
            begin, end = _field(starts, lengths, i, SUMMARY)
            at = _summary(out, _put(out, at + 1, _SUMMARY), octets[begin + 1 : end], pairs)
            is_spelled = at >= 0
        if is_spelled:
            begin, _ = _field(starts, lengths, i, UUID)
            at = _put(out, at, _UUID)
            for edge in range(5):
                if edge > 0:
                    out[at] = _MINUS
                    at += 1
                at = _hex(out, at, octets, begin + _UUID_EDGES[edge], begin + _UUID_EDGES[edge + 1])
            at = _put(out, at, _END)
            out[at] = CUT
            at += 1
        else:
            out[first : first + 4] = CUT
            at = first + 4
    return at


def pieces_of(octets: Octets, starts: Offsets, lengths: Offsets) -> bytes:
    """Give the pieces of entries, as :func:`salwa.kernel.ledger.reading.read` takes them, from their columns."""
    total = np.maximum(lengths, 0).sum(axis=0)
    edges = np.zeros((len(starts), 2), np.int64)
    # What is hashed is read past its end by whole blocks.
    told = np.empty(int(total[[SALT, NAME, REASON]].sum()) + _AROUND * (len(starts) + 1), np.uint8)
    _private(octets, starts, lengths, told, edges)
    hashes = np.frombuffer(hash_all(Slices(told, edges[:, 0].copy(), edges[:, 1].copy())), dtype=np.uint8)
    written = total[[ACTION, SUMMARY]].sum() + 2 * total[DIGEST]
    out = np.empty(int(written) + _ROOM * len(starts), np.uint8)
    end = _pieces(octets, starts, lengths, hashes, edges, out)
    return out[:end].tobytes()
