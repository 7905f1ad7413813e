"""Marking, pages, ¶28 ¶63: a job on its way to those who mark: files for a machine, a worksheet on paper."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from salwa.contexts.identity.public import actor_for, issuer_of
from salwa.contexts.marking.actions.jobs import send_job
from salwa.contexts.marking.engraving import archive
from salwa.contexts.marking.models import Form, Outcome
from salwa.contexts.marking.papers.worksheets import sheets_of, worksheet_of, worksheet_paper
from salwa.contexts.marking.policies import may_read
from salwa.contexts.marking.queries import jobs as queries
from salwa.contexts.marking.queries.orders import order_of
from salwa.contexts.marking.wording import part_name
from salwa.platform import submissions
from salwa.platform.errors import Conflict, NotAllowed
from salwa.platform.papers import pdf_answer, unreadiness
from salwa.platform.reading import reading


@require_POST
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a job is sent, and lead to its files or its worksheet."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
    form = Form.PAPER if request.POST.get("form") == "paper" else Form.FILES
    with submissions.under(request.POST.get("key", "")):
        send_job(actor=actor, job=row, form=form)
    return redirect("marking:sheet", row.pk) if form is Form.PAPER else redirect("marking:job", row.pk)


@require_GET
def files(request: HttpRequest, number: int) -> HttpResponse:
    """Give the files of a job as they were sent last, in one ZIP: made anew, and byte for byte the same.

    Raises Conflict where numbers were reported or added since: what was sent then must not be engraved again.
    """
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    with reading(actor):
        row = queries.job(actor, number)
        sent = [one for one in queries.dispatches(actor, row) if one.form == Form.FILES]
        content = archive(order_of(actor, row))
    if not sent or sent[0].digest != hashlib.sha256(content).hexdigest():
        raise Conflict(_("The open numbers of this job are not those that were sent last: send it again."))
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="marking-job-{row.pk}.zip"'},
    )


@require_safe
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """Show the worksheet of a job, to be printed; with ``?again`` the one for who reads the marks again."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
        rows = queries.sheet(actor, row)
        view = queries.job_view(actor, row)
    is_again = "again" in request.GET
    if is_again:
        rows = [one for one in rows if one.outcome is None or one.outcome is Outcome.ENGRAVED]
        rows = [one for one in rows if one.firearm is not None and not one.is_verified]
    else:
        rows = [one for one in rows if one.outcome is None]
    lack = unreadiness()
    facts = {
        "job": view,
        "lack": lack,
        "parts": [] if lack else list(range(1, sheets_of(len(rows)) + 1)),
        "series": row.series,
        "rows": [(one, part_name(one.part)) for one in rows],
        "machine": view.machine,
    }
    return render(request, "marking/sheet_again.html" if is_again else "marking/sheet.html", facts)


@require_safe
def sheet_file(request: HttpRequest, number: int) -> HttpResponse:
    """Give a worksheet of a job as PDF; ``?part=2`` the second one of a job that needs several.

    Raises Conflict where no number is open, NotFound where there is no such part.
    """
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
        rows = [one for one in queries.sheet(actor, row) if one.outcome is None]
        view = queries.job_view(actor, row)
        issuer = issuer_of(actor)
    if not rows:
        raise Conflict(_("No number of this job is open: there is nothing to mark."))
    made = worksheet_of(view, row.series, rows, part=_part(request))
    at = timezone.now().replace(microsecond=0)
    language = translation.get_language() or settings.LANGUAGE_CODE
    return pdf_answer(worksheet_paper(made, issuer=issuer, at=at, language=language))


def _part(request: HttpRequest) -> int:
    text = request.GET.get("part", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
