"""Registry, pages, ¶29: what a person should look at: the open findings, each with its next step."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.actions.findings import close_finding
from salwa.contexts.registry.forms import ReasonForm
from salwa.contexts.registry.pages.shown import conflicting, show_finding
from salwa.contexts.registry.policies import may_close_finding, may_search
from salwa.contexts.registry.queries.findings import finding as find
from salwa.contexts.registry.queries.findings import open_findings, view_of
from salwa.contexts.registry.queries.histories import history
from salwa.platform.errors import NotAllowed
from salwa.platform.reading import reading

PAGE: Final = 50
"""Findings of one page."""
_LONGEST: Final = 18
"""Digits of a number that the database can hold."""


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """List what is open about records that this officer may open, the oldest first."""
    actor = actor_for(request.user)
    if not may_search(actor):
        raise NotAllowed
    text = request.GET.get("after", "")
    after = int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0
    with reading(actor):
        found = open_findings(actor, after=after, most=PAGE + 1)
    facts = {
        "findings": [show_finding(one) for one in found[:PAGE]],
        "after": found[PAGE - 1].id if len(found) > PAGE else None,
        "is_first": not after,
    }
    return render(request, "registry/findings.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, number: int) -> HttpResponse:
    """Show a finding, and let a registrar close it with the reason why nothing is left to look at."""
    actor = actor_for(request.user)
    with reading(actor):
        found = find(actor, number)
        view = view_of(actor, found)
        shown = show_finding(view)
        lines = conflicting(history(actor, view.record), view.entries) if view.record and view.entries else ()
        may_close = found.closed_id is None and may_close_finding(actor, found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_finding(actor=actor, finding=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("The finding is closed."))
        return redirect("registry:findings")
    facts = {"finding": shown, "form": form, "may_close": may_close, "is_open": found.closed_id is None}
    facts |= {"lines": lines, "entries": {"number": view.record, "lines": lines}, "may_correct": may_close}
    return render(request, "registry/finding.html", facts, status=422 if form.errors else 200)
