"""Platform, ¶29 ¶37: the questions that a State asks besides: the field of each, what answers it, how it is shown.

A question comes from the country pack (``forms``). An answer is kept as a text: a day as 2026-05-01, a number in
digits, a choice by its code, yes or no as ``yes`` and ``no``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from salwa.kernel.packs import Answer, Extra
from salwa.platform.errors import Fault

PREFIX: Final = "answer_"
"""What the name of a question's field begins with, so that it is no other field's."""
LONGEST: Final = 500
"""Characters of an answer."""


def named(names: Mapping[str, str]) -> str:
    """Give a name of a country pack in the reader's language; English where the pack does not say it."""
    language = (get_language() or "en").split("-")[0]
    return names.get(language) or names.get("en") or next(iter(names.values()), "")


def field_of(asked: Extra) -> forms.Field:
    """Give the field of a question, in the reader's language where its pack has it."""
    label = named(asked.label)
    if asked.answer is Answer.DATE:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(label=label, required=asked.required, widget=widget)
    if asked.answer is Answer.NUMBER:
        return forms.DecimalField(label=label, required=asked.required)
    if asked.answer in (Answer.CHOICE, Answer.YES_NO):
        return forms.ChoiceField(label=label, required=asked.required, choices=[("", "–"), *_choices(asked)])
    return forms.CharField(label=label, required=asked.required, max_length=LONGEST)


def fields_of(asked: Iterable[Extra]) -> dict[str, forms.Field]:
    """Give the fields of questions by their names in a form."""
    return {PREFIX + one.name: field_of(one) for one in asked}


def answers_in(given: Mapping[str, Any], asked: Iterable[Extra]) -> tuple[tuple[str, str], ...]:
    """Give what a valid form says to questions, by their names; nothing of those left open."""
    found = ((one.name, given.get(PREFIX + one.name)) for one in asked)
    return tuple((name, str(value)) for name, value in found if value not in (None, ""))


def fits(asked: Extra, value: str) -> bool:
    """Whether a text answers a question."""
    if asked.answer is Answer.DATE:
        return _is_day(value)
    if asked.answer is Answer.NUMBER:
        return value.removeprefix("-").replace(".", "", 1).isdigit() and value.isascii()
    if asked.answer is Answer.CHOICE:
        return value in {code for code, _names in asked.choices}
    return value in {"yes", "no"} if asked.answer is Answer.YES_NO else True


def faults_of(answers: Iterable[tuple[str, str]], asked: Sequence[Extra], prefix: str = "") -> Iterator[Fault]:
    """Find answers to questions that are not asked, and those that answer nothing. ``prefix`` names the columns."""
    known = {one.name: one for one in asked}
    for name, value in answers:
        if name not in known:
            yield Fault(0, f"{prefix}{name}"[:60], _("this State asks no such question here"))
        elif value.strip() and not fits(known[name], value.strip()):
            yield Fault(0, prefix + name, _("this is no answer to the question"))


def answer_words(asked: Extra, value: str) -> str:
    """Say an answer in the reader's language; as it was written where the pack has no such choice."""
    return dict(_choices(asked)).get(value, value)


def told_in_words(answers: Iterable[tuple[str, str]], asked: Iterable[Extra]) -> tuple[tuple[str, str], ...]:
    """Give each question and its answer in the reader's language; one that is asked no more by its name."""
    known = {one.name: one for one in asked}
    return tuple(
        (named(known[name].label), answer_words(known[name], value)) if name in known else (name, value)
        for name, value in answers
    )


def _choices(asked: Extra) -> list[tuple[str, str]]:
    if asked.answer is Answer.YES_NO:
        return [("yes", _("yes")), ("no", _("no"))]
    return [(code, named(names)) for code, names in asked.choices]


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
