"""Arrays read from files get the shape that the search expects."""

import numpy as np

from salwa.kernel.identification.layout import DTYPES, Arrays, shaped


def test_rows_are_four_words_and_read_only() -> None:
    rows = shaped("rows", np.arange(8, dtype=np.uint64))
    assert rows.shape == (2, 4)
    assert not rows.flags.writeable
    assert shaped("keys", np.arange(3, dtype=np.uint64)).shape == (3,)


def test_every_array_has_a_type() -> None:
    assert tuple(DTYPES) == Arrays._fields
