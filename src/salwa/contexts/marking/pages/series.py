"""Marking, pages, ¶28 ¶63: series of marks and their accounts, and numbers on pads of paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.marking.actions.jobs import allot_numbers
from salwa.contexts.marking.forms import PadForm
from salwa.contexts.marking.pages import shown
from salwa.contexts.marking.policies import may_plan, may_read
from salwa.contexts.marking.queries import series as queries
from salwa.platform import submissions
from salwa.platform.errors import NotAllowed
from salwa.platform.reading import reading


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """List the series of marks, each with its account."""
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    with reading(actor):
        found = [(one, shown.figures(one.account)) for one in queries.accounts(actor)]
    return render(request, "marking/accounts.html", {"accounts": found, "may_plan": may_plan(actor)})


@require_safe
def account(request: HttpRequest, number: int) -> HttpResponse:
    """Show the account of a series: what was given to whom, what is open, and what does not add up."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.series(actor, number)
        view = queries.account_of(actor, row)
        facts = {
            "series": view,
            "figures": shown.figures(view.account),
            "open": shown.spans(row, view.account.open),
            "faults": shown.faults(row, view),
            "allotments": queries.allotments(actor, row),
        }
    return render(request, "marking/account.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def pads(request: HttpRequest) -> HttpResponse:
    """Give numbers to an agency on a pad of paper."""
    actor = actor_for(request.user)
    if not may_plan(actor):
        raise NotAllowed
    form = PadForm(request.POST or None, agency=actor.agency_id)
    if request.method == "POST" and form.is_valid():
        with submissions.under(form.cleaned_data["key"]) as sent:
            job = allot_numbers(actor=actor, pad=form.draft())
        if sent.is_repeated:
            return redirect("marking:jobs")
        count = form.cleaned_data["count"]
        text = ngettext("%(count)d number was given out.", "%(count)d numbers were given out.", count)
        messages.success(request, text % {"count": count})
        return redirect("marking:job", job.pk)
    return render(request, "marking/pads.html", {"form": form}, status=422 if form.errors else 200)
