"""Kernel, synthesis: shapes of serials, and the table of makers' series."""

import csv
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.marks.folding import plain
from salwa.kernel.synthesis.formats import series, shape_of


@pytest.mark.parametrize(
    ("shape", "number", "serial"),
    [
        ("BER######", 7, "BER000007"),
        ("@@###", 1000, "AB000"),
        ("3[0-9][0-9]-#####", 100_001, "301-00001"),
        ("U ### ###", 123_456, "U 123 456"),
        ("####[a-c]", 9_999, "9999a"),
        ("####[a-c]", 10_000, "0000b"),
        ("[А-В] ##", 105, "Б 05"),
    ],
)
def test_numbers_become_serials_in_the_order_in_which_makers_count(shape: str, number: int, serial: str) -> None:
    assert shape_of(shape).write(number) == serial


def test_a_shape_has_no_serial_past_its_last() -> None:
    shape = shape_of("A##")
    assert shape.write(99) == "A99"
    with pytest.raises(ValueError, match="no serial number 100"):
        shape.write(100)


@pytest.mark.parametrize("broken", ["A[", "A[]##", "[0-9"])
def test_a_broken_bracket_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        shape_of(broken)


@given(st.data())
def test_whole_columns_are_written_as_single_serials_are(data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from([one.shape for one in series()]))
    number = data.draw(st.integers(0, shape.capacity - 1))
    stamped, plainly = (
        bytes(c for c in shape.octets(np.array([number]), plainly=p)[0] if c).decode() for p in (False, True)
    )
    assert stamped == shape.write(number)
    assert plainly == plain(stamped)


def test_every_series_is_marked_unverified_and_possible() -> None:
    lines = files("salwa.kernel.synthesis").joinpath("formats.csv").read_text(encoding="utf-8").splitlines()
    assert {row["mark"] for row in csv.DictReader(lines)} == {"unverified"}
    assert len({one.make for one in series()}) >= 60
    for one in series():
        assert one.first_year <= one.last_year
        assert len(one.country) == 2
        assert sum(kind.weight for kind in one.kinds) > 0
