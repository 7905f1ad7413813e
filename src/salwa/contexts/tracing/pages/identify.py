"""Tracing, page, ¶29, ¶67: identify a recovered firearm from its marks as written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.tracing import queries, wording
from salwa.contexts.tracing.forms import MarksForm
from salwa.contexts.tracing.pages.shown import show
from salwa.contexts.tracing.policies import may_identify
from salwa.platform.errors import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
def identify(request: HttpRequest) -> HttpResponse:
    """Ask for marks and answer with what the register says.

    Marks travel in the body and never in the address, so that they stay out of logs and histories. A question that
    cannot be taken is shown again with its faults and status 422.
    """
    actor = actor_for(request.user)
    if not may_identify(actor):
        raise NotAllowed
    form = MarksForm(request.POST or None)
    facts: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST":
        if form.is_valid():
            facts["shown"] = show(queries.identify(actor, form.written()))
            facts["incomplete"] = wording.incomplete()
        else:
            status = 422
    return render(request, "tracing/identify.html", facts, status=status)
