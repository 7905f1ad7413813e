"""Registry, pages, ¶29: load a register by page: look at it first, confirm, see how far it is and what came of it."""

from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.forms import ImportForm
from salwa.contexts.registry.importing import jobs, looks
from salwa.contexts.registry.importing.columns import LONGEST
from salwa.contexts.registry.importing.mapping import LONGEST_SOURCE
from salwa.contexts.registry.policies import check_may_load
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file; keep it and lead to the page that shows what it holds."""
    actor = actor_for(request.user)
    check_may_load(actor)
    if request.method != "POST":
        return _ask(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form, status=422)
    given = form.cleaned_data
    file = given["file"]
    job = jobs.receive(
        actor=actor, name=file.name, content=file.chunks(), mapping=given["mapping"], source=given["source"]
    )
    return redirect("registry:import-job", job.id)


@require_safe
def job(request: HttpRequest, job: str) -> HttpResponse:
    """Show an import where it stands: before it starts what it would do, then how far it is, then what came of it."""
    actor = actor_for(request.user)
    state = jobs.state(actor=actor, job=job)
    found = jobs.find(actor=actor, job=job)
    if state.phase == jobs.WAITING and not found.is_started:
        return _before(request, actor, found)
    facts: dict[str, Any] = {"job": job, "file": found.name, "state": state, "rows": state.rows}
    if state.phase == jobs.DONE:
        kept = {"outcome": state.outcome, "has_rejects": found.rejects.exists(), "has_doubts": found.doubts.exists()}
        return render(request, "registry/import_outcome.html", facts | kept)
    if state.has_ended:
        return render(request, "registry/import_ended.html", facts | {"refused": state})
    return render(request, "registry/import_progress.html", facts | {"percent": round(state.done * 100)})


@require_POST
def start(request: HttpRequest, job: str) -> HttpResponse:
    """Begin the import that was looked at."""
    source = request.POST.get("source", "")[:LONGEST_SOURCE]
    jobs.start(actor=actor_for(request.user), job=job, source=source)
    return redirect("registry:import-job", job)


@require_GET
def rejects(request: HttpRequest, job: str) -> HttpResponseBase:
    """Give the lines that were not taken, each with its reason; they are deleted once they are taken whole."""
    found = jobs.find(actor=actor_for(request.user), job=job)
    name = f"rejects-{Path(found.name).stem}.csv"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return StreamingHttpResponse(
        found.rejected(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@require_GET
def doubts(request: HttpRequest, job: str) -> HttpResponseBase:
    """Give the serials to look at, line by line."""
    found = jobs.find(actor=actor_for(request.user), job=job)
    if not found.doubts.exists():
        raise NotFound(_("There are no serials to look at: they are kept for a week."))
    name = f"serials-{Path(found.name).stem}.csv"
    return FileResponse(
        found.doubts.open("rb"), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8"
    )


def _ask(request: HttpRequest, form: ImportForm, *, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    facts = {"form": form, "columns": tuple(LONGEST), "refused": refused}
    return render(request, "registry/import.html", facts, status=status)


def _before(request: HttpRequest, actor: Actor, found: jobs.Job) -> HttpResponse:
    try:
        looked = looks.looked(actor=actor, job=found.id)
    except Refused as error:
        return _ask(request, ImportForm(initial={"source": found.source}), status=error.status, refused=error)
    if looked is None:
        return render(request, "registry/import_looking.html", {"job": found.id, "file": found.name})
    facts = {"preview": looked, "job": found.id, "source": found.source, **_first_rows(looked)}
    return render(request, "registry/import_preview.html", facts)


def _first_rows(looked: dict[str, Any]) -> dict[str, Any]:
    """Give the columns that the file has, and the first lines by them."""
    shown = [(column, heading) for column, heading in looked["columns"].items() if heading]
    rows = [(line, [cells[column] for column, _ in shown]) for line, cells in looked["first_rows"]]
    return {"shown_columns": shown, "first_rows": rows}
