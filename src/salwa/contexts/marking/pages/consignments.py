"""Marking, pages, ¶28 ¶63: consignments: firearms that are to be marked together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.marking.actions.consignments import add_to_consignment, open_consignment
from salwa.contexts.marking.actions.jobs import plan_job
from salwa.contexts.marking.forms import ConsignmentForm, LinesForm, PlanForm, add_faults
from salwa.contexts.marking.models import Consignment
from salwa.contexts.marking.policies import may_plan, may_plan_for, may_read
from salwa.contexts.marking.queries import consignments as queries
from salwa.contexts.marking.queries.jobs import jobs_of_consignment
from salwa.contexts.marking.queries.machines import in_service
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.reading import reading


@require_safe
def consignments(request: HttpRequest) -> HttpResponse:
    """List the consignments, the newest first."""
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    text = request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    with reading(actor):
        found = queries.consignments(actor, before=before, most=queries.PAGE + 1)
    page = found[: queries.PAGE]
    facts = {"consignments": page, "before": page[-1].id if len(found) > queries.PAGE else None}
    return render(request, "marking/consignments.html", facts | {"may_plan": may_plan(actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a consignment."""
    actor = actor_for(request.user)
    if not may_plan(actor):
        raise NotAllowed
    form = ConsignmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with submissions.under(form.cleaned_data["key"]) as sent:
                row = open_consignment(actor=actor, consignment=form.draft())
            return redirect("marking:consignments") if sent.is_repeated else redirect("marking:consignment", row.pk)
        except Refused as refused:
            add_faults(form, refused)
    return render(request, "marking/consignment_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def consignment(request: HttpRequest, number: int) -> HttpResponse:
    """Show a consignment and its firearms; a registrar adds firearms and plans their marks."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.consignment(actor, number)
    form = LinesForm(request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, actor, row, form)
        except Refused as error:
            refused = error
    return _shown(request, actor, row, form, refused=refused)


def _added(request: HttpRequest, actor: Actor, row: Consignment, form: LinesForm) -> HttpResponse:
    with submissions.under(form.cleaned_data["key"]):
        count = add_to_consignment(
            actor=actor, consignment=row, records=form.names(), source=form.cleaned_data["source"]
        )
        text = ngettext("%(count)d firearm was added.", "%(count)d firearms were added.", count)
        messages.success(request, text % {"count": count})
    return redirect("marking:consignment", row.pk)


@require_POST
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Plan the marks of a consignment."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.consignment(actor, number)
        form = PlanForm(request.POST, agency=actor.agency_id, machines=in_service(actor))
        valid = form.is_valid()
    refused: Refused | None = None
    if valid:
        try:
            with submissions.under(form.cleaned_data["key"]) as sent:
                job = plan_job(actor=actor, consignment=row, how=form.draft())
            return redirect("marking:consignment", row.pk) if sent.is_repeated else redirect("marking:job", job.pk)
        except Refused as error:
            refused = error
    return _shown(request, actor, row, LinesForm(), plan_form=form, refused=refused)


def _shown(
    request: HttpRequest,
    actor: Actor,
    row: Consignment,
    form: LinesForm,
    *,
    plan_form: PlanForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    is_faulty = refused is not None or form.errors or (plan_form is not None and plan_form.errors)
    with reading(actor):
        facts = {
            "consignment": queries.consignment_view(actor, row),
            "lines": queries.lines(actor, row),
            "jobs": jobs_of_consignment(actor, row.pk),
            "form": form,
            "plan_form": plan_form or PlanForm(agency=actor.agency_id, machines=in_service(actor)),
            "refused": refused,
            "may_plan": may_plan_for(actor, row),
            "title": _("Consignment %(reference)s") % {"reference": row.reference},
        }
        return render(request, "marking/consignment.html", facts, status=422 if is_faulty else 200)
