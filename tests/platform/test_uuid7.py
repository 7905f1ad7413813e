"""Platform, uuid7: sorted by time, of the right version."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from salwa.platform.uuid7 import uuid7

MOMENTS = st.integers(0, (1 << 48) * 1_000_000 - 1)


@given(MOMENTS)
def test_it_is_a_version_7_that_holds_its_millisecond(now_ns):
    made = uuid7(now_ns)
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == now_ns // 1_000_000


@given(MOMENTS, MOMENTS)
def test_a_later_one_sorts_later(first, second):
    earlier, later = sorted((first, second))
    if later - earlier > 1000:
        assert uuid7(earlier) < uuid7(later)


def test_the_example_of_the_standard_has_the_same_time_and_version():
    assert uuid7(1645557742000 * 1_000_000).hex.startswith("017f22e279b07")


def test_many_at_one_moment_differ():
    assert len({uuid7(1) for _ in range(1000)}) == 1000
