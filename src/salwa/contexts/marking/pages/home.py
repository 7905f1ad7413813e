"""Marking, page, ¶28 ¶63: what is due, how the numbers stand, and where to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.marking.models import Use
from salwa.contexts.marking.pages.shown import show_discrepancy
from salwa.contexts.marking.policies import may_keep_machines, may_plan, may_read
from salwa.contexts.marking.queries.consignments import seized_due, unmarked
from salwa.contexts.marking.queries.jobs import discrepancies, jobs
from salwa.contexts.marking.queries.series import accounts
from salwa.platform.errors import NotAllowed
from salwa.platform.reading import reading


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due: jobs that are open, firearms that are not marked, marks that do not agree."""
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    with reading(actor):
        dues = {use: unmarked(actor, use) for use in (Use.IMPORT, Use.STATE_STOCK, Use.SEIZED)}
        facts = {
            "dues": [(use.label, found) for use, found in dues.items() if found],
            "seized": seized_due(actor),
            "jobs": [one for one in jobs(actor) if not one.is_closed],
            "discrepancies": [show_discrepancy(one) for one in discrepancies(actor)],
            "unbalanced": [one for one in accounts(actor) if not one.account.is_balanced],
        }
    facts |= {"may_plan": may_plan(actor), "may_keep_machines": may_keep_machines(actor)}
    return render(request, "marking/home.html", facts)
