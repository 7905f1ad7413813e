"""Web: the reader sees where they stand."""

import pytest

from salwa.web.navigation import places
from tests.conftest import Cast


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "Today"),
        ("/identify/", "Identify"),
        ("/firearms/XC-1/", "Register"),
        ("/proposals/4/", "Register"),
        ("/import/", "Import"),
    ],
)
def test_exactly_the_place_of_the_page_is_marked(cast: Cast, path: str, name: str) -> None:
    assert [str(place.name) for place in places(path, cast.registrar) if place.here] == [name]


def test_a_page_outside_the_navigation_marks_none(cast: Cast) -> None:
    assert not [place for place in places("/sign-in/", cast.registrar) if place.here]


def test_only_who_may_load_a_register_is_led_to_it(cast: Cast) -> None:
    assert "Import" in [str(place.name) for place in places("/", cast.registrar)]
    for actor in (cast.tracing_officer, cast.licensing_officer, cast.analyst, cast.administrator):
        assert "Import" not in [str(place.name) for place in places("/", actor)]
