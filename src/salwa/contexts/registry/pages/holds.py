"""Registry, page, ¶29: the holds on a firearm: place one, lift one, each with its reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.actions.holds import lift_hold, place_hold
from salwa.contexts.registry.forms.desk import HoldForm, LiftForm
from salwa.contexts.registry.models import HoldReason
from salwa.contexts.registry.pages.happenings import Desktop, desktop
from salwa.contexts.registry.queries.desks import hold as find_hold
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: HttpRequest, number: str) -> HttpResponse:
    """Show the holds that are open on a firearm; who may places one, or lifts one."""
    actor = actor_for(request.user)
    with reading(actor):
        on = desktop(actor, number)
    is_lifting = "hold" in request.POST
    begun = {"key": submissions.new_key()}
    place = HoldForm(None if is_lifting else request.POST or None, initial=begun)
    lift = LiftForm(request.POST if is_lifting else None, initial=begun)
    if is_lifting and lift.is_valid():
        return _lifted(request, actor, on, lift)
    if request.method == "POST" and not is_lifting and place.is_valid():
        return _placed(request, actor, on, place)
    form = lift if is_lifting else place
    facts = {"on": on, "place": place, "lift": lift, "form": form, "lifting": lift.data.get("hold")}
    return render(request, "registry/holds.html", facts, status=422 if form.errors else 200)


def _placed(request: HttpRequest, actor: Actor, on: Desktop, form: HoldForm) -> HttpResponse:
    given = form.cleaned_data
    with submissions.under(given["key"]):
        place_hold(
            actor=actor,
            firearm=on.row,
            kind=HoldReason(given["kind"]),
            reference=given["reference"],
            reason=given["reason"],
        )
    messages.success(request, _("The hold is placed. Lift it when the trace or the case is closed."))
    return redirect("registry:holds", on.card.record)


def _lifted(request: HttpRequest, actor: Actor, on: Desktop, form: LiftForm) -> HttpResponse:
    given = form.cleaned_data
    with reading(actor):
        found = find_hold(actor, given["hold"])
    with submissions.under(given["key"]):
        lift_hold(actor=actor, hold=found, reason=given["reason"])
    messages.success(request, _("The hold is lifted. It stays readable in the ledger."))
    return redirect("registry:holds", on.card.record)
