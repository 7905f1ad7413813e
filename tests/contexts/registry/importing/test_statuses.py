"""Registry, import, tests: words for a status in several languages."""

import pytest

from salwa.contexts.registry.importing.statuses import status
from salwa.kernel.lifecycle import Status


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Registered", Status.REGISTERED),
        ("IN_USE", Status.REGISTERED),
        ("volée", Status.STOLEN),
        ("extraviada", Status.LOST),
        ("Уничтожено", Status.DESTROYED),
        ("مسروق", Status.STOLEN),
        ("被盗", Status.STOLEN),
        ("sold to a museum", None),
    ],
)
def test_a_word_is_known_or_not_guessed(word: str, meaning: Status | None) -> None:
    assert status(word) == meaning
