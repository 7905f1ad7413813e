"""Licensing, pages, ¶37 ¶64: inspections and what they found, stock-takes, and tasks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.licensing.actions.inspections import close_task, record_inspection, take_stock
from salwa.contexts.licensing.drafts import Result
from salwa.contexts.licensing.forms import ReasonForm, ResultForm, StockForm
from salwa.contexts.licensing.forms.recording import MOST_BYTES
from salwa.contexts.licensing.models import InspectionOutcome, Seen, StockTake
from salwa.contexts.licensing.pages._asking import Given, Question, ask, done, today
from salwa.contexts.licensing.pages.shown import show_holder, show_inspection, show_task
from salwa.contexts.licensing.policies import may_inspect, may_plan
from salwa.contexts.licensing.queries.files import holder_of
from salwa.contexts.licensing.queries.inspections import inspection as find
from salwa.contexts.licensing.queries.inspections import inspection_view, task_view, tasks_of
from salwa.contexts.licensing.queries.inspections import task as find_task
from salwa.contexts.licensing.queries.stock import stock_take as find_stock_take
from salwa.contexts.licensing.wording import day, holder_name
from salwa.contexts.registry.public import may_search
from salwa.platform.errors import Fault, NotAllowed, Refused
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def inspection(request: HttpRequest, number: int) -> HttpResponse:
    """Show an inspection; an inspector records what it found."""
    actor = actor_for(request.user)
    with reading(actor):
        row = find(actor, number)
        view = inspection_view(actor, row)
        tasks = tasks_of(actor, row)
    form = ResultForm(request.POST or None, initial={"done_on": today()})
    if request.method == "POST":
        if not may_inspect(actor):
            raise NotAllowed
        done(form, lambda given: record_inspection(actor=actor, inspection=row, result=_result(given)))
        if not form.errors:
            messages.success(request, _("What the inspection found is on record."))
            return redirect("licensing:file", view.holder.uuid)
    facts = {
        "inspection": show_inspection(view, today()),
        "tasks": [show_task(one) for one in tasks],
        "form": form,
        "may_inspect": may_inspect(actor),
    }
    return render(request, "licensing/inspection.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, number: int) -> HttpResponse:
    """Show a task, and let it be closed with what came of it."""
    actor = actor_for(request.user)
    with reading(actor):
        view = task_view(actor, find_task(actor, number))
    form = ReasonForm(request.POST or None, label=_("What came of it"))
    if request.method == "POST":
        done(form, lambda given: close_task(actor=actor, task=number, reason=given["reason"]))
        if not form.errors:
            messages.success(request, _("The task is closed."))
            return redirect("licensing:file", view.holder.uuid)
    facts = {
        "task": show_task(view),
        "form": form,
        "may_close": view.is_open and may_plan(actor),
        "may_search": may_search(actor),
    }
    return render(request, "licensing/task.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the numbers that were seen, and compare them with the register."""
    actor = actor_for(request.user)
    if not may_inspect(actor):
        raise NotAllowed
    with reading(actor):
        holder = holder_of(actor, uuid)
    form = StockForm(request.POST or None, request.FILES or None, initial={"taken_on": today()})
    if request.method == "POST":
        made = done(
            form,
            lambda given: take_stock(
                actor=actor, holder=holder.id, serials=_serials(given), taken_on=given["taken_on"]
            ),
        )
        if isinstance(made, StockTake):
            return redirect("licensing:stock-take", made.pk)
        if not form.errors:
            return redirect("licensing:file", holder.uuid)
    question = Question(
        title=_("Take stock"),
        lead=_("Write down what you see on the shelf, not what the book says. The comparison follows."),
        button=_("Compare with the register"),
        back=reverse("licensing:file", args=[holder.uuid]),
        back_name=holder_name(holder),
        is_upload=True,
    )
    return ask(request, form, question)


@require_safe
def stock_take(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a stock-take found: first what does not agree."""
    actor = actor_for(request.user)
    with reading(actor):
        view = find_stock_take(actor, number)
    order = (Seen.MISSING, Seen.EXTRA, Seen.FOUND)
    facts = {
        "holder": show_holder(view.holder),
        "day": day(view.taken_on),
        "by": view.by,
        "counts": [(str(one.label), view.count(one), "good" if one is Seen.FOUND else "warn") for one in order],
        "agrees": not view.count(Seen.MISSING) and not view.count(Seen.EXTRA),
        "lines": [
            {
                "serial": one.serial,
                "record": one.record,
                "task": one.task,
                "state": str(one.outcome.label),
                "is_found": one.outcome is Seen.FOUND,
            }
            for kind in order
            for one in view.lines
            if one.outcome is kind
        ],
    }
    return render(request, "licensing/stock_take.html", facts)


def _result(given: Given) -> Result:
    return Result(
        outcome=InspectionOutcome(given["outcome"]),
        done_on=given["done_on"],
        to_mend=tuple(given["to_mend"].splitlines()),
        follow_up=given["follow_up"],
    )


def _serials(given: Given) -> list[str]:
    """Read the numbers that were typed, and those in the first column of the file; a heading "serial" is none."""
    found = [line.strip() for line in given["serials"].splitlines()]
    if (file := given.get("file")) is not None:
        if file.size > MOST_BYTES:
            raise Refused([Fault(0, "file", _("The file is too large for a list from a shelf."))])
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refused([Fault(0, "file", _("The file is no text in UTF-8."))]) from None
        cells = [
            line.replace("\t", ",").replace(";", ",").split(",")[0].strip().strip('"') for line in text.splitlines()
        ]
        found += [cell for at, cell in enumerate(cells) if at or cell.casefold() not in ("serial", "serial number")]
    return [one for one in found if one]
