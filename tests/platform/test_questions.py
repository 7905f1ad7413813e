"""Platform: questions that a State asks besides: their fields, what answers them, and how an answer is shown."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from salwa.kernel.packs import Answer, Extra
from salwa.platform import questions

PURPOSE = Extra(
    name="purpose",
    label={"en": "Purpose", "fr": "But"},
    answer=Answer.CHOICE,
    required=True,
    choices=(("sport", {"en": "Sport"}), ("work", {"en": "Work", "fr": "Travail"})),
)
SINCE = Extra(name="since", label={"en": "Since"}, answer=Answer.DATE)
YEARS = Extra(name="years", label={"en": "Years"}, answer=Answer.NUMBER)
SEARCHED = Extra(name="searched", label={"en": "Searched?"}, answer=Answer.YES_NO)
WHERE = Extra(name="where", label={"en": "Where"})
ALL = (PURPOSE, SINCE, YEARS, SEARCHED, WHERE)


class Asking(forms.Form):
    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.fields.update(questions.fields_of(ALL))


def test_what_a_form_is_told_is_an_answer_that_fits() -> None:
    told = {"purpose": "work", "since": "2026-05-01", "years": "7.50", "searched": "no", "where": "Long Quay"}
    form = Asking({f"answer_{name}": value for name, value in told.items()})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["answer_since"] == date(2026, 5, 1)
    assert form.cleaned_data["answer_years"] == Decimal("7.50")
    answers = questions.answers_in(form.cleaned_data, ALL)
    assert dict(answers) == told
    assert not list(questions.faults_of(answers, ALL))


def test_what_need_not_be_answered_may_be_left_open() -> None:
    form = Asking({"answer_purpose": "sport"})
    assert form.is_valid()
    assert questions.answers_in(form.cleaned_data, ALL) == (("purpose", "sport"),)
    assert set(Asking({}).errors) == {"answer_purpose"}


@pytest.mark.parametrize(
    ("asked", "value"),
    [(PURPOSE, "theatre"), (SINCE, "soon"), (YEARS, "seven"), (YEARS, "--7"), (YEARS, "٧"), (SEARCHED, "maybe")],
)
def test_what_answers_nothing_is_said(asked: Extra, value: str) -> None:
    (fault,) = questions.faults_of([(asked.name, value)], ALL, questions.PREFIX)
    assert fault.column == f"answer_{asked.name}"
    assert "no answer" in fault.text


def test_what_is_not_asked_is_said() -> None:
    (fault,) = questions.faults_of([("colour", "red")], ALL)
    assert "no such question" in fault.text


def test_an_answer_is_shown_in_the_reader_s_language() -> None:
    with translation.override("fr"):
        assert (questions.named(PURPOSE.label), questions.answer_words(PURPOSE, "work")) == ("But", "Travail")
        assert questions.answer_words(PURPOSE, "sport") == "Sport"
    with translation.override("en"):
        assert questions.answer_words(SEARCHED, "no") == "no"
        assert questions.answer_words(PURPOSE, "gone") == "gone"
        assert questions.answer_words(WHERE, "Long Quay") == "Long Quay"
