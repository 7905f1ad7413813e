"""Licensing, pages, ¶37 ¶64: what is due, counted on top; each list page by page, and to be taken away as a file."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.licensing.answers import Listed
from salwa.contexts.licensing.forms import NumberForm
from salwa.contexts.licensing.naming import licence_number
from salwa.contexts.licensing.pages._asking import today
from salwa.contexts.licensing.policies import may_decide, may_read
from salwa.contexts.licensing.queries.licences import licence
from salwa.contexts.licensing.queries.lists import MOST, NAMES, PAGE, STEPS, WITHIN, Asked, List, counts, listed
from salwa.contexts.licensing.wording import holder_name
from salwa.platform import handing_out
from salwa.platform.errors import NotAllowed, NotFound, Refused
from salwa.platform.reading import reading

HEADING: Final = ("list", "holder", "file", "number", "what", "day", "firearms", "note")
_FURTHEST: Final = 3_650
_AHEAD: Final = frozenset({List.EXPIRING, List.INSPECTIONS, List.CHECKS})
"""Lists that look some days ahead."""


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Count what is due, and lead to a licence by its number, which travels in the body and stands in no log."""
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    form = NumberForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with reading(actor):
                found = licence(actor, form.cleaned_data["number"])
            return redirect("licensing:licence", licence_number(found))
        except (Refused, NotFound) as error:
            form.add_error("number", error.detail)
            status = error.status
    elif form.errors:
        status = 422
    with reading(actor):
        told = counts(actor, Asked(today()))
    lists = [
        {"list": one, "name": NAMES[one], "count": told[one], "step": STEPS[one], "is_urgent": _is_urgent(one, told)}
        for one in List
    ]
    facts = {"form": form, "lists": lists, "may_decide": may_decide(actor), "within": WITHIN}
    return render(request, "licensing/overview.html", facts, status=status)


@require_safe
def due(request: HttpRequest, name: str) -> HttpResponse:
    """Show a list, page by page, with the next step."""
    actor = actor_for(request.user)
    wanted, asked = _asked(request, name)
    with reading(actor):
        rows = listed(actor, wanted, asked, most=PAGE + 1)
        count = counts(actor, asked, [wanted])[wanted]
    facts = {
        "list": wanted,
        "name": NAMES[wanted],
        "step": STEPS[wanted],
        "count": count,
        "rows": [_shown(one) for one in rows[:PAGE]],
        "after": rows[PAGE - 1].after if len(rows) > PAGE else "",
        "is_first": not asked.after,
        "within": asked.within,
        "query": f"within={asked.within}",
        "looks_ahead": wanted in _AHEAD,
    }
    return render(request, "licensing/due.html", facts)


@require_safe
def due_file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Give a list as a file, no cell of which a spreadsheet takes for a formula."""
    actor = actor_for(request.user)
    wanted, asked = _asked(request, name)
    with reading(actor):
        rows = listed(actor, wanted, asked, most=MOST)
    return handing_out.handed_out(handing_out.List(wanted.value, HEADING, (_cells(wanted, one) for one in rows)), form)


def _asked(request: HttpRequest, name: str) -> tuple[List, Asked]:
    if name not in {one.value for one in List}:
        raise NotFound(_("There is no such list."))
    text = request.GET.get("within", "")
    within = min(int(text), _FURTHEST) if text.isascii() and text.isdigit() and len(text) <= 5 else WITHIN
    return List(name), Asked(today(), within, request.GET.get("after", "")[:40])


def _is_urgent(one: List, told: dict[List, int]) -> bool:
    return one in (List.OVERDUE, List.HAND_IN, List.EXPIRED) and told[one] > 0


def _shown(one: Listed) -> dict[str, object]:
    return {
        "holder": holder_name(one.holder),
        "is_person": one.holder.is_person,
        "file": reverse("licensing:file", args=[one.holder.uuid]),
        "url": reverse(one.route, args=[one.key]) if one.route else "",
        "what": one.what,
        "day": one.day,
        "number": one.number,
        "note": one.note,
        "held": one.held,
    }


def _cells(wanted: List, one: Listed) -> Iterable[str]:
    day = one.day.isoformat() if one.day is not None else ""
    held = str(one.held) if one.held else ""
    return (wanted.value, one.holder.name, str(one.holder.uuid), one.number, one.what, day, held, one.note)
