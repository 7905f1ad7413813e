"""Lists of rows are kept beside the database, in order, and what is damaged is refused."""

import numpy as np
import pytest

from salwa.platform.ledger import lists
from salwa.platform.ledger.lists import Batch


def batch(keys, table="t"):
    digests = b"".join(bytes([part[-1] % 256]) * 32 for part in keys)
    return Batch(table, 1, np.array(keys, dtype=np.int64), digests)


@pytest.fixture
def entry():
    lists.write(10**9, 4, [batch([[2, 1], [1, 2], [1, 1]]), batch([[2**40], [-5]], "u")])
    yield 10**9
    lists.path_of(10**9).unlink()


def test_a_list_is_read_back_in_the_order_of_its_keys(entry):
    found = lists.read(entry)
    assert found["t"].keys.tolist() == [[1, 1], [1, 2], [2, 1]]
    assert bytes(found["t"].digests[32:64]) == bytes([2]) * 32
    assert [found["t"].find(key) for key in ([1, 2], [2, 1], [2, 2], [9, 9])] == [1, 2, None, None]
    assert found["u"].keys.tolist() == [[-5], [2**40]]


def test_an_entry_says_count_root_and_both_ends(entry):
    (said,) = lists.write(entry, 4, [batch([[3], [1]])])
    assert (said.count, said.first, said.last, said.at) == (2, "1", "3", 4)
    assert lists.read(entry)["t"].tiles.root() == said.root


@pytest.mark.parametrize("cut", [3, 60, -1])
def test_a_damaged_list_is_refused(entry, cut):
    path = lists.path_of(entry)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ValueError, match=r"damaged|cut|Expecting|Unterminated|buffer"):
        lists.read(entry)


def test_a_missing_list_is_said():
    with pytest.raises(FileNotFoundError):
        lists.read(10**9 + 1)
