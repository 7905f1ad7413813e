"""Registry, import, tests: layouts of dates are written as people write them."""

import pytest

from salwa.contexts.registry.importing.layouts import in_words, layout
from salwa.platform.errors import Refused


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("DD/MM/YYYY", "%d/%m/%Y"),
        ("dd.mm.yyyy", "%d.%m.%Y"),
        ("D MMM YYYY", "%d %b %Y"),
        ("MM.YYYY", "%m.%Y"),
        ("MMMM YYYY", "%B %Y"),
        ("DD/MM/YYYY hh:mm:ss", "%d/%m/%Y %H:%M:%S"),
        ("YYYYMMDD", "%Y%m%d"),
        ("%d/%m/%Y", "%d/%m/%Y"),
    ],
)
def test_a_layout_is_read_from_words_and_from_signs(words: str, signs: str) -> None:
    assert layout(words) == signs


def test_a_layout_is_shown_in_words() -> None:
    assert in_words("%d/%m/%Y %H:%M") == "DD/MM/YYYY hh:mm"
    assert in_words("%d %b %Y") == "DD MMM YYYY"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("DD/MM/YY", "century"),
        ("DD YYYY", "without its month"),
        ("DD/MM", "no year"),
        ("day of month", "such as DD/MM"),
    ],
)
def test_what_is_no_layout_is_told(words: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        layout(words)
