"""Web: the reader sees where they stand."""

import pytest

from salwa.web.navigation import places


@pytest.mark.parametrize(
    ("path", "name"),
    [("/", "Today"), ("/identify/", "Identify"), ("/firearms/XC-1/", "Register"), ("/import/", "Import")],
)
def test_exactly_the_place_of_the_page_is_marked(path: str, name: str) -> None:
    assert [str(place.name) for place in places(path) if place.here] == [name]


def test_a_page_outside_the_navigation_marks_none() -> None:
    assert not [place for place in places("/sign-in/") if place.here]
