"""Tracing: the serial as written above the serial as registered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.tracing.comparison import places
from salwa.kernel.identification.model import Reason


def rows(registered: str, *reasons: Reason) -> tuple[str, str]:
    laid = places(registered, reasons)
    return "".join(place.written or "-" for place in laid), "".join(place.registered or "-" for place in laid)


@pytest.mark.parametrize(
    ("registered", "reasons", "written", "shown"),
    [
        ("BKS012", [Reason("serial", None, "BKS012", "BKS012", "same")], "BKS012", "BKS012"),
        ("BKS012", [Reason("serial", 4, "O", "0", "look_alike")], "BKSO12", "BKS012"),
        ("BKS012", [Reason("serial", 4, "", "0", "dropped")], "BKS-12", "BKS012"),
        ("BKS012", [Reason("serial", 4, "7", "", "inserted")], "BKS7012", "BKS-012"),
        ("BKS012", [Reason("serial", 5, "21", "12", "transposed")], "BKS021", "BKS012"),
        ("BKS012", [Reason("serial", 1, "", "BK", "prefix_lost")], "--S012", "BKS012"),
        ("BKS012", [Reason("serial", 5, "", "12", "suffix_lost")], "BKS0--", "BKS012"),
        ("BKS012", [Reason("serial", 7, "AB", "", "inserted")], "BKS012AB", "BKS012--"),
        ("BKS012", [Reason("serial", 1, "X", "", "inserted")], "XBKS012", "-BKS012"),
        ("BKS012", [Reason("serial", 3, "?", "S", "unreadable")], "BK?012", "BKS012"),
        ("BKS012", [Reason("make", None, "9", "8", "differs")], "BKS012", "BKS012"),
    ],
)
def test_the_two_hands_stand_above_each_other(registered: str, reasons: list[Reason], written: str, shown: str) -> None:
    assert rows(registered, *reasons) == (written, shown)


def test_only_what_differs_is_marked() -> None:
    laid = places("BKS012", [Reason("serial", 4, "O", "0", "look_alike")])
    assert [place.position for place in laid if place.is_changed] == [4]


def test_a_change_after_an_inserted_character_keeps_its_place() -> None:
    reasons = [Reason("serial", 2, "X", "", "inserted"), Reason("serial", 4, "O", "0", "look_alike")]
    assert rows("BKS012", *reasons) == ("BXKSO12", "B-KS012")


@given(st.text("AB01", min_size=1, max_size=8), st.integers(1, 8), st.sampled_from(["substituted", "dropped"]))
def test_every_registered_character_is_shown_once(registered: str, position: int, kind: str) -> None:
    at = min(position, len(registered))
    written = "Z" if kind == "substituted" else ""
    laid = places(registered, [Reason("serial", at, written, registered[at - 1], kind)])
    assert "".join(place.registered for place in laid) == registered
