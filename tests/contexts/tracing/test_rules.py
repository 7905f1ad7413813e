"""Tracing: what may be asked."""

import pytest

from salwa.contexts.tracing.rules import LONGEST_FIELD, TextProblem, fault_of_text, is_empty
from salwa.kernel.marks.model import Written


@pytest.mark.parametrize("text", ["", "BKS 012", "ТЕ 1234", "五六式", "line\nline\ttab", "\u200fسلاح\u200e", "D 6??2"])
def test_what_hands_write_is_taken(text: str) -> None:
    assert fault_of_text(text) is None


@pytest.mark.parametrize(
    ("text", "problem", "place"),
    [
        ("A\x00B", TextProblem.CONTROL, 2),
        ("\x1b[31m", TextProblem.CONTROL, 1),
        ("AB\x9b31m", TextProblem.CONTROL, 3),
        ("BKS\u202e210", TextProblem.DIRECTION, 4),
        ("\u2066x", TextProblem.DIRECTION, 1),
        ("ab\ud800", TextProblem.BROKEN, 3),
        ("x" * (LONGEST_FIELD + 1), TextProblem.LONG, LONGEST_FIELD + 1),
    ],
)
def test_what_deceives_the_eye_or_the_machine_is_refused_with_its_place(
    text: str, problem: TextProblem, place: int
) -> None:
    found = fault_of_text(text)
    assert found is not None
    assert (found.problem, found.place) == (problem, place)


def test_a_question_of_spaces_is_empty() -> None:
    assert is_empty(Written(query_id="7", marks="  \n"))
    assert not is_empty(Written(remarks="rusted"))
