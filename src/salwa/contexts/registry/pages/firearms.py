"""Registry, pages, ¶29: a firearm's record, and the way to it by its number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.forms import NumberForm
from salwa.contexts.registry.pages.shown import show
from salwa.contexts.registry.policies import may_search
from salwa.contexts.registry.queries.histories import history
from salwa.contexts.registry.queries.records import card
from salwa.platform.errors import NotAllowed, NotFound, Refused
from salwa.platform.reading import reading


@require_safe
def firearms(request: HttpRequest) -> HttpResponse:
    """Ask for the number of a record and lead to it; a number that leads nowhere is said to, beside the field."""
    actor = actor_for(request.user)
    if not may_search(actor):
        raise NotAllowed
    form = NumberForm(request.GET if "number" in request.GET else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            with reading(actor):
                record = card(actor, form.cleaned_data["number"]).record
            return redirect("registry:firearm", record)
        except (NotFound, Refused) as error:
            form.add_error("number", error.detail)
            status = error.status
    elif form.is_bound:
        status = 422
    return render(request, "registry/firearms.html", {"form": form}, status=status)


@require_safe
def firearm(request: HttpRequest, number: str) -> HttpResponse:
    """Show what a firearm is, its marks, and the line of its life."""
    actor = actor_for(request.user)
    with reading(actor):
        record = show(history(actor, number))
    if number != record.number:
        return redirect("registry:firearm", record.number)
    return render(request, "registry/firearm.html", {"record": record})
