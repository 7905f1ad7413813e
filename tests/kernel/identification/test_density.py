"""The series around a serial tell how many unregistered firearms would bear it."""

import numpy as np

from salwa.kernel.identification.codes import encode_one
from salwa.kernel.identification.density import neighbourhood
from salwa.kernel.identification.scoring import no_fields
from tests.kernel.identification.registers import arrays


def expected(question: str, register: list[str]) -> float:
    codes, _ = encode_one(question)
    return float(neighbourhood(codes, arrays(register), no_fields(), np.zeros(32, dtype=np.uint8))[1])


FULL = [f"77{n:03d}" for n in range(1000)]


def test_a_full_series_expects_one_and_an_empty_one_next_to_none() -> None:
    assert 0.8 < expected("77123", FULL) <= 1.2
    assert expected("33123", FULL) < 0.05


def test_every_tenth_number_expects_a_tenth() -> None:
    assert 0.05 < expected("77123", FULL[::10]) < 0.2


def test_other_lengths_do_not_count() -> None:
    assert expected("771234", FULL) < expected("77123", FULL) / 10


def test_where_the_register_knows_no_such_series_some_firearms_are_supposed() -> None:
    assert expected("77123", ["AC9"]) > 0.0


def test_an_unreadable_digit_stands_for_ten_numbers() -> None:
    assert 8.0 < expected("7712?", FULL) < 12.0
