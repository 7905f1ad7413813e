"""Messages are hashed as the library does it, sixteen side by side and by the processor's own instructions."""

from hashlib import sha256

import numpy as np
import pytest

from salwa.kernel.ledger import instructions, lanes
from salwa.kernel.ledger.hashing import Slices
from salwa.kernel.ledger.rows import row_digests
from salwa.kernel.ledger.tree import node_hash

WAYS = [lanes, instructions] if instructions.HAS_SHA else [lanes]


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__.rpartition(".")[2])
def by(request):
    return request.param


def test_every_length_up_to_five_blocks_is_hashed(by):
    messages = [bytes((7 * n + at) % 256 for at in range(n)) for n in range(320)]
    given, out = Slices.of(messages), np.empty(32 * len(messages), np.uint8)
    by.hashed(given.octets, given.begins, given.ends - given.begins, out)
    assert out.tobytes() == b"".join(sha256(one).digest() for one in messages)


def test_rows_are_bound(by):
    keys = [b"%d/%d" % (n, n % 3) for n in range(1, 100)]
    texts = [f'["t", "é", {n}, "{"x" * n}"]'.encode() for n in range(1, 100)]
    (key, key_begins, key_ends), (text, begins, ends) = Slices.of(keys), Slices.of(texts)
    out = np.empty(32 * len(keys), np.uint8)
    prefix = np.frombuffer(b"s" * 32 + b"t\0", dtype=np.uint8)
    by.bound(prefix, key, text, np.stack((key_begins, key_ends, begins, ends), 1), out)
    assert out.tobytes() == row_digests(b"s" * 32, "t", keys, texts)


def test_pairs_are_hashed_into_the_level_above_in_their_place(by):
    below = [sha256(b"%d" % n).digest() for n in range(40)]
    row = np.frombuffer(b"".join(below), dtype=np.uint8).copy()
    by.level_above(row, row)
    assert row.tobytes()[: 20 * 32] == b"".join(node_hash(*below[at : at + 2]) for at in range(0, 40, 2))
