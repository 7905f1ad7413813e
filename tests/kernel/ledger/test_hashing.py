"""Many hashes at once are those of the library."""

from hashlib import sha256

import pytest

from salwa.kernel.ledger import hashing, rows, tiles


def test_messages_are_hashed_as_the_library_does():
    messages = [bytes((7 * n + at) % 256 for at in range(n)) for n in range(320)]
    assert hashing.hash_all(hashing.Slices.of(messages)) == b"".join(sha256(one).digest() for one in messages)


@pytest.mark.parametrize("count", [1, 2, 8, 64, 256])
def test_the_hash_over_a_row_is_that_of_the_slow_way(count):
    row = b"".join(sha256(b"%d" % n).digest() for n in range(count))
    assert hashing.over(row) == tiles.over(row)


def test_no_messages_are_no_hashes():
    none = hashing.Slices.of([])
    assert hashing.hash_all(none) == hashing.row_digests(b"s" * 32, "t", none, none) == b""


def test_digests_of_rows_are_those_of_the_slow_way():
    keys = [b"%d/%d" % (n, n % 3) for n in range(1, 100)]
    texts = [f'["t", "é", {n}, "{"x" * n}"]'.encode() for n in range(1, 100)]
    given = [hashing.Slices.of(one) for one in (keys, texts)]
    assert hashing.row_digests(b"s" * 32, "t", *given) == rows.row_digests(b"s" * 32, "t", keys, texts)


def test_keys_are_read():
    keys = hashing.Slices.of([b"-12/3", b"9223372036854775807/0"])
    assert hashing.key_numbers(keys, 2).tolist() == [[-12, 3], [2**63 - 1, 0]]


@pytest.mark.parametrize("count", [1, 255, 256, 1000, 65_536, 70_001])
def test_levels_are_those_of_the_slow_way(count):
    digests = b"".join(sha256(b"%d" % n).digest() for n in range(count))
    assert hashing.levels_of(digests) == rows.levels_of(digests)
