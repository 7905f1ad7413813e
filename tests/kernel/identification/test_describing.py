"""Rows are read back and compared in one call."""

import numpy as np

from salwa.kernel.identification import alignment
from salwa.kernel.identification.codes import encode_one
from salwa.kernel.identification.describing import compare, describe, no_descriptions
from salwa.kernel.identification.parameters import Parameters
from tests.kernel.identification.registers import arrays


def test_the_folded_number_is_equal_where_the_folded_texts_are() -> None:
    table = arrays(["B0S", "80S", "81S"])
    texts, numbers = describe(table, np.array([0, 0, 1]), np.array([0, 1, 2]))
    assert sorted(text.decode() for text in texts) == ["80S", "81S", "B0S"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_comparison_holds_text_places_and_fields() -> None:
    table = arrays(["AB1234"])
    out = no_descriptions(1)
    written = (encode_one("AB134")[0], Parameters.fitted().costs)
    compare(written, table, np.array([0]), np.array([0]), alignment.room(), out)
    assert out.text.tobytes().rstrip(b"\0") == b"AB1234"
    assert out.to[0, :5].tolist() == [0, 1, 2, 4, 5]
    assert out.counts[0, alignment.DROPPED] == 1
    assert out.fields[0].tolist() == [0] * 8
