"""What a spreadsheet makes of a serial number."""

import pytest

from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.marks import Written, read, sentences
from salwa.kernel.marks.spreadsheets import lost

DESTROYED = {
    sentences.LOST_AS_NUMBER: ["1.23457E+11", "5,1e+07", "5E+07", "1.2E-05", " 1.23457E+11 "],
    sentences.LOST_AS_DATE: ["Jan-32", "1-Mar", "12-Dec-99", "2032-01-01 00:00:00", "2032-01-01T00:00"],
    sentences.LOST_AS_SIGNS: ["##", "#####", "########"],
    sentences.LOST_AS_ERROR: ["#REF!", "#NAME?", "#VALUE!", "#DIV/0!"],
}
REAL = [
    "JAN-32",
    "MAR 1",
    "1-MAR-2",
    "5E12",
    "12E4567",
    "5E-12",
    "E+07",
    "BKS012",
    "#A1234",
    "# 4412",
    "",
    " ",
    "May32",
]


@pytest.mark.parametrize(("text", "sentence"), [(text, one) for one, texts in DESTROYED.items() for text in texts])
def test_a_destroyed_number_is_known_by_its_form(text: str, sentence: str) -> None:
    assert lost(text) == sentence


@pytest.mark.parametrize("text", REAL)
def test_a_number_that_may_be_real_is_left_alone(text: str) -> None:
    assert lost(text) is None


@pytest.mark.parametrize("text", [text.strip() for texts in DESTROYED.values() for text in texts])
@pytest.mark.parametrize("column", ["serial", "marks"])
def test_a_destroyed_number_is_never_searched_and_the_officer_reads_why(column: str, text: str) -> None:
    reads = read(Written(**{column: text}))
    assert evidence_from(reads).serials == ()
    assert [note.startswith(f"{text} is ") and "first written" in " ".join(note.split()) for note in reads.notes] == [
        True
    ]


def test_the_number_beside_a_destroyed_one_is_read() -> None:
    reads = read(Written(serial="1.23457E+11", marks="GLOCK 17 BKS O12"))
    assert [one.text for one in reads.serials] == ["BKS O12"]
    assert len(reads.notes) == 1
