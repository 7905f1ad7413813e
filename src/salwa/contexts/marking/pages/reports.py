"""Marking, pages, ¶28 ¶63: take back what was marked: typed in the order of the worksheet, or as a file."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from salwa.contexts.identity.public import actor_for
from salwa.contexts.marking.actions.taking_back import TakenBack, take_back
from salwa.contexts.marking.answers import SheetRow
from salwa.contexts.marking.forms import KeyedForm, ReportFileForm, typed_report
from salwa.contexts.marking.pages.jobs import facts_of
from salwa.contexts.marking.policies import may_report
from salwa.contexts.marking.queries import jobs as queries
from salwa.contexts.marking.readings import read_report
from salwa.contexts.marking.wording import part_name
from salwa.platform import submissions
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def typed(request: HttpRequest, number: int) -> HttpResponse:
    """Type a worksheet back, in its order, with the keyboard alone. What cannot be taken comes back as it was typed."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
        if not may_report(actor, row):
            raise NotAllowed
        rows = queries.sheet(actor, row)
        view = queries.job_view(actor, row)
    still_open = [one for one in rows if one.outcome is None]
    refused: Refused | None = None
    if request.method == "POST":
        try:
            with submissions.under(request.POST.get("key", "")):
                done = take_back(actor=actor, job=row, taken=typed_report(request.POST, rows))
                messages.success(request, _sentence(done))
            more = len(still_open) > queries.PAGE
            return redirect("marking:report" if more else "marking:job", row.pk)
        except Refused as error:
            refused = error
    page = still_open[: queries.PAGE]
    facts = {
        "job": view,
        "rows": [_typed_row(one, request.POST) for one in page],
        "left": len(still_open) - len(page),
        "form": KeyedForm(),
        "refused": refused,
    }
    return render(request, "marking/report.html", facts, status=refused.status if refused is not None else 200)


@require_POST
def handed_in(request: HttpRequest, number: int) -> HttpResponse:
    """Take a report as a file; where it cannot be taken, each line is named and nothing of it is recorded."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
    form = ReportFileForm(request.POST, request.FILES)
    refused: Refused | None = None
    if form.is_valid():
        try:
            taken = read_report(form.cleaned_data["file"].read())
            with submissions.under(form.cleaned_data["key"]):
                done = take_back(actor=actor, job=row, taken=taken, reason=form.cleaned_data["reason"])
                messages.success(request, _sentence(done))
            return redirect("marking:job", row.pk)
        except Refused as error:
            refused = error
    with reading(actor):
        facts = facts_of(actor, row) | {"file_form": form, "refused": refused}
        return render(request, "marking/job.html", facts, status=422)


def _typed_row(row: SheetRow, given: Mapping[str, str]) -> dict[str, object]:
    """Give a row of the worksheet with what was typed of it before."""
    typed_before = {name: given.get(f"{name}-{row.number}", "") for name in ("outcome", "record", "reason")}
    return {"row": row, "part": part_name(row.part), **typed_before}


def _sentence(done: TakenBack) -> str:
    text = _("Taken: %(new)s new, %(changed)s changed, %(known)s known before.")
    return text % {"new": done.new, "changed": done.changed, "known": done.known}
