"""Marking, pages, ¶28 ¶63: the register of machines, their log, and who operated them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from salwa.contexts.identity.public import actor_for, units_of
from salwa.contexts.marking.actions.machines import begin_spell, end_spell, note_machine, register_machine
from salwa.contexts.marking.forms import KeyedForm, MachineForm, NoteForm, SpellForm, add_faults
from salwa.contexts.marking.models import Machine, NoteKind
from salwa.contexts.marking.policies import may_keep_machine, may_keep_machines, may_read
from salwa.contexts.marking.queries import machines as queries
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.reading import reading


@require_http_methods(["GET", "HEAD", "POST"])
def machines(request: HttpRequest) -> HttpResponse:
    """List the machines; who operates machines puts one on record."""
    actor = actor_for(request.user)
    if not may_read(actor):
        raise NotAllowed
    form = MachineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with submissions.under(form.cleaned_data["key"]) as sent:
                row = register_machine(actor=actor, machine=form.draft())
            return redirect("marking:machines") if sent.is_repeated else redirect("marking:machine", row.pk)
        except Refused as refused:
            add_faults(form, refused)
    with reading(actor):
        units = units_of(actor)
        form.offer(units)
        facts = {"machines": queries.machines(actor), "form": form, "may_keep": may_keep_machines(actor)}
    return render(request, "marking/machines.html", facts | {"units": units}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def machine(request: HttpRequest, number: int) -> HttpResponse:
    """Show a machine, its log and its operators; who keeps it writes a line into the log."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.machine(actor, number)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with submissions.under(given["key"]):
            note_machine(actor=actor, machine=row, kind=NoteKind(given["kind"]), day=given["day"], text=given["text"])
            messages.success(request, _("It is in the log."))
        return redirect("marking:machine", row.pk)
    return _shown(request, actor, row, form, SpellForm(), status=422 if form.errors else 200)


@require_POST
def begin(request: HttpRequest, number: int) -> HttpResponse:
    """Record that somebody operates a machine from now on."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.machine(actor, number)
    form = SpellForm(request.POST)
    if not form.is_valid():
        return _shown(request, actor, row, NoteForm(), form, status=422)
    with submissions.under(form.cleaned_data["key"]):
        begin_spell(actor=actor, machine=row, username=form.cleaned_data["username"])
    return redirect("marking:machine", row.pk)


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Record that somebody left a machine."""
    actor = actor_for(request.user)
    with reading(actor):
        row = queries.spell(actor, number)
    with submissions.under(request.POST.get("key", "")):
        end_spell(actor=actor, spell=row)
    return redirect("marking:machine", row.machine_id)


def _shown(
    request: HttpRequest, actor: Actor, row: Machine, note: NoteForm, spell: SpellForm, *, status: int
) -> HttpResponse:
    with reading(actor):
        facts = {
            "machine": queries.machine_view(actor, row),
            "notes": queries.notes(actor, row),
            "spells": [(one, KeyedForm()) for one in queries.spells(actor, row)],
            "form": note,
            "spell_form": spell,
            "may_keep": may_keep_machine(actor, row),
        }
    return render(request, "marking/machine.html", facts, status=status)
