"""Registry, pages, ¶29: a firearm's record, the way to it by its number, and the list of the agency's records."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.forms import NumberForm
from salwa.contexts.registry.indexing.live import OutOfStep
from salwa.contexts.registry.models import Source
from salwa.contexts.registry.naming import is_number
from salwa.contexts.registry.pages.shown import show, show_hit, show_row
from salwa.contexts.registry.policies import may_list, may_register, may_search
from salwa.contexts.registry.queries.desks import desk_of
from salwa.contexts.registry.queries.histories import history_of
from salwa.contexts.registry.queries.lists import Hits, records_of, sources_of, with_number
from salwa.contexts.registry.queries.records import card
from salwa.contexts.registry.queries.records import firearm as find
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound, Refused
from salwa.platform.reading import reading

_MOST_ASKED = 3
"""How often the register is asked before its index is said to be out of step."""


@require_http_methods(["GET", "HEAD", "POST"])
def firearms(request: HttpRequest) -> HttpResponse:
    """Find records by a number exactly, and go through those of the agency.

    A serial number travels in the body and never in the address, so that it stays out of logs and histories.
    """
    actor = actor_for(request.user)
    if not may_search(actor):
        raise NotAllowed
    if request.method == "POST":
        return _sought(request, actor)
    facts: dict[str, Any] = {"form": NumberForm(), "hits": None, "may_register": may_register(actor)}
    if may_list(actor):
        facts |= _listed(actor, request.GET.get("source", ""), request.GET.get("after", ""))
    return render(request, "registry/firearms.html", facts)


@require_safe
def firearm(request: HttpRequest, number: str) -> HttpResponse:
    """Show what a firearm is, its marks, and the line of its life."""
    actor = actor_for(request.user)
    with reading(actor):
        row = find(actor, number)
        told = history_of(actor, row)
        desk = desk_of(actor, row)
    record = show(told)
    if number != record.number:
        return redirect("registry:firearm", record.number)
    newest = max((line.ordinal for line in told.lines), default=0) if "new" in request.GET else 0
    facts = {"record": record, "on": {"card": told.card, "desk": desk}, "new_line": newest}
    return render(request, "registry/firearm.html", facts | {"may_correct": desk.may_correct})


def _sought(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Lead to the record of a public number; else show what carries the number, or say beside the field that none."""
    form = NumberForm(request.POST)
    if not form.is_valid():
        return render(request, "registry/firearms.html", {"form": form, "hits": None}, status=422)
    text = form.cleaned_data["number"]
    refused: Refused | NotFound | None = None
    try:
        with reading(actor):
            return redirect("registry:firearm", card(actor, text).record)
    except (NotFound, Refused) as error:
        refused = error if is_number(text) else None
    found = _hits(actor, text)
    hits = [show_hit(hit) for hit in found.hits]
    if not hits:
        none = NotFound(
            _("No record that you may open has this number: not as its own, at its source or as its serial.")
        )
        refused = refused or none
        form.add_error("number", refused.detail)
    facts = {"form": form, "hits": hits, "more": found.more, "count": len(hits) + found.more}
    return render(request, "registry/firearms.html", facts, status=refused.status if refused and not hits else 200)


def _hits(actor: Actor, text: str) -> Hits:
    """Ask again where a firearm was registered between this reading's beginning and its search."""
    for _again in range(_MOST_ASKED - 1):
        with suppress(OutOfStep), reading(actor):
            return with_number(actor, text)
    with reading(actor):
        return with_number(actor, text)


def _listed(actor: Actor, wanted: str, after: str) -> dict[str, Any]:
    """Give the sources of the agency's records, and a page of those of the one that is asked for, else the first."""
    with reading(actor):
        sources = sources_of(actor)
        source = _chosen(sources, wanted)
        listed = records_of(actor, source, after=after) if source is not None else None
    return {
        "sources": sources,
        "source": source,
        "rows": [show_row(one) for one in listed.cards] if listed else [],
        "after": listed.after if listed else "",
        "is_first": not after,
    }


def _chosen(sources: tuple[Source, ...], wanted: str) -> Source | None:
    if not wanted:
        return sources[0] if sources else None
    found = [one for one in sources if str(one.pk) == wanted]
    if not found:
        raise NotFound(_("Your agency has no such source of records."))
    return found[0]
