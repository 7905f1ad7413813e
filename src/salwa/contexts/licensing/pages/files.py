"""Licensing, pages, ¶37 ¶59 ¶64: a holder's file, and what is recorded in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.licensing.actions.applications import apply
from salwa.contexts.licensing.actions.checks import record_check, withdraw_check
from salwa.contexts.licensing.actions.inspections import plan_inspection
from salwa.contexts.licensing.actions.licensees import add_category, add_premises, close_premises, end_category
from salwa.contexts.licensing.actions.purposes import open_person
from salwa.contexts.licensing.drafts import NewApplication, NewCheck, NewInspection, NewPremises
from salwa.contexts.licensing.forms import (
    ActingForm,
    ApplicationForm,
    CategoryForm,
    CheckForm,
    InspectionForm,
    PremisesForm,
    ReasonForm,
)
from salwa.contexts.licensing.models import Application, Category, CheckKind, CheckOutcome, InspectionKind, PremisesKind
from salwa.contexts.licensing.pages._asking import Given, Question, ask, done, today
from salwa.contexts.licensing.pages.shown import show_file
from salwa.contexts.licensing.policies import may_decide, may_inspect, may_plan
from salwa.contexts.licensing.queries.files import file_of, holder_of, places_of, premises_of
from salwa.contexts.licensing.queries.packs import asked_besides, pack_now
from salwa.contexts.licensing.wording import holder_name
from salwa.contexts.registry.public import HolderView
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a holder's file. A person is named where a purpose was sent, and only in that answer."""
    actor = actor_for(request.user)
    with reading(actor):
        holder = holder_of(actor, uuid)
    form = ReasonForm(request.POST or None, label=_("For what purpose"))
    person = None
    if request.method == "POST" and form.is_valid():
        person = open_person(actor=actor, holder=holder, reason=form.cleaned_data["reason"])
    with reading(actor):
        shown = show_file(file_of(actor, holder, today()), today(), may_decide=may_decide(actor))
    facts = {
        "file": shown,
        "form": form,
        "person": person,
        "is_erased": request.method == "POST" and not form.errors and person is None,
        "may_decide": may_decide(actor),
        "may_plan": may_plan(actor),
        "may_inspect": may_inspect(actor),
    }
    return render(request, "licensing/file.html", facts, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is recorded in a file: its heading, its button, who may, its form, and what carries it out."""

    title: str | Promise
    button: str | Promise
    may: Callable[[Actor], bool]
    form: Callable[[Actor, HolderView, HttpRequest], ActingForm]
    act: Callable[[Actor, HolderView, Given], object]
    lead: str | Promise = ""


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, uuid: UUID, what: str) -> HttpResponse:
    """Record something in a holder's file: a capacity, a check, a place, an application, an inspection to be made."""
    actor = actor_for(request.user)
    deed = DEEDS.get(what)
    if deed is None:
        raise NotFound
    if not deed.may(actor):
        raise NotAllowed
    with reading(actor):
        holder = holder_of(actor, uuid)
        form = deed.form(actor, holder, request)
        if request.method == "POST":
            form.is_valid()
    if request.method == "POST":
        made = done(form, lambda given: deed.act(actor, holder, given))
        if not form.errors:
            messages.success(request, _("It is on record."))
            if isinstance(made, Application):
                return redirect("licensing:application", made.pk)
            return redirect("licensing:file", holder.uuid)
    question = Question(
        title=str(deed.title),
        lead=str(deed.lead),
        button=str(deed.button),
        back=reverse("licensing:file", args=[holder.uuid]),
        back_name=holder_name(holder),
    )
    return ask(request, form, question)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, uuid: UUID, what: str, number: int) -> HttpResponse:
    """Take something in a file back, or end it: a check, a place, a capacity; always with the reason."""
    actor = actor_for(request.user)
    ending = ENDINGS.get(what)
    if ending is None:
        raise NotFound
    if not may_decide(actor):
        raise NotAllowed
    with reading(actor):
        holder = holder_of(actor, uuid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        done(form, lambda given: ending.act(actor, number, given["reason"]))
        if not form.errors:
            messages.success(request, _("It is on record."))
            return redirect("licensing:file", holder.uuid)
    question = Question(
        title=str(ending.title),
        lead=_("What was recorded stays readable."),
        button=str(ending.title),
        back=reverse("licensing:file", args=[holder.uuid]),
        back_name=holder_name(holder),
    )
    return ask(request, form, question)


def _application_form(actor: Actor, holder: HolderView, request: HttpRequest) -> ActingForm:
    told = file_of(actor, holder, today())
    categories = tuple(dict.fromkeys(category for _, category, _ in told.categories))
    kinds = [kind for kind in pack_now(actor, today()).licences if set(kind.holders) & set(categories)]
    return ApplicationForm(
        request.POST or None,
        kinds=kinds,
        categories=categories,
        places=told.premises,
        asked=asked_besides(actor, today()),
        initial={"received_on": today(), "kind": request.GET.get("kind", "")},
    )


def _apply(actor: Actor, holder: HolderView, given: Given) -> Application:
    new = NewApplication(
        kind=given["kind"],
        category=Category(given["category"]),
        received_on=given["received_on"],
        quota=given["quota"],
        types=tuple(given.get("types") or ()),
        premises=premises_of(actor, holder.id, given["premises"]) if given["premises"] else None,
        fee_reference=given["fee_reference"],
        answers=given["answers"],
    )
    return apply(actor=actor, holder=holder.id, application=new)


def _check(actor: Actor, holder: HolderView, given: Given) -> object:
    new = NewCheck(
        kind=CheckKind(given["kind"]),
        outcome=CheckOutcome(given["outcome"]),
        made_on=given["made_on"],
        valid_to=given["valid_to"],
        by=given["by"],
        document=given["document"],
    )
    return record_check(actor=actor, holder=holder.id, check=new)


def _category(actor: Actor, holder: HolderView, given: Given) -> object:
    return add_category(
        actor=actor, holder=holder.id, category=Category(given["category"]), held_from=given["held_from"]
    )


def _place(actor: Actor, holder: HolderView, given: Given) -> object:
    place = NewPremises(kind=PremisesKind(given["kind"]), label=given["label"], address=given["address"])
    return add_premises(actor=actor, holder=holder.id, place=place)


def _inspection(actor: Actor, holder: HolderView, given: Given) -> object:
    premises = premises_of(actor, holder.id, given["premises"]) if given["premises"] else None
    new = NewInspection(kind=InspectionKind(given["kind"]), due=given["due"], premises=premises)
    return plan_inspection(actor=actor, holder=holder.id, inspection=new)


DEEDS: Final[dict[str, Deed]] = {
    "apply": Deed(
        gettext_lazy("Take in an application"),
        gettext_lazy("Take it in"),
        may_decide,
        _application_form,
        _apply,
        gettext_lazy(
            "Take in what is asked for, also where it will not be granted: it is decided, and can be appealed."
        ),
    ),
    "check": Deed(
        gettext_lazy("Record a check"),
        gettext_lazy("Record it"),
        may_decide,
        lambda _actor, _holder, request: CheckForm(request.POST or None, initial={"made_on": today()}),
        _check,
    ),
    "category": Deed(
        gettext_lazy("Record a capacity"),
        gettext_lazy("Record it"),
        may_decide,
        lambda _actor, _holder, request: CategoryForm(request.POST or None, initial={"held_from": today()}),
        _category,
        gettext_lazy("As what the holder has licences: as a dealer, a collector, a club …"),
    ),
    "place": Deed(
        gettext_lazy("Record a place"),
        gettext_lazy("Record it"),
        may_decide,
        lambda _actor, _holder, request: PremisesForm(request.POST or None),
        _place,
    ),
    "inspection": Deed(
        gettext_lazy("Plan an inspection"),
        gettext_lazy("Plan it"),
        may_plan,
        lambda actor, holder, request: InspectionForm(request.POST or None, places=places_of(actor, holder.id)),
        _inspection,
    ),
}


@dataclass(frozen=True, slots=True)
class Ending:
    """Something in a file that is ended or taken back, with a reason."""

    title: str | Promise
    act: Callable[[Actor, int, str], object]


ENDINGS: Final[dict[str, Ending]] = {
    "check": Ending(
        gettext_lazy("Withdraw the check"),
        lambda actor, number, why: withdraw_check(actor=actor, check=number, reason=why),
    ),
    "place": Ending(
        gettext_lazy("Close the place"),
        lambda actor, number, why: close_premises(actor=actor, place=number, reason=why),
    ),
    "category": Ending(
        gettext_lazy("End the capacity"),
        lambda actor, number, why: end_category(actor=actor, licensee=number, held_to=today(), reason=why),
    ),
}
