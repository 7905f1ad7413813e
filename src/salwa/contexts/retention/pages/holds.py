"""Retention, pages, ¶29: holds: place one, look at it again, lift it by another hand."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.public import open_holds
from salwa.contexts.retention.actions.holds import lift_hold, place_hold, review_hold
from salwa.contexts.retention.answers import HoldView
from salwa.contexts.retention.drafts import NewHold
from salwa.contexts.retention.forms import HoldForm, ReasonForm, ReviewForm
from salwa.contexts.retention.models import Hold, HoldKind
from salwa.contexts.retention.pages import _asked
from salwa.contexts.retention.policies import may_hold
from salwa.contexts.retention.queries._views import hold_view
from salwa.contexts.retention.queries.holds import check_may_see, holds
from salwa.contexts.retention.queries.holds import hold as find
from salwa.contexts.retention.rules import AnotherPersonLifts
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.reading import reading

PAGE: Final = 50


@require_safe
def hold_list(request: HttpRequest) -> HttpResponse:
    """List the holds in force, the one to be looked at first on top, and those that were lifted."""
    actor = actor_for(request.user)
    check_may_see(actor)
    after, is_open, day = _asked.after(request), request.GET.get("lifted") != "1", _asked.today()
    with reading(actor):
        found = holds(actor, is_open=is_open, after=after, most=PAGE + 1)
        desk = open_holds(actor, after=_asked.after(request, "desk"), most=PAGE + 1) if is_open else []
    facts = {
        "rows": [(view, HoldKind(view.kind).label, view.review <= day) for _number, view in found[:PAGE]],
        "is_open": is_open,
        "desk": desk[:PAGE],
        "after_desk": desk[PAGE - 1][1].id if len(desk) > PAGE else None,
        "after": after + PAGE if len(found) > PAGE else None,
        "is_first": not after,
        "may_hold": may_hold(actor),
    }
    return render(request, "retention/holds.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def new_hold(request: HttpRequest) -> HttpResponse:
    """Place a hold."""
    actor = actor_for(request.user)
    check_may_see(actor)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        subject = given["subject"].strip()
        with submissions.under(given["key"]) as sent:
            new = NewHold(
                kind=given["kind"],
                firearm=subject if given["kind"] is HoldKind.FIREARM else "",
                holder=subject if given["kind"] in (HoldKind.HOLDER, HoldKind.BOOK) else "",
                reference=given["reference"],
                authority=given["authority"],
                review=given["review"],
            )
            placed = place_hold(actor=actor, hold=new, reason=given["reason"])
        if sent.is_repeated:
            return redirect("retention:holds")
        messages.success(request, _("The hold is in force. Nothing of it is erased until another person lifts it."))
        return redirect("retention:hold", placed.uuid)
    return render(request, "retention/new_hold.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, hold: str) -> HttpResponse:
    """Show a hold; let it be looked at again, or be lifted by another person than placed it."""
    actor = actor_for(request.user)
    check_may_see(actor)
    with reading(actor):
        found = find(actor, hold)
        view = hold_view(found)
    is_lift = "lift" in request.POST
    version = _version(view)
    review = ReviewForm(request.POST if request.POST and not is_lift else None, initial={"seen": version})
    lift = ReasonForm(request.POST if is_lift else None, initial={"seen": version}, auto_id="id_lift_%s")
    form = lift if is_lift else review
    if request.method == "POST" and form.is_valid():
        submissions.check_fresh(form.cleaned_data["seen"], version)
        return _changed(request, actor, found, form)
    is_own = not AnotherPersonLifts.is_kept(view.placed_by_id, actor.actor_id)
    facts = {
        "hold": view,
        "kind": HoldKind(view.kind).label,
        "is_firearm": view.kind == HoldKind.FIREARM,
        "is_late": view.is_open and view.review <= _asked.today(),
        "review_form": review,
        "lift_form": lift,
        "form": form,
        "may_change": view.is_open and may_hold(actor),
        "may_lift": view.is_open and may_hold(actor) and not is_own,
    }
    return render(request, "retention/hold.html", facts, status=422 if form.errors else 200)


def _changed(request: HttpRequest, actor: Actor, found: Hold, form: ReasonForm) -> HttpResponse:
    given = form.cleaned_data
    with submissions.under(given["key"]):
        if isinstance(form, ReviewForm):
            review_hold(actor=actor, hold=found, review=given["review"], reason=given["reason"])
            messages.success(request, _("The hold stands until the new day."))
        else:
            lift_hold(actor=actor, hold=found, reason=given["reason"])
            messages.success(request, _("The hold is lifted. What its time was over for is due now."))
    return redirect("retention:hold", found.uuid)


def _version(view: HoldView) -> str:
    """Give what changes with a hold: how often it was looked at, until when it stands, whether it was lifted."""
    return f"{len(view.reviews)} {view.review.isoformat()} {'open' if view.is_open else 'lifted'}"
