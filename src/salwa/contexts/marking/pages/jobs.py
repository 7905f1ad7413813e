"""Marking, pages, ¶28 ¶63: marking jobs, how far they are, and what is done with a job as a whole."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.marking.actions.jobs import allot_again, close_job, enter_marks
from salwa.contexts.marking.actions.numbers import void_numbers
from salwa.contexts.marking.answers import JobView
from salwa.contexts.marking.forms import KeyedForm, ReasonForm, ReportFileForm
from salwa.contexts.marking.models import Job, Outcome
from salwa.contexts.marking.pages import shown
from salwa.contexts.marking.policies import may_keep_job, may_operate, may_read, may_report, may_verify
from salwa.contexts.marking.queries import jobs as queries
from salwa.contexts.marking.wording import part_name
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound
from salwa.platform.reading import reading


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List the marking jobs, the newest first."""
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    text = request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    with reading(actor):
        found = queries.jobs(actor, before=before, most=queries.PAGE + 1)
    page = found[: queries.PAGE]
    return render(
        request, "marking/jobs.html", {"jobs": page, "before": page[-1].id if len(found) > queries.PAGE else None}
    )


@require_safe
def job(request: HttpRequest, number: int) -> HttpResponse:
    """Show a job: its account, what is done next, and each of its numbers."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
        return render(request, "marking/job.html", facts_of(actor, row))


def facts_of(actor: Actor, row: Job) -> dict[str, Any]:
    """Give what the page of a job shows."""
    view = queries.job_view(actor, row)
    rows = queries.sheet(actor, row)
    engraved = [one for one in rows if one.outcome is Outcome.ENGRAVED]
    in_hand = {one.firearm for one in rows if one.outcome in (None, Outcome.ENGRAVED)}
    return {
        "job": view,
        "figures": shown.figures(view.account),
        "percent": shown.share(view),
        "rows": [(one, part_name(one.part)) for one in rows],
        "open": shown.spans(row.series, view.account.open),
        "dispatches": queries.dispatches(actor, row),
        "discrepancies": [shown.show_discrepancy(one) for one in queries.discrepancies(actor, job=row)],
        "to_read": sum(not one.is_verified for one in engraved),
        "to_enter": sum(one.is_verified and not one.is_entered for one in engraved),
        "without": len({one.firearm for one in rows if one.firearm} - in_hand),
        "form": KeyedForm(seen=view.version),
        "void_form": ReasonForm(seen=view.version),
        "file_form": ReportFileForm(),
        "may_keep": may_keep_job(actor, row) and not view.is_closed,
        "may_operate": may_operate(actor, row) and not view.is_closed,
        "may_report": may_report(actor, row) and not view.is_closed,
        "may_verify": may_verify(actor, row) and not view.is_closed,
    }


@require_POST
def act(request: HttpRequest, number: int) -> HttpResponse:
    """Carry out what a registrar does with a job as a whole: give again, make void, enter, close."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
        now = queries.job_view(actor, row)
    does = _DOES.get(request.POST.get("do", ""))
    if does is None:
        raise NotFound(_("There is nothing of that name to be done with a job."))
    with submissions.under(request.POST.get("key", "")):
        submissions.check_fresh(request.POST.get("seen", ""), now.version, was=_("an earlier state"), is_=_told(now))
        messages.success(request, does(actor, row, request.POST.get("reason", "")))
    return redirect("marking:job", row.pk)


def _told(view: JobView) -> str:
    text = _("%(told)s of %(all)s numbers told, %(read)s read again")
    return text % {"told": view.told, "all": view.account.allotted, "read": view.verified}


def _again(actor: Actor, row: Job, _reason: str) -> str:
    return _("Firearms that got another number: %(count)s.") % {"count": allot_again(actor=actor, job=row)}


def _void(actor: Actor, row: Job, reason: str) -> str:
    return _("Numbers made void: %(count)s.") % {"count": void_numbers(actor=actor, job=row, reason=reason)}


def _enter(actor: Actor, row: Job, _reason: str) -> str:
    return _("Marks entered in the records of their firearms: %(count)s.") % {
        "count": enter_marks(actor=actor, job=row)
    }


def _close(actor: Actor, row: Job, reason: str) -> str:
    close_job(actor=actor, job=row, reason=reason)
    return _("The job is closed: every number is accounted for.")


_DOES: Final[dict[str, Callable[[Actor, Job, str], str]]] = {
    "again": _again,
    "void": _void,
    "enter": _enter,
    "close": _close,
}
