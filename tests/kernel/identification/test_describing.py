"""Rows are read back and compared in one call."""

import numpy as np
import pytest

from salwa.kernel.identification import alignment
from salwa.kernel.identification.codes import encode_one
from salwa.kernel.identification.describing import (
    ENDS,
    FIRST_FIELD,
    NO_VERBATIM,
    PREFIX_IS_LOST,
    STRAIGHT,
    SUFFIX_IS_ADDED,
    VERBATIM,
    compare,
    describe,
    no_descriptions,
)
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
    verbatim = np.array([0], dtype=np.uint32)
    compare(written, (table, verbatim), np.array([0]), np.array([0]), alignment.room(), out)
    assert out.text.tobytes().rstrip(b"\0") == b"AB1234"
    assert out.to[0, :5].tolist() == [0, 1, 2, 4, 5]
    assert out.numbers[0, [STRAIGHT, ENDS, VERBATIM]].tolist() == [0, 0, 0]
    assert out.numbers[0, FIRST_FIELD:].tolist() == [0] * 8


@pytest.mark.parametrize(
    ("written", "ends", "straight"),
    [("AB1234", 0, 1), ("AB12Z4", 0, 1), ("1234", PREFIX_IS_LOST, 0), ("AB12345", SUFFIX_IS_ADDED, 0)],
)
def test_ends_and_places_are_told(written: str, ends: int, straight: int) -> None:
    out = no_descriptions(1)
    question = (encode_one(written)[0], Parameters.fitted().costs)
    held = (arrays(["AB1234"]), np.zeros(0, dtype=np.uint32))
    compare(question, held, np.array([0]), np.array([0]), alignment.room(), out)
    assert out.numbers[0, [STRAIGHT, ENDS, VERBATIM]].tolist() == [straight, ends, NO_VERBATIM]
