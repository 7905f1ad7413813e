"""Registry, pages, ¶23 ¶29 ¶37 ¶63 ¶64: register one firearm by hand, and put a holder on record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.actions.holders import register_holder
from salwa.contexts.registry.actions.registering import register_firearm
from salwa.contexts.registry.forms.registering import FirearmForm, HolderForm, MarkRowsForm, filled
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import may_register
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.reading import reading


def _check_may(actor: Actor) -> None:
    if not may_register(actor):
        raise NotAllowed(_("Your role registers nothing. Ask a registrar, or your administrator for the role."))


@require_http_methods(["GET", "HEAD", "POST"])
def new_firearm(request: HttpRequest) -> HttpResponse:
    """Register one firearm: what it is, its parts and marks, and what is known of its life."""
    actor = actor_for(request.user)
    _check_may(actor)
    with reading(actor):
        form = FirearmForm(request.POST or None, actor=actor, initial={"key": submissions.new_key()})
        rows = MarkRowsForm(request.POST or None, prefix="marks")
        is_valid = request.method == "POST" and form.is_valid() and rows.is_valid()
    if is_valid:
        try:
            with submissions.under(form.cleaned_data["key"]) as sent:
                row = register_firearm(
                    actor=actor,
                    firearm=form.firearm(filled(rows)),
                    life=form.life(),
                    reason=form.cleaned_data["reason"],
                )
        except Refused as refused:
            form.add_faults(refused)
        else:
            if sent.is_repeated:
                messages.info(request, _("This was sent twice, and is registered once: find it by its serial number."))
                return redirect("registry:firearms")
            messages.success(request, _("Registered. What to do next: compare its marks with the firearm once more."))
            return redirect("registry:firearm", record_of(row))
    status = 422 if form.errors or (request.method == "POST" and rows.total_error_count()) else 200
    return render(request, "registry/firearm_new.html", {"form": form, "rows": rows}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def new_holder(request: HttpRequest) -> HttpResponse:
    """Put a company or a person on record as a holder, and tell the number by which forms name it."""
    actor = actor_for(request.user)
    _check_may(actor)
    form = HolderForm(request.POST or None, initial={"key": submissions.new_key()})
    if request.method == "POST" and form.is_valid():
        try:
            with submissions.under(form.cleaned_data["key"]) as sent:
                row = register_holder(actor=actor, holder=form.holder())
        except Refused as refused:
            form.add_faults(refused)
        else:
            if sent.is_repeated:
                messages.info(request, _("This was sent twice, and is on record once."))
                return redirect("registry:new-holder")
            return render(request, "registry/holder_made.html", {"number": row.uuid})
    return render(request, "registry/holder_new.html", {"form": form}, status=422 if form.errors else 200)
