"""Platform, papers: what a paper says of itself."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest

from salwa.platform.papers import written
from tests.platform.papers.builders import paper


def test_data_are_written_one_way_whatever_their_order() -> None:
    assert written({"b": 1, "a": "ä"}) == written({"a": "ä", "b": 1})
    assert "ä".encode() in written({"a": "ä"})


def test_what_json_does_not_know_is_not_guessed() -> None:
    with pytest.raises(TypeError):
        written({"at": datetime(2026, 1, 1, tzinfo=UTC)})


def test_the_digest_and_the_code_are_of_the_data() -> None:
    one = paper(data=b"{}\n")
    assert one.digest == hashlib.sha256(b"{}\n").hexdigest()
    assert one.code == f"{one.number}\nsha256:{one.digest}"


def test_the_time_is_told_in_utc() -> None:
    east = timezone(timedelta(hours=4))
    assert paper(at=datetime(2026, 11, 3, 1, 30, tzinfo=east)).machine_time == "2026-11-02T21:30:00Z"


@pytest.mark.parametrize(
    ("language", "tag", "is_right_to_left"),
    [("en", "en", False), ("ar", "ar", True), ("zh-hans", "zh-hans", False), ("qps-plocm", "zxx", True)],
)
def test_language_and_direction(language: str, tag: str, is_right_to_left: bool) -> None:
    one = paper(language=language)
    assert (one.html_language, one.is_right_to_left) == (tag, is_right_to_left)
