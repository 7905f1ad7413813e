"""Registry, pages, ¶29 ¶37: proposed transfers with their deadlines, one of them, and what is due."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry import wording
from salwa.contexts.registry.actions.proposals import carry_out_transfer, note_consent, withdraw_proposal
from salwa.contexts.registry.answers import Due, ProposalView
from salwa.contexts.registry.drafts import NewConsent
from salwa.contexts.registry.forms.desk import CarryOutForm, ConsentForm, ReasonedForm
from salwa.contexts.registry.models import Party, Proposal
from salwa.contexts.registry.policies import may_search, may_settle
from salwa.contexts.registry.queries.proposals import due as what_is_due
from salwa.contexts.registry.queries.proposals import proposal as find
from salwa.contexts.registry.queries.proposals import proposals as find_all
from salwa.contexts.registry.queries.proposals import view_of
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed
from salwa.platform.reading import reading

_FORMS: dict[str, type[Any]] = {"consent": ConsentForm, "carry-out": CarryOutForm, "withdraw": ReasonedForm}


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal with its kind in words and its next step."""

    view: ProposalView
    kind: str | Promise
    step: str


@dataclass(frozen=True, slots=True)
class ShownDue:
    """A firearm that is due, with the event after which it is."""

    due: Due
    kind: str | Promise


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """List the transfers that wait for consents or for days, the earliest deadline first."""
    actor = actor_for(request.user)
    if not may_search(actor):
        raise NotAllowed
    with reading(actor):
        found = find_all(actor)
    return render(request, "registry/proposals.html", {"proposals": [_shown(one) for one in found]})


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """List the firearms that are due back, or due to leave, the earliest day first."""
    actor = actor_for(request.user)
    if not may_search(actor):
        raise NotAllowed
    with reading(actor):
        found = what_is_due(actor)
    rows = [ShownDue(one, wording.EVENT_NAMES[one.kind]) for one in found]
    return render(request, "registry/due.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """Show a proposed transfer; who may notes what a side says, carries it out, or withdraws it."""
    actor = actor_for(request.user)
    with reading(actor):
        row = find(actor, number)
        shown = _shown(view_of(actor, row))
        may = shown.view.outcome is None and may_settle(actor, row)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    begun = {"key": submissions.new_key()}
    forms = {name: kind(request.POST if act == name else None, initial=begun) for name, kind in _FORMS.items()}
    form = forms.get(act)
    if form is not None and form.is_valid():
        return _done(request, actor, row, act, form.cleaned_data)
    facts = {"proposal": shown, "may_settle": may, "form": form or forms["consent"], "act": act}
    facts |= {"consent": forms["consent"], "carry_out": forms["carry-out"], "withdraw": forms["withdraw"]}
    return render(request, "registry/proposal.html", facts, status=422 if form is not None and form.errors else 200)


def _done(request: HttpRequest, actor: Actor, row: Proposal, act: str, given: dict[str, Any]) -> HttpResponse:
    with submissions.under(given["key"]):
        if act == "consent":
            said = NewConsent(
                party=Party(given["party"]), is_given=given["said"] == "given", reference=given["reference"]
            )
            note_consent(actor=actor, proposal=row, said=said)
        elif act == "carry-out":
            carry_out_transfer(actor=actor, proposal=row, happened=given["when"])
        else:
            withdraw_proposal(actor=actor, proposal=row, reason=given["reason"])
    messages.success(request, _said(act, given))
    return redirect("registry:proposal", row.pk)


def _said(act: str, given: dict[str, Any]) -> str:
    if act == "carry-out":
        return _("Recorded: the firearm has passed to its new holder. Check that the licence is on record.")
    if act == "withdraw":
        return _("The proposal is withdrawn. The firearm stays with the holder on record.")
    if given["said"] == "given":
        return _("The consent is noted.")
    return _("The refusal is noted, and ends the proposal. The firearm stays with the holder on record.")


def _shown(view: ProposalView) -> Shown:
    return Shown(view, wording.EVENT_NAMES[view.kind], _step(view))


def _step(view: ProposalView) -> str:
    """Say what to do next about a proposal."""
    if view.outcome is not None:
        return _("It has ended: %(outcome)s.") % {"outcome": view.outcome.label}
    if view.has_lapsed:
        return _("Its last day has passed: withdraw it, and propose it anew if it is still wanted.")
    missing = [str(one.party.label) for one in view.consents if one.is_given is None]
    if missing:
        return _("Note the consent of: %(parties)s.") % {"parties": ", ".join(missing)}
    if view.may_be_carried_out:
        return _("Everything is there: carry it out.")
    return _("Wait until %(day)s, then carry it out.") % {"day": wording.day(view.not_before)}
