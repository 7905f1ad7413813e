"""Tracing: what a question over the API may hold."""

import re

import pytest
from pydantic import ValidationError

from salwa.contexts.tracing.api.shapes import Question


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"serial": "x" * 2001}, "longer than 2000 characters"),
        ({"query_id": "x" * 201}, "longer than 200 characters"),
        ({"marks": "A\x00"}, "Character 2 is a control character"),
        ({"marks": "BKS\u202e210"}, "Character 4 is an invisible sign"),
        ({"serial": 12345}, "a text in quotation marks"),
        ({"serial": None}, "a text in quotation marks"),
        ({"colour": "black"}, "Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(given: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Question.model_validate(given)
    assert words in refused.value.errors()[0]["msg"]


@pytest.mark.parametrize(("text", "fits"), [("ТЕ 1234\n五六式", True), ("A\x00", False), ("A\u202e", False)])
def test_the_document_says_which_signs_are_refused(text: str, fits: bool) -> None:
    told = Question.model_json_schema()["properties"]["serial"]
    assert told["maxLength"] == 2000
    assert bool(re.search(told["pattern"], text)) is fits
