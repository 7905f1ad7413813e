"""The arrays of a segment hold every serial once, its rows together, and its keys in order."""

import numpy as np
import pytest

from salwa.kernel.identification.building import arrays_of, bucket_bits, encoded, joined
from salwa.kernel.identification.codes import INDEX_MASK
from tests.kernel.identification.registers import arrays, batch, numbered, row


def test_rows_of_one_folded_serial_stand_together() -> None:
    table = arrays(["B0S", "80S", "77", "805"])
    assert len(table.words) == 2
    assert np.diff(table.starts).tolist() == [1, 3]
    assert sorted(table.rows[1:, 0].tolist()) == [1, 2, 4]


def test_there_is_a_key_for_each_serial_and_each_different_deletion() -> None:
    table = arrays(["1123", "9"])
    assert len(table.keys) == (1 + 3) + (1 + 1)
    assert (np.diff(table.keys.astype(object)) >= 0).all()
    assert set((table.keys & INDEX_MASK).tolist()) == {0, 1}


def test_buckets_bound_the_keys_of_their_value() -> None:
    table = arrays([f"{n:05d}" for n in range(500)])
    bits = bucket_bits(len(table.keys))
    tops = (table.keys >> np.uint64(64 - bits)).astype(np.int64)
    assert np.diff(table.buckets.astype(np.int64)).tolist() == np.bincount(tops, minlength=2**bits).tolist()


def test_long_serials_that_begin_alike_are_kept_apart() -> None:
    table = arrays(["123456789012A", "123456789012C", "123456789012", "123456789012A"])
    assert len(table.words) == 3
    assert table.long_at.tolist() == [1, 2]


def test_arrays_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        arrays(["123"]).rows[0, 0] = 7


def test_a_code_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="column year"):
        encoded(batch([row(1, "123", year=-5)]))


def test_verbatim_is_kept_where_it_differs() -> None:
    held = joined([encoded(numbered(["A-1", "A1"])), encoded(numbered([]))])
    assert held.verbatim.to_pylist() == ["A-1", ""]
    assert len(arrays_of(held.words, held.rows)[0].rows) == 2
