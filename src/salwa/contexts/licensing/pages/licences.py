"""Licensing, pages, ¶37 ¶59 ¶64: a licence, what is done with it, and the paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for, issuer_of
from salwa.contexts.licensing.actions.applications import renew
from salwa.contexts.licensing.actions.licences import amend_conditions, reinstate, revoke, surrender, suspend
from salwa.contexts.licensing.actions.purposes import open_person
from salwa.contexts.licensing.answers import LicenceFile
from salwa.contexts.licensing.drafts import Measure, Terms
from salwa.contexts.licensing.forms import ActingForm, AmendForm, MeasureForm, ReasonForm, RenewForm
from salwa.contexts.licensing.models import Licence, Proposal
from salwa.contexts.licensing.naming import licence_number
from salwa.contexts.licensing.pages._asking import Given, Question, ask, done, today
from salwa.contexts.licensing.pages.shown import event_words, show_licence_file
from salwa.contexts.licensing.papers.permits import permit_of, permit_paper
from salwa.contexts.licensing.policies import may_decide
from salwa.contexts.licensing.queries._views import last_answers
from salwa.contexts.licensing.queries.licences import licence as find
from salwa.contexts.licensing.queries.licences import licence_file
from salwa.contexts.licensing.queries.packs import asked_besides, kind_of
from salwa.contexts.licensing.rules import month_later
from salwa.contexts.registry.public import PersonView
from salwa.platform import questions, submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound, NotReady
from salwa.platform.papers import pdf_answer, unreadiness
from salwa.platform.reading import reading


@require_safe
def licence(request: HttpRequest, number: str) -> HttpResponse:
    """Show a licence: what it is, its life, its conditions, and the next step."""
    actor = actor_for(request.user)
    with reading(actor):
        row = find(actor, number)
        file = licence_file(actor, row, today())
    if number != licence_number(row):
        return redirect("licensing:licence", licence_number(row))
    facts = {"licence": show_licence_file(file), "may_decide": may_decide(actor)}
    return render(request, "licensing/licence.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """Show a licence as a page to print. The holder's name stands on it once a purpose was sent."""
    actor = actor_for(request.user)
    file, form, person = _opened(actor, request, number)
    return _paper_page(request, file, form, person)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_file(request: HttpRequest, number: str) -> HttpResponse:
    """Give the paper of a licence as PDF: with a person's name where a purpose was sent, without it otherwise."""
    actor = actor_for(request.user)
    # That a name was opened is an entry: it is not made for a paper that cannot be printed.
    if lack := unreadiness():
        raise NotReady(lack)
    file, form, person = _opened(actor, request, number)
    if form.errors:
        return _paper_page(request, file, form, person)
    with reading(actor):
        issuer = issuer_of(actor)
    at = timezone.now().replace(microsecond=0)
    language = translation.get_language() or settings.LANGUAGE_CODE
    return pdf_answer(permit_paper(permit_of(file, person), issuer=issuer, at=at, language=language))


def _opened(actor: Actor, request: HttpRequest, number: str) -> tuple[LicenceFile, ReasonForm, PersonView | None]:
    """Read a licence and, where a purpose was sent for it, who its holder is."""
    with reading(actor):
        file = licence_file(actor, find(actor, number), today())
    holder = file.licence.holder
    form = ReasonForm(request.POST or None, label=_("For what purpose"), initial={"reason": _("To hand out the paper")})
    person = None
    if request.method == "POST" and holder.is_person and form.is_valid():
        person = open_person(actor=actor, holder=holder, reason=form.cleaned_data["reason"])
    return file, form, person


def _paper_page(request: HttpRequest, file: LicenceFile, form: ReasonForm, person: PersonView | None) -> HttpResponse:
    holder = file.licence.holder
    facts = {
        "licence": show_licence_file(file),
        "form": form if holder.is_person and person is None else None,
        "person": person,
        "company": holder if not holder.is_person else None,
        "lack": unreadiness(),
    }
    return render(request, "licensing/paper.html", facts, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Way:
    """Something that is done with a licence: its heading and button, its form, and what carries it out."""

    title: str | Promise
    button: str | Promise
    form: Callable[[Actor, HttpRequest, Licence, str], ActingForm]
    act: Callable[[Actor, Licence, Given], object]
    lead: str | Promise = ""


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, how: str) -> HttpResponse:
    """Suspend, put into force again, revoke, take back, change or renew a licence."""
    actor = actor_for(request.user)
    way = WAYS.get(how)
    if way is None:
        raise NotFound
    if not may_decide(actor):
        raise NotAllowed
    with reading(actor):
        row = find(actor, number)
        file = licence_file(actor, row, today())
        form = way.form(actor, request, row, file.version)
    if request.method == "POST":
        made = done(
            form, lambda given: way.act(actor, row, given), fresh=lambda seen: _check_fresh(seen, file), actor=actor
        )
        if not form.errors:
            waits = isinstance(made, Proposal)
            messages.success(request, _("It waits for a second officer now.") if waits else _("It is on record."))
            return redirect("licensing:licence", licence_number(row))
    question = Question(
        title=str(way.title),
        lead=str(way.lead),
        button=str(way.button),
        back=reverse("licensing:licence", args=[licence_number(row)]),
        back_name=licence_number(row),
    )
    return ask(request, form, question)


def _check_fresh(seen: str, file: LicenceFile) -> None:
    count = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0
    before = file.events[count - 1] if 0 < count <= len(file.events) else None
    submissions.check_fresh(
        seen,
        file.version,
        was=event_words(before) if before is not None else _("nothing was recorded"),
        is_=event_words(file.events[-1]),
    )


def _measure_form(
    request: HttpRequest, seen: str, without: tuple[str, ...] = (), *, optional: bool = False
) -> ActingForm:
    return MeasureForm(request.POST or None, seen=seen, without=without, optional=optional, initial={"day": today()})


def _terms_form(kind: type[ActingForm], request: HttpRequest, row: Licence, seen: str) -> ActingForm:
    initial = {"valid_to": row.state.valid_to, "quota": row.state.quota}
    return kind(request.POST or None, seen=seen, initial=initial)


def _renew_form(actor: Actor, request: HttpRequest, row: Licence, seen: str) -> ActingForm:
    kind, ends = kind_of(actor, row.kind, today()), row.state.valid_to
    months = kind.months if kind is not None else None
    last = month_later(max(ends or today(), today()), months) if months is not None else None
    initial: dict[str, object] = {"valid_to": last, "quota": row.state.quota}
    initial |= {questions.PREFIX + name: value for name, value in last_answers(row)}
    return RenewForm(request.POST or None, seen=seen, asked=asked_besides(actor, today()), initial=initial)


def _measure(given: Given) -> Measure:
    return Measure(
        day=given["day"],
        grounds=given.get("grounds") or "",
        text=given.get("text") or "",
        hand_in_by=given.get("hand_in_by"),
    )


def _terms(row: Licence, given: Given) -> Terms:
    return Terms(
        valid_from=row.state.valid_from or row.granted_on,
        valid_to=given["valid_to"],
        quota=given["quota"],
        condition=given["condition"],
    )


def _reason(given: Given) -> str:
    return str(given["reason"])


WAYS: Final[dict[str, Way]] = {
    "suspend": Way(
        gettext_lazy("Suspend the licence"),
        gettext_lazy("Suspend it"),
        lambda _actor, request, _row, seen: _measure_form(request, seen),
        lambda actor, row, given: suspend(actor=actor, licence=row, measure=_measure(given)),
        gettext_lazy("It permits nothing until it is put into force again."),
    ),
    "reinstate": Way(
        gettext_lazy("Put the licence into force again"),
        gettext_lazy("Put it into force"),
        lambda _actor, request, _row, seen: _measure_form(request, seen, ("grounds", "hand_in_by")),
        lambda actor, row, given: reinstate(actor=actor, licence=row, measure=_measure(given)),
    ),
    "revoke": Way(
        gettext_lazy("Revoke the licence"),
        gettext_lazy("Revoke it"),
        lambda _actor, request, _row, seen: _measure_form(request, seen),
        lambda actor, row, given: revoke(actor=actor, licence=row, measure=_measure(given)),
        gettext_lazy("It ends for good. What the holder has stays on a list until it is handed in or passed on."),
    ),
    "give-back": Way(
        gettext_lazy("The holder gives the licence back"),
        gettext_lazy("Record it"),
        lambda _actor, request, _row, seen: _measure_form(request, seen, optional=True),
        lambda actor, row, given: surrender(actor=actor, licence=row, measure=_measure(given)),
        gettext_lazy("It ends at the holder's wish. No suspicion follows from it."),
    ),
    "change": Way(
        gettext_lazy("Change the terms"),
        gettext_lazy("Change them"),
        lambda _actor, request, row, seen: _terms_form(AmendForm, request, row, seen),
        lambda actor, row, given: amend_conditions(
            actor=actor, licence=row, terms=_terms(row, given), reason=_reason(given)
        ),
        gettext_lazy("Terms may be made narrower here. For longer or for more, take in an application."),
    ),
    "renew": Way(
        gettext_lazy("Renew the licence"),
        gettext_lazy("Renew it"),
        _renew_form,
        lambda actor, row, given: renew(
            actor=actor, licence=row, terms=_terms(row, given), answers=given["answers"], reason=_reason(given)
        ),
        gettext_lazy("What the licence rests on must be met anew on the day of the renewal."),
    ),
}
