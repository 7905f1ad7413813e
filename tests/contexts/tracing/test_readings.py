"""Tracing: as what each mark was read."""

from salwa.contexts.tracing.readings import readings
from salwa.kernel.marks import read
from salwa.kernel.marks.model import MarkKind, Reading, Written


def told(**marks: str) -> list[tuple[str, str]]:
    return [(one.text, one.how) for one in readings(read(Written(**marks)).readings)]


def test_a_text_read_in_two_ways_says_what_tells_them_apart() -> None:
    assert told(serial="BKS01?") == [
        ("BKS01?", "? as a character that could not be read"),
        ("BKS01?", "? as a doubt about the whole"),
    ]
    assert told(serial="345xxx") == [("345xxx", "x as a letter"), ("345xxx", "x as characters that could not be read")]


def test_a_text_read_in_one_way_needs_no_word_about_it() -> None:
    assert told(serial="BKS012") == [("BKS012", "")]


def test_what_nothing_tells_apart_stands_once_as_surely_as_it_was_read() -> None:
    (one,) = readings([Reading("GLOCK", MarkKind.MAKER, 0.4, "marks"), Reading("GLOCK", MarkKind.MAKER, 0.9, "make")])
    assert (one.text, one.confidence, one.is_doubtful) == ("GLOCK", 0.9, False)
