"""Licensing: the number of a licence."""

import pytest

from salwa.contexts.licensing.naming import licence_number, read_number, state, written
from salwa.platform import numbers
from salwa.platform.errors import NotFound, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_a_number_reads_back_as_it_was_written(cast: Cast) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    assert read_number(licence_number(row)) == row.number
    assert written(row.number) == licence_number(row)
    assert state() == "XC"


def test_a_number_of_another_state_or_with_an_error_is_told() -> None:
    with pytest.raises(NotFound, match="a licence of XD"):
        read_number(f"L-{numbers.written(77, 'XD')}")
    for wrong in ("", "L-", "L-XC-00000-00000-0", "XC-7K3M9-Q2T4H-4"):
        with pytest.raises(Refused):
            read_number(wrong)
