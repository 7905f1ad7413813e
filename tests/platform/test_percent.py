"""Platform: a share in words that never claims more than it knows."""

import pytest

from salwa.platform.percent import percent


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.0004, "under 0.1 %"),
        (0.001, "0.1 %"),
        (0.0125, "1.2 %"),
        (0.5, "50.0 %"),
        (0.992, "99.2 %"),
        (0.9999, "over 99.9 %"),
        (1, "100 %"),
    ],
)
def test_only_certainty_is_written_as_certain(share: float, words: str) -> None:
    assert percent(share) == words
