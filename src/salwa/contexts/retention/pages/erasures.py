"""Retention, pages, ¶29: what was proposed for erasure, the decision by another hand, and the certificate."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for, issuer_of
from salwa.contexts.retention.actions.erasures import carry_out_erasure, turn_down_erasure
from salwa.contexts.retention.answers import ProposalView
from salwa.contexts.retention.forms import DecisionForm
from salwa.contexts.retention.models import KindCode, Outcome, Proposal
from salwa.contexts.retention.pages import _asked
from salwa.contexts.retention.papers.certificates import erasure_certificate
from salwa.contexts.retention.policies import may_decide
from salwa.contexts.retention.queries._views import proposal_view
from salwa.contexts.retention.queries.certificates import certificate, lines
from salwa.contexts.retention.queries.holds import check_may_see
from salwa.contexts.retention.queries.proposals import proposal as find
from salwa.contexts.retention.queries.proposals import proposals
from salwa.contexts.retention.rules import AnotherPersonErases
from salwa.contexts.retention.wording import kind_name
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound
from salwa.platform.papers import pdf_answer, unreadiness
from salwa.platform.reading import reading

PAGE: Final = 50


@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """List what waits for a decision, and what was decided."""
    actor = actor_for(request.user)
    check_may_see(actor)
    after = _asked.after(request)
    with reading(actor):
        waiting = proposals(actor, most=PAGE) if not after else []
        decided = proposals(actor, is_open=False, after=after, most=PAGE + 1)
    facts = {
        "waiting": [(view, _kind(view.kind)) for _number, view in waiting],
        "decided": [(view, _kind(view.kind), view.outcome == Outcome.CARRIED_OUT) for _number, view in decided[:PAGE]],
        "after": decided[PAGE - 1][0] if len(decided) > PAGE else None,
        "is_first": not after,
    }
    return render(request, "retention/proposals.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, proposal: str) -> HttpResponse:
    """Show a proposal: to another person than made it with the decision to take, decided with its certificate."""
    actor = actor_for(request.user)
    check_may_see(actor)
    with reading(actor):
        found = find(actor, proposal)
        view = proposal_view(found)
        proved = certificate(actor, found) if view.outcome == Outcome.CARRIED_OUT else None
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decided(request, actor, found, form)
    is_own = not AnotherPersonErases.is_kept(view.proposed_by_id, actor.actor_id)
    facts = {
        "proposal": view,
        "kind": _kind(view.kind),
        "certificate": proved,
        "form": form,
        "is_open": not view.outcome,
        "is_own": is_own,
        "may_decide": not view.outcome and may_decide(actor),
        "lack": unreadiness() if proved is not None else "",
    }
    return render(request, "retention/proposal.html", facts, status=422 if form.errors else 200)


@require_safe
def certificate_lines(request: HttpRequest, proposal: str) -> HttpResponseBase:
    """Give a certificate's lines as CSV: subject, entry, commitment; nobody's name."""
    actor = actor_for(request.user)
    check_may_see(actor)
    with reading(actor):
        found, _view = _carried_out(actor, proposal)
        rows = list(lines(actor, found))
    text = (f"{subject},{entry},{commitment}\r\n" for subject, entry, commitment in rows)
    heading = iter(["subject,entry,commitment\r\n"])
    name = f"erasure-{found.uuid}.csv"
    return StreamingHttpResponse(
        (line for part in (heading, text) for line in part),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def certificate_file(request: HttpRequest, proposal: str) -> HttpResponse:
    """Give the certificate of an erasure as PDF. Raises NotFound where nothing was erased."""
    actor = actor_for(request.user)
    check_may_see(actor)
    with reading(actor):
        found, view = _carried_out(actor, proposal)
        proved = certificate(actor, found)
        issuer = issuer_of(actor)
    language = translation.get_language() or settings.LANGUAGE_CODE
    at = timezone.now().replace(microsecond=0)
    return pdf_answer(erasure_certificate(view, proved, issuer=issuer, at=at, language=language))


def _carried_out(actor: Actor, proposal: str) -> tuple[Proposal, ProposalView]:
    """Find an erasure that was carried out. Raises NotFound where there is none of that name, or nothing was erased."""
    found = find(actor, proposal)
    view = proposal_view(found)
    if view.outcome != Outcome.CARRIED_OUT:
        raise NotFound(_("Nothing was erased by this proposal."))
    return found, view


def _decided(request: HttpRequest, actor: Actor, found: Proposal, form: DecisionForm) -> HttpResponse:
    given = form.cleaned_data
    with submissions.under(given["key"]):
        if given["outcome"] == "erase":
            carry_out_erasure(actor=actor, proposal=found, reason=given["reason"])
            messages.success(request, _("Erased. The certificate stands below: print it for the file."))
        else:
            turn_down_erasure(actor=actor, proposal=found, reason=given["reason"])
            messages.success(request, _("Turned down. Nothing was erased."))
    return redirect("retention:proposal", found.uuid)


def _kind(code: int) -> str:
    return kind_name(KindCode(code).kind)
