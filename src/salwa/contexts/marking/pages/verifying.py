"""Marking, page, ¶28 ¶63: read marks again; the page does not show what they should be."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.marking.actions.verifying import verify_reading
from salwa.contexts.marking.answers import SheetRow
from salwa.contexts.marking.forms import KeyedForm
from salwa.contexts.marking.models import Job, Outcome
from salwa.contexts.marking.policies import may_verify
from salwa.contexts.marking.queries import jobs as queries
from salwa.contexts.marking.wording import part_name
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, number: int) -> HttpResponse:
    """Type what stands on each firearm; what agrees is verified, what differs becomes a discrepancy."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.job(actor, number)
        if not may_verify(actor, row):
            raise NotAllowed
        rows = [
            one
            for one in queries.sheet(actor, row)
            if one.outcome is Outcome.ENGRAVED and not one.is_verified and not one.is_entered
        ]
        view = queries.job_view(actor, row)
    page = rows[: queries.PAGE]
    refused: Refused | None = None
    if request.method == "POST":
        try:
            _read(request, actor, row, page)
            return redirect("marking:verify" if len(rows) > queries.PAGE else "marking:job", row.pk)
        except Refused as error:
            refused = error
    facts = {
        "job": view,
        "rows": [(one, part_name(one.part), request.POST.get(f"read-{one.outcome_id}", "")) for one in page],
        "left": len(rows) - len(page),
        "form": KeyedForm(),
        "refused": refused,
    }
    return render(request, "marking/verify.html", facts, status=refused.status if refused is not None else 200)


def _read(request: HttpRequest, actor: Actor, row: Job, rows: list[SheetRow]) -> None:
    """Record each reading under a key of its own, so that what was done before a refusal is not done twice."""
    same = differs = 0
    key = request.POST.get("key", "")[:40]
    for one in rows:
        text = request.POST.get(f"read-{one.outcome_id}", "")
        if not text.strip() or one.outcome_id is None:
            continue
        with submissions.under(f"{key}-{one.outcome_id}" if key else ""):
            found = verify_reading(actor=actor, job=row, reported=one.outcome_id, text=text)
            same, differs = same + found.is_same, differs + (not found.is_same)
    if not same + differs:
        raise Refused(_("Type what you read on one firearm at least."))
    if same:
        text = ngettext("%(count)d mark is as it should be.", "%(count)d marks are as they should be.", same)
        messages.success(request, text % {"count": same})
    if differs:
        text = ngettext(
            "%(count)d mark differs: look at the firearm together.",
            "%(count)d marks differ: look at the firearms together.",
            differs,
        )
        messages.warning(request, text % {"count": differs})
