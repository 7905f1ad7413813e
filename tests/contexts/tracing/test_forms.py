"""Tracing: marks typed into a page."""

import pytest

from salwa.contexts.tracing.forms import MarksForm
from salwa.kernel.marks.model import Written


def test_what_is_typed_is_kept_as_typed() -> None:
    form = MarksForm({"marks": "  BKS O12 \r\n", "make": "glock"})
    assert form.is_valid()
    assert form.written() == Written(marks="  BKS O12 \n", make="glock")


def test_at_least_one_mark_is_needed() -> None:
    form = MarksForm({"marks": " "})
    assert not form.is_valid()
    assert form.errors["marks"] == ["Write at least one mark."]


@pytest.mark.parametrize(("text", "words"), [("A\x00", "control character"), ("x" * 2001, "longer than 2000")])
def test_what_cannot_be_taken_is_said_beside_its_box(text: str, words: str) -> None:
    form = MarksForm({"serial": text})
    assert not form.is_valid()
    assert words in form.errors["serial"][0]
    assert form.has_columns


def test_the_boxes_stay_closed_while_they_are_empty() -> None:
    assert not MarksForm({"marks": "x"}).has_columns
    assert MarksForm({"make": "x"}).has_columns
