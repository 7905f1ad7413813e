"""Registry, pages, ¶29: load a register by page: look at it first, confirm, see how far it is and what came of it."""

from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.forms import ImportForm
from salwa.contexts.registry.importing import jobs
from salwa.contexts.registry.importing.columns import COLUMNS
from salwa.contexts.registry.importing.firearms import Order
from salwa.contexts.registry.importing.mapping import LONGEST_SOURCE, Mapping, read_mapping
from salwa.contexts.registry.importing.previewing import Preview, preview
from salwa.contexts.registry.policies import may_load
from salwa.platform.errors import NotAllowed, NotFound, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file; keep it and lead to the page that shows what it holds."""
    actor = actor_for(request.user)
    if not may_load(actor):
        raise NotAllowed
    if request.method != "POST":
        return _ask(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form, status=422)
    given = form.cleaned_data
    file = given["file"]
    job = jobs.receive(actor=actor, name=file.name, content=file.chunks(), mapping=given["mapping"])
    source = urlencode({"source": given["source"]}) if given["source"] else ""
    return redirect(f"{reverse('registry:import-job', args=[job.id])}{'?' if source else ''}{source}")


@require_safe
def job(request: HttpRequest, job: str) -> HttpResponse:
    """Show an import where it stands: before it starts what it would do, then how far it is, then what came of it."""
    actor = actor_for(request.user)
    state = jobs.state(actor=actor, job=job)
    found = jobs.find(actor=actor, job=job)
    if state.phase == jobs.WAITING and not found.is_started:
        return _before(request, found, request.GET.get("source", "")[:LONGEST_SOURCE])
    facts: dict[str, Any] = {"job": job, "file": found.file.name, "state": state, "rows": state.rows}
    if state.phase == jobs.DONE:
        return render(request, "registry/import_outcome.html", facts | {"outcome": state.outcome})
    if state.has_ended:
        return render(request, "registry/import_ended.html", facts | {"refused": state})
    return render(request, "registry/import_progress.html", facts | {"percent": round(state.done * 100)})


@require_POST
def start(request: HttpRequest, job: str) -> HttpResponse:
    """Begin the import that was looked at."""
    source = request.POST.get("source", "")[:LONGEST_SOURCE]
    jobs.start(actor=actor_for(request.user), job=job, source=source)
    return redirect("registry:import-job", job)


@require_safe
def rejects(request: HttpRequest, job: str) -> HttpResponseBase:
    """Give the lines that were not taken, each with its reason."""
    found = jobs.find(actor=actor_for(request.user), job=job)
    if not found.rejects.exists():
        raise NotFound
    return FileResponse(found.rejects.open("rb"), as_attachment=True, filename=f"rejects-{found.file.stem}.csv")


def _ask(request: HttpRequest, form: ImportForm, *, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    facts = {"form": form, "columns": tuple(COLUMNS), "refused": refused}
    return render(request, "registry/import.html", facts, status=status)


def _before(request: HttpRequest, found: jobs.Job, source: str) -> HttpResponse:
    try:
        mapping = read_mapping(found.mapping) if found.mapping else Mapping()
        looked = preview(Order(path=found.file, mapping=mapping, source=source))
    except Refused as error:
        return _ask(request, ImportForm(initial={"source": source}), status=error.status, refused=error)
    facts = {"preview": looked, "job": found.id, "source": source, **_first_rows(looked)}
    return render(request, "registry/import_preview.html", facts)


def _first_rows(looked: Preview) -> dict[str, Any]:
    """Give the columns that the file has, and the first lines by them."""
    shown = [(column, heading) for column, heading in looked.columns.items() if heading]
    rows = [(line, [cells[column] for column, _ in shown]) for line, cells in looked.first_rows]
    return {"shown_columns": shown, "first_rows": rows}
