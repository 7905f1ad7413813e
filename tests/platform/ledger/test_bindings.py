"""Keys stand in the order of their numbers, and of what was said of a row the last holds."""

import numpy as np
import pytest

from salwa.platform.ledger.bindings import Bindings, Expected, digest_array, key_texts, keys_of, names_of

KEYS = np.array([[-7, 1], [-1, 300], [0, 2], [0, 256], [5, 1], [2**40, 0]], dtype=np.int64)


def test_names_stand_in_the_order_of_the_keys_and_are_read_back():
    names = names_of(KEYS)
    assert (np.argsort(names, kind="stable") == np.arange(len(KEYS))).all()
    assert (keys_of(names) == KEYS).all()
    assert list(key_texts(names[:2])) == ["-7/1", "-1/300"]


def test_what_was_written_last_holds():
    names = names_of(np.array([[2], [1], [2]]))
    numbers = np.array([5, 5, 9])
    newest = Expected.newest(names, numbers, numbers, numbers, digest_array(b"a" * 32 + b"b" * 32 + b"c" * 32))
    assert list(key_texts(newest.names)) == ["1", "2"]
    assert newest.entries.tolist() == [5, 9]
    assert newest.digests.tobytes() == b"b" * 32 + b"c" * 32


def test_what_entries_say_is_taken_by_table_and_what_cannot_be_read_is_refused():
    said = Bindings()
    said.take(3, {"at": 1, "rows": [["t", 1, "3/4", "00" * 31 + "01"]], "lists": [["u", 1, 2, "00" * 32, "1", "9"]]})
    assert said.tables["t"].keys.tolist() == [3, 4]
    assert said.tables["u"].lists[0][0] == 3
    for row in (["t", 1, "3", "00" * 32], ["t", 1, "3/x", "00" * 32], ["t", 1, "3/4", "00"]):
        with pytest.raises(ValueError, match=r"key|invalid"):
            said.take(4, {"at": 1, "rows": [row]})
