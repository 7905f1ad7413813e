"""Licensing, pages: ask by a form, act once, and say beside the fields what was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from salwa.contexts.licensing.forms import ActingForm
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused

Given = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a page with one form says: its heading, what it is for, the word on the button, and the way back."""

    title: str
    button: str
    back: str
    back_name: str
    lead: str = ""
    tone: str = ""
    is_upload: bool = False


def today() -> date:
    """Give the day on which a page is asked for."""
    return timezone.now().date()


def ask(request: HttpRequest, form: ActingForm, question: Question) -> HttpResponse:
    """Show a page with one form; 422 where something in it is to be put right."""
    facts = {"form": form, "question": question}
    return render(request, "licensing/form.html", facts, status=422 if form.errors else 200)


def done(
    form: ActingForm,
    act: Callable[[Given], object],
    *,
    fresh: Callable[[str], None] | None = None,
    actor: Actor | None = None,
) -> object | None:
    """Carry out what a form says, once, and give what the action gives.

    None where it was not carried out: the form then says why, or it had been carried out before (it has no errors).
    ``fresh`` is asked with the version that the form was filled in from, and raises Stale where it was overtaken; not
    where ``actor`` sends what was done before.
    """
    if not form.is_valid():
        return None
    given = form.cleaned_data
    result: object | None = None
    try:
        with submissions.under(given["key"]):
            if fresh is not None and actor is not None and not submissions.was_done(actor.actor_id, given["key"]):
                fresh(given["seen"])
            result = act(given)
    except Refused as refused:
        form.tell(refused)
    return result
