"""What an entry should be is spelled from its columns as an action spells it, or not at all."""

import json
import struct
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.kernel.ledger.entries import canonical, commitment
from salwa.kernel.ledger.reading import CUT
from salwa.kernel.ledger.spelling import FIELDS, numbers_at, pieces_of, rows_of

SALT = bytes(range(32))
UNSPELLED = bytes([CUT]) * 4
_2000 = datetime(2000, 1, 1, tzinfo=UTC)


def as_jsonb(summary):
    """Write an object as PostgreSQL does: short names first, a blank behind each colon and comma."""
    told = {name: summary[name] for name in sorted(summary, key=lambda one: (len(one.encode()), one.encode()))}
    return b"\x01" + json.dumps(told, ensure_ascii=False).encode()


def sent(*rows):
    """Write rows as a binary COPY does."""
    out = bytes(19)
    for row in rows:
        out += struct.pack(">h", len(row))
        out += b"".join(struct.pack(">i", -1) if one is None else struct.pack(">i", len(one)) + one for one in row)
    return np.frombuffer(bytearray(out + b"\xff\xff"), dtype=np.uint8)


def row(name="registrar", reason="", summary=None, at=_2000, actor=7, action="registry.record_find"):
    since = (at - _2000) // timedelta(microseconds=1)
    who = [action.encode(), struct.pack(">q", actor), name.encode(), struct.pack(">i", 3), reason.encode()]
    what = [struct.pack(">q", since), b"\xab", as_jsonb(summary or {}), UUID(int=5).bytes, SALT]
    return [struct.pack(">q", 12), b"body", *who, *what]


def spelled(*rows):
    octets = sent(*rows)
    starts, lengths = np.zeros((len(rows), FIELDS), np.int64), np.zeros((len(rows), FIELDS), np.int64)
    assert rows_of(octets, starts, lengths) == len(rows)
    assert numbers_at(octets, starts[:, 0].copy()).tolist() == [12] * len(rows)
    return pieces_of(octets, starts, lengths)


def as_an_action_does(name="registrar", reason="", summary=None, at=_2000, actor=7, action="registry.record_find"):
    facts = {
        "entry": 12,
        "uuid": str(UUID(int=5)),
        "action": action,
        "actor": actor,
        "agency": 3,
        "recorded_at": at.isoformat(timespec="microseconds"),
        "digest": "ab",
        "summary": summary or {},
        "private": commitment(SALT, {"actor_name": name, "reason": reason}),
    }
    return canonical(facts)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters='"\\'), max_size=12)
FACTS = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | WORDS
TIMES = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@settings(deadline=None)  # the first example waits until the code is compiled
@given(WORDS, WORDS, st.dictionaries(WORDS, FACTS, max_size=20), TIMES, st.integers(-(2**40), 2**40))
def test_an_entry_is_spelled_as_an_action_spells_it(name, reason, summary, at, actor):
    given = {"name": name, "reason": reason, "summary": summary, "at": at, "actor": actor}
    assert spelled(row(**given), row()).replace(bytes([CUT]), b"") == as_an_action_does(**given) + as_an_action_does()


@pytest.mark.parametrize(
    "given",
    [
        {"reason": "a\nline"},
        {"name": 'a "word"'},
        {"action": "back\\slash"},
        {"summary": {"many": [1, 2]}},
        {"summary": {"more": {}}},
        {"summary": {str(number): number for number in range(40)}},
    ],
)
def test_what_needs_more_than_copying_is_not_spelled(given):
    first, other = spelled(row(**given), row()).split(bytes([CUT]) * 4, 1)
    assert first == b""
    assert other.replace(bytes([CUT]), b"") == as_an_action_does()


def test_rows_of_other_columns_are_not_read():
    octets = sent([b"one"])
    assert rows_of(octets, np.zeros((1, FIELDS), np.int64), np.zeros((1, FIELDS), np.int64)) == 0


def test_no_entries_are_no_pieces():
    none = np.zeros((0, FIELDS), np.int64)
    assert pieces_of(sent(), none, none) == b""
