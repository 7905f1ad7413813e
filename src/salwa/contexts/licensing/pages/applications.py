"""Licensing, pages, ¶37 ¶59: an application with what it rests on. The officer decides; the page only shows."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.licensing.actions.applications import confirm, grant, refuse_application, withdraw_application
from salwa.contexts.licensing.drafts import Reason, Terms
from salwa.contexts.licensing.forms import ActingForm, ConfirmForm, GrantForm, RefuseForm, WithdrawForm
from salwa.contexts.licensing.models import Application, Proposal
from salwa.contexts.licensing.pages._asking import Given, Question, done, today
from salwa.contexts.licensing.pages.shown import Shown, show_application
from salwa.contexts.licensing.policies import may_decide
from salwa.contexts.licensing.queries.applications import application as find
from salwa.contexts.licensing.queries.applications import application_view, usual_terms
from salwa.contexts.licensing.queries.packs import kind_of
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound
from salwa.platform.reading import reading


@require_safe
def application(request: HttpRequest, number: int) -> HttpResponse:
    """Show an application, what it rests on with the source of each, and what came of it."""
    actor = actor_for(request.user)
    with reading(actor):
        shown = _shown(actor, find(actor, number))
    facts = {"application": shown, "may_decide": may_decide(actor)}
    return render(request, "licensing/application.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: int, how: str) -> HttpResponse:
    """Ask for the terms of a grant, the grounds of a refusal, a second officer's word or a withdrawal; carry it out."""
    actor = actor_for(request.user)
    way = WAYS.get(how)
    if way is None:
        raise NotFound
    if not may_decide(actor):
        raise NotAllowed
    make, act = way
    with reading(actor):
        row = find(actor, number)
        shown = _shown(actor, row)
        form = make(actor, row, request, _version(shown))
    if request.method == "POST":
        made = done(
            form, lambda given: act(actor, row, given), fresh=lambda seen: _check_fresh(seen, shown), actor=actor
        )
        if not form.errors:
            told = _("It waits for a second officer now.") if _waits(made) else _("The decision is on record.")
            messages.success(request, told)
            return redirect("licensing:application", row.pk)
    facts = {"application": shown, "form": form, "how": how, "question": _question(how)}
    return render(request, "licensing/decide.html", facts, status=422 if form.errors else 200)


def _shown(actor: Actor, row: Application) -> Shown:
    return show_application(application_view(actor, row, today()), actor.actor_id)


def _version(shown: Shown) -> str:
    """Give what a decision rests on, so that it is read anew where a check was recorded or withdrawn meanwhile."""
    return f"{shown['unmet']}/{len(shown['requirements'])} {shown['is_open']}"


def _check_fresh(seen: str, shown: Shown) -> None:
    now = _version(shown)
    submissions.check_fresh(seen, now, was=_told(seen), is_=_told(now))


def _told(version: str) -> str:
    met, _sign, is_open = version.partition(" ")
    unmet, _slash, count = met.partition("/")
    if is_open != "True":
        return _("decided, or waiting for a second officer")
    return _("%(unmet)s of %(count)s requirements not met") % {"unmet": unmet, "count": count}


def _waits(made: object) -> bool:
    return isinstance(made, Proposal) and made.settled_id is None


def _question(how: str) -> Question:
    titles = {
        "grant": (_("Grant the licence"), _("Grant it")),
        "refuse": (_("Refuse the application"), _("Refuse it")),
        "confirm": (_("Decide as the second officer"), _("Record it")),
        "withdraw": (_("The applicant no longer asks for it"), _("Record it")),
    }
    title, button = titles[how]
    return Question(title=title, button=button, back="", back_name="", tone="bad" if how == "refuse" else "")


def _grant_form(actor: Actor, row: Application, request: HttpRequest, seen: str) -> ActingForm:
    has_kind = kind_of(actor, row.kind, today()) is not None
    usual = usual_terms(actor, row, today()) if has_kind else Terms(valid_from=today())
    initial = {"valid_from": usual.valid_from, "valid_to": usual.valid_to, "quota": usual.quota}
    return GrantForm(request.POST or None, seen=seen, initial=initial)


def _grant(actor: Actor, row: Application, given: Given) -> object:
    terms = Terms(
        valid_from=given["valid_from"],
        valid_to=given["valid_to"],
        quota=given["quota"],
        condition=given["condition"],
    )
    return grant(actor=actor, application=row, terms=terms, reason=given["reason"])


def _refuse(actor: Actor, row: Application, given: Given) -> object:
    why = Reason(grounds=given["grounds"], text=given["text"], appeal_by=given["appeal_by"])
    return refuse_application(actor=actor, application=row, why=why, reason=given["reason"])


def _confirm(actor: Actor, row: Application, given: Given) -> object:
    return confirm(actor=actor, application=row, is_confirmed=given["is_confirmed"], reason=given["reason"])


def _withdraw(actor: Actor, row: Application, given: Given) -> object:
    return withdraw_application(actor=actor, application=row, reason=given["reason"])


Make = Callable[[Actor, Application, HttpRequest, str], ActingForm]
Act = Callable[[Actor, Application, Given], object]
WAYS: Final[dict[str, tuple[Make, Act]]] = {
    "grant": (_grant_form, _grant),
    "refuse": (lambda _actor, _row, request, seen: RefuseForm(request.POST or None, seen=seen), _refuse),
    "confirm": (lambda _actor, _row, request, seen: ConfirmForm(request.POST or None, seen=seen), _confirm),
    "withdraw": (lambda _actor, _row, request, seen: WithdrawForm(request.POST or None, seen=seen), _withdraw),
}
