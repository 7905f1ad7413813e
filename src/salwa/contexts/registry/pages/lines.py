"""Registry, page, ¶29: a line of a life that is wrong: put it right, or withdraw it. The wrong one stays readable."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry import wording
from salwa.contexts.registry.actions.corrections import correct_event
from salwa.contexts.registry.answers import Line
from salwa.contexts.registry.drafts import NewEvent
from salwa.contexts.registry.forms.correcting import WithdrawForm, is_withdrawal
from salwa.contexts.registry.forms.happening import HappeningForm, initial_of
from salwa.contexts.registry.models import Holder
from salwa.contexts.registry.pages.happenings import at_new_line, desktop
from salwa.contexts.registry.policies import may_keep
from salwa.contexts.registry.queries.desks import line_of
from salwa.contexts.registry.queries.packs import asked_besides
from salwa.contexts.registry.questions import SHEETS
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, number: str, ordinal: int) -> HttpResponse:
    """Put a line of a life right, or withdraw it: the right one points to the wrong one."""
    actor = actor_for(request.user)
    with reading(actor):
        on = desktop(actor, number)
        if not may_keep(actor, on.row):
            raise NotAllowed(_("A registrar corrects lines of a life. Tell the registrar what is wrong with this one."))
        wrong, holder, giver = line_of(actor, on.row, ordinal)
        begun = {"key": submissions.new_key(), "seen": on.desk.version}
        withdraw = WithdrawForm(request.POST if is_withdrawal(request.POST) else None, initial=begun)
        form = _form(actor, wrong, holder, None if withdraw.is_bound else request.POST or None, begun)
        used = withdraw if withdraw.is_bound or form is None else form
        is_valid = request.method == "POST" and used.is_valid()
    if is_valid:
        right = _right(form, wrong, giver) if form is not None and used is form else None
        given = used.cleaned_data
        try:
            with submissions.under(given["key"]):
                correct_event(
                    actor=actor,
                    firearm=on.row,
                    ordinal=ordinal,
                    right=right,
                    reason=given["reason"],
                    seen=given["seen"],
                )
        except Refused as refused:
            used.add_faults(refused)
        else:
            messages.success(request, _("Corrected. The wrong line stays readable, crossed out."))
            return redirect(at_new_line(on))
    facts = {"on": on, "line": wrong, "what": wording.happening(wrong.kind, wrong.status, wrong.stated)}
    facts |= {"when": wording.when(wrong.happened), "right": form, "withdraw": withdraw, "form": used}
    return render(request, "registry/line.html", facts, status=422 if used.errors else 200)


def _form(
    actor: Actor, wrong: Line, holder: Holder | None, sent: Any, begun: Mapping[str, str]
) -> HappeningForm | None:
    """Give the form by which a line is put right; None where its kind is one that nobody records by hand."""
    sheet = next((one for one in SHEETS if one.kind is wrong.kind), None)
    if sheet is None:
        return None
    asked = asked_besides(actor, sheet.kind, timezone.now().date())
    initial = {**begun, **initial_of(wrong, "" if holder is None else str(holder.uuid))}
    form = HappeningForm(sent, sheet=sheet, actor=actor, asked=asked, initial=initial)
    form.ask_why()
    form.ask_no_more_than(wrong, has_holder=holder is not None)
    return form


def _right(form: HappeningForm, wrong: Line, giver: Holder | None) -> NewEvent:
    told = form.told()
    return replace(told, details=replace(told.details, giver=giver)).event(wrong.kind)
