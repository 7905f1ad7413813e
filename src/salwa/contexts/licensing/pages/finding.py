"""Licensing, pages, ¶23 ¶37: companies in a list, a person exactly and for a purpose, and a file for whoever is new."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.licensing.actions.licensees import add_category, open_file
from salwa.contexts.licensing.actions.purposes import find_person
from salwa.contexts.licensing.forms import ActingForm, NewCompanyForm, NewPersonForm, PersonForm
from salwa.contexts.licensing.models import Category, Licensee
from salwa.contexts.licensing.pages._asking import Given, Question, ask, done
from salwa.contexts.licensing.policies import may_decide, may_read
from salwa.contexts.licensing.queries.files import companies, holder_by_id
from salwa.contexts.registry.public import HolderKind, NewHolder, PersonView, Sex, Sought
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound, Refused
from salwa.platform.reading import reading

PAGE = 50
_LONGEST = 18


@require_safe
def holders(request: HttpRequest) -> HttpResponse:
    """List companies and agencies, page by page. Persons are on no list."""
    actor = actor_for(request.user)
    text, category = request.GET.get("name", "")[:200], request.GET.get("category", "")
    category = category if category in Category.values else ""
    after = request.GET.get("after", "")
    begins = int(after) if after.isascii() and after.isdigit() and len(after) <= _LONGEST else 0
    with reading(actor):
        found = companies(actor, text, category, after=begins, most=PAGE + 1)
    facts = {
        "holders": found[:PAGE],
        "after": found[PAGE - 1].id if len(found) > PAGE else "",
        "is_first": not begins,
        "text": text,
        "category": category,
        "categories": [one for one in Category.choices if one[0] != Category.PERSON],
        "may_decide": may_decide(actor),
    }
    return render(request, "licensing/holders.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Ask for a document, or for name and year of birth, and for the purpose; show who fits exactly, nobody else."""
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    form = PersonForm(request.POST or None)
    found: tuple[PersonView, ...] | None = None
    if request.method == "POST" and form.is_valid():
        found = _found(actor, form)
    facts = {"form": form, "found": found, "may_decide": may_decide(actor), "asks": ActingForm()}
    return render(request, "licensing/person.html", facts, status=422 if form.errors else 200)


@require_POST
def take_file(request: HttpRequest, number: int) -> HttpResponse:
    """Open a file on a person who is on record as a holder already, and lead to it."""
    actor = actor_for(request.user)
    form = ActingForm(request.POST)
    done(form, lambda _given: add_category(actor=actor, holder=number, category=Category.PERSON))
    with reading(actor):
        found = holder_by_id(actor, number)
    return redirect("licensing:file", found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def new_holder(request: HttpRequest, kind: str) -> HttpResponse:
    """Put a person or a company on record, with a file of its own."""
    actor = actor_for(request.user)
    if not may_decide(actor):
        raise NotAllowed
    if kind not in ("person", "company"):
        raise NotFound
    is_person = kind == "person"
    form: ActingForm = (NewPersonForm if is_person else NewCompanyForm)(request.POST or None)
    if request.method == "POST":
        made = done(form, lambda given: _opened(actor, is_person, given))
        if isinstance(made, Licensee):
            with reading(actor):
                return redirect("licensing:file", holder_by_id(actor, made.holder_id).uuid)
        if not form.errors:
            return redirect("licensing:holders")
    question = Question(
        title=_("A person who is not on record") if is_person else _("A company that is not on record"),
        lead=_("Look first whether there is a file already: two files of one holder are two halves of the truth."),
        button=_("Open the file"),
        back=reverse("licensing:person" if is_person else "licensing:holders"),
        back_name=_("Find a person") if is_person else _("Companies and agencies"),
    )
    return ask(request, form, question)


def _found(actor: Actor, form: PersonForm) -> tuple[PersonView, ...] | None:
    given = form.cleaned_data
    sought = Sought(
        document=given["document"],
        family_name=given["family_name"],
        given_names=given["given_names"],
        year_of_birth=given["year_of_birth"] or 0,
    )
    try:
        return find_person(actor=actor, sought=sought, reason=given["reason"])
    except Refused as refused:
        for fault in refused.faults:
            form.add_error(fault.column if fault.column in form.fields else None, fault.text)
        return None


def _opened(actor: Actor, is_person: bool, given: Given) -> Licensee:
    if is_person:
        return open_file(actor=actor, holder=_person(given), category=Category.PERSON)
    new = NewHolder(kind=HolderKind.LEGAL_PERSON, name=given["name"], registration_number=given["registration_number"])
    return open_file(actor=actor, holder=new, category=Category(given["category"]), held_from=given["held_from"])


def _person(given: dict[str, Any]) -> NewHolder:
    return NewHolder(
        kind=HolderKind.NATURAL_PERSON,
        family_name=given["family_name"],
        given_names=given["given_names"],
        year_of_birth=given["year_of_birth"],
        born=given["born"],
        sex=Sex(given["sex"]),
        document=(0, given["document_kind"], given["document"]),
    )
