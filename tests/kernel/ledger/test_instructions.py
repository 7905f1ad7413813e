"""It is known which processor has instructions for hashing; what they give is held in test_lanes.py."""

import pytest

from salwa.kernel.ledger import instructions


@pytest.mark.parametrize(
    ("features", "has"), [("+sha,+ssse3,-avx", True), ("-sha,+ssse3", False), ("+sha512,+ssse3", False), ("", False)]
)
def test_it_is_known_whether_a_processor_has_the_instructions(features, has):
    assert instructions.has_sha(features) is has
