"""Web, page: the start of a day's work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.licensing.public import may_read as may_read_licences
from salwa.contexts.marking.public import may_read as may_read_marking
from salwa.contexts.registry.public import may_load, may_register, may_search
from salwa.contexts.retention.public import may_see


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be done here, by whom."""
    actor = actor_for(request.user)
    facts = {
        "may_licence": may_read_licences(actor),
        "may_load": may_load(actor),
        "may_mark": may_read_marking(actor),
        "may_register": may_register(actor),
        "may_retain": may_see(actor),
        "may_search": may_search(actor),
    }
    return render(request, "web/home.html", facts)
