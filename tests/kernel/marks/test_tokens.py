"""A text in pieces, each with its place in what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.marks.tokens import LONGEST, MOST, cleaned, pieces


def texts(text: str) -> list[str]:
    return [piece.text for piece in pieces(text)]


def test_a_comma_inside_a_number_stays() -> None:
    assert texts("7,62x39, 12345") == ["7,62x39", "12345"]


def test_scripts_written_together_come_apart_at_numbers() -> None:
    assert texts("五六式2114567") == ["五六式", "2114567"]
    assert texts("格洛克17手枪") == ["格洛克", "17", "手枪"]
    assert texts("56式") == ["56式"]


def test_quotation_marks_and_commas_set_pieces_apart() -> None:
    assert [piece.is_apart for piece in pieces('"AB 12" “CD 34”')] == [False, False, True, False]


def test_invisible_characters_and_great_length_are_told() -> None:
    clean = cleaned("A\u202e1\x00" + "x" * 5000)
    assert clean.text.startswith("A1x")
    assert len(clean.text) <= LONGEST
    assert clean.is_invisible
    assert clean.is_cut


@given(st.text(max_size=300))
def test_pieces_are_what_stands_at_their_place(text: str) -> None:
    found = pieces(text)
    assert len(found) <= MOST
    assert all(text[piece.start : piece.end] == piece.text for piece in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MOD.92FS-CAL.9 PARABELLUM-PATENTED BER1-2", ["MOD", "92FS", "CAL.9", "PARABELLUM", "PATENTED", "BER1-2"]),
        (
            "P.BERETTA-CAL.9 CORTO-M1934-BREVET 1941-XIX 612345",
            ["P.BERETTA", "CAL.9", "CORTO", "M1934", "BREVET", "1941", "612345"],
        ),
        ("CAL.6.35-MADE IN ITALY", ["CAL.6.35", "MADE", "IN", "ITALY"]),
        ("SERIAL 12-CALL-9 A-MODEST1 1941-X7", ["SERIAL", "12-CALL-9", "A-MODEST1", "1941-X7"]),
    ],
)
def test_inscriptions_joined_by_a_hyphen_are_parted_and_numbers_are_not(text: str, found: list[str]) -> None:
    told = pieces(text)
    assert [piece.text for piece in told] == found
    assert [text[piece.start : piece.end] for piece in told] == found
