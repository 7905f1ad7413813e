"""Marking, page, ¶28 ¶63: a mark that does not agree with the plan or the report, and what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.marking.actions.discrepancies import close_discrepancy
from salwa.contexts.marking.forms import ReasonForm
from salwa.contexts.marking.pages.shown import show_discrepancy
from salwa.contexts.marking.policies import may_settle
from salwa.contexts.marking.queries import jobs as queries
from salwa.platform import submissions
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def discrepancy(request: HttpRequest, number: int) -> HttpResponse:
    """Show a discrepancy with its next step; a registrar closes it with what came of it."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.discrepancy(actor, number)
        shown = show_discrepancy(queries.discrepancy_view(actor, row))
        may_close = shown.view.is_open and may_settle(actor, row)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with submissions.under(form.cleaned_data["key"]):
            close_discrepancy(actor=actor, discrepancy=row, reason=form.cleaned_data["reason"])
            messages.success(request, _("The discrepancy is closed."))
        return redirect("marking:job", row.job_id)
    facts = {"discrepancy": shown, "form": form, "may_close": may_close}
    return render(request, "marking/discrepancy.html", facts, status=422 if form.errors else 200)
