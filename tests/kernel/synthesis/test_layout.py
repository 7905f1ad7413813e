"""Kernel, synthesis: fleets, lots and single firearms on the lines of the makers' numbers."""

import numpy as np
import pytest

from salwa.kernel.synthesis.formats import series
from salwa.kernel.synthesis.layout import SMALLEST_FLEET, below, hashed, laid_out

ROWS = 30_000
HASHES = [6368922797548604411, 9649185722469378533, 3135208634423482556]


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert hashed(7, 3, np.array([0, 1, 2**40])).tolist() == HASHES
    assert below(7, 3, np.array([0, 1, 2**40]), 1000).tolist() == [(h >> 1) % 1000 for h in HASHES]


def test_no_two_rows_share_a_serial_of_one_series() -> None:
    layout = laid_out(ROWS, 5)
    rows = np.arange(ROWS, dtype=np.int64)
    units = layout.units(rows)
    said = set(zip(layout.series_of[units].tolist(), layout.numbers(rows, units).tolist(), strict=True))
    assert len(said) == ROWS
    assert all(layout.holds(of, number) for of, number in list(said)[:2000])


def test_free_numbers_are_not_held() -> None:
    layout = laid_out(ROWS, 5)
    rows = np.arange(ROWS, dtype=np.int64)
    units = layout.units(rows)
    said = set(zip(layout.series_of[units].tolist(), layout.numbers(rows, units).tolist(), strict=True))
    for of, number in list(said)[:500]:
        for near in range(number - 3, number + 4):
            assert layout.holds(of, near) == ((of, near) in said)


def test_more_than_a_third_stands_in_fleets_of_consecutive_numbers() -> None:
    layout = laid_out(200_000, 5)
    sizes = np.diff(layout.begins)
    fleets = sizes >= SMALLEST_FLEET
    assert 0.3 < sizes[fleets].sum() / 200_000 < 0.4
    assert sizes.max() <= 5000
    assert set(layout.step[fleets].tolist()) == {1}


def test_one_row_in_two_thousand_repeats_an_earlier_one() -> None:
    layout = laid_out(200_000, 5)
    rows = np.arange(200_000, dtype=np.int64)
    said = layout.said_by(rows)
    repeats = said != rows
    assert 50 < repeats.sum() < 200
    assert (said[repeats] < rows[repeats]).all()


def test_every_series_can_number_its_share_of_ten_million() -> None:
    total = sum(one.share for one in series())
    for one in series():
        assert 10**7 * one.share / total * 1.7 < one.shape.capacity, one.shape.text


def test_an_empty_register_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        laid_out(0, 1)
