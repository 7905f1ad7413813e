"""Retention, pages, ¶29: records of makers and dealers that closed: take them over, give a receipt, load them."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for, issuer_of
from salwa.contexts.registry.public import HolderKind, NewHolder
from salwa.contexts.retention.actions.handovers import attach_import, take_over_records
from salwa.contexts.retention.drafts import NewHandOver
from salwa.contexts.retention.forms import HandOverForm, LoadForm
from salwa.contexts.retention.models import Carrier
from salwa.contexts.retention.pages import _asked
from salwa.contexts.retention.papers.receipts import receipt_paper
from salwa.contexts.retention.policies import may_propose
from salwa.contexts.retention.queries._views import hand_over_view
from salwa.contexts.retention.queries.handovers import hand_over as find
from salwa.contexts.retention.queries.handovers import hand_overs
from salwa.contexts.retention.queries.holds import check_may_see
from salwa.platform import submissions
from salwa.platform.errors import NotAllowed
from salwa.platform.papers import pdf_answer, unreadiness
from salwa.platform.reading import reading

PAGE: Final = 50


@require_safe
def hand_over_list(request: HttpRequest) -> HttpResponse:
    """List whose records the State took over."""
    actor = actor_for(request.user)
    check_may_see(actor)
    after = _asked.after(request)
    with reading(actor):
        found = hand_overs(actor, after=after, most=PAGE + 1)
    facts = {
        "rows": [(view, Carrier(view.carrier).label) for _number, view in found[:PAGE]],
        "after": found[PAGE - 1][0] if len(found) > PAGE else None,
        "is_first": not after,
        "may_take": may_propose(actor),
    }
    return render(request, "retention/hand_overs.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def new_hand_over(request: HttpRequest) -> HttpResponse:
    """Take records over."""
    actor = actor_for(request.user)
    check_may_see(actor)
    if not may_propose(actor):
        raise NotAllowed(_("A registrar takes records over. Tell the registry whose they are and where they lie."))
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with submissions.under(form.cleaned_data["key"]) as sent:
            new = _new(form.cleaned_data)
            taken = take_over_records(actor=actor, hand_over=new, reason=form.cleaned_data["reason"])
        if sent.is_repeated:
            return redirect("retention:hand-overs")
        messages.success(request, _("The records are the State's to keep. Print the receipt."))
        return redirect("retention:hand-over", taken.uuid)
    return render(request, "retention/new_hand_over.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, hand_over: str) -> HttpResponse:
    """Show a hand-over as its receipt, with the imports that brought its records into the register."""
    actor = actor_for(request.user)
    check_may_see(actor)
    with reading(actor):
        found = find(actor, hand_over)
        view = hand_over_view(found)
    form = LoadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with submissions.under(form.cleaned_data["key"]):
            attach_import(actor=actor, hand_over=found, load=form.cleaned_data["load"])
            messages.success(request, _("The import is named with the hand-over."))
        return redirect("retention:hand-over", found.uuid)
    facts = {
        "hand_over": view,
        "carrier": Carrier(view.carrier).label,
        "form": form,
        "may_take": may_propose(actor),
        "lack": unreadiness(),
    }
    return render(request, "retention/hand_over.html", facts, status=422 if form.errors else 200)


@require_safe
def receipt_file(request: HttpRequest, hand_over: str) -> HttpResponse:
    """Give the receipt of records that were taken over as PDF."""
    actor = actor_for(request.user)
    check_may_see(actor)
    with reading(actor):
        view = hand_over_view(find(actor, hand_over))
        issuer = issuer_of(actor)
    language = translation.get_language() or settings.LANGUAGE_CODE
    at = timezone.now().replace(microsecond=0)
    return pdf_answer(receipt_paper(view, issuer=issuer, at=at, language=language))


def _new(given: dict[str, Any]) -> NewHandOver:
    return NewHandOver(
        company=_company(given["company"], given["registration_number"]),
        ceased=given["ceased"],
        carrier=given["carrier"],
        pieces=given["pieces"],
        records=given["records"] or 0,
        kept_at=given["kept_at"],
        digest=given["digest"],
    )


def _company(name: str, number: str) -> NewHolder:
    return NewHolder(kind=HolderKind.LEGAL_PERSON, name=name, registration_number=number)
