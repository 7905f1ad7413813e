"""Registry, pages, ¶64: exchange, take out and fit parts; register a loose one; measure marks; name calibres."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.answers import History
from salwa.contexts.registry.forms.parts import (
    ALL,
    CalibreForm,
    CorrectFactsForm,
    CorrectMarkForm,
    ExchangeForm,
    FitForm,
    MeasureForm,
    NewPartForm,
    ReportPartForm,
    TakeOutForm,
)
from salwa.contexts.registry.models import ComponentKind, ComponentMaterial, Firearm
from salwa.contexts.registry.pages.shown_parts import choices_of, marks_of
from salwa.contexts.registry.policies import may_keep, may_register
from salwa.contexts.registry.queries.parts import check_count, mark_named, part_named, version_of
from salwa.contexts.registry.queries.records import firearm as find
from salwa.contexts.registry.readings import right_mark
from salwa.kernel.marks.model import MarkKind
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotAllowed, Refused, Stale
from salwa.platform.reading import reading

_ACTS = {
    "loss": registry.report_loss,
    "theft": registry.report_theft,
    "find": registry.record_find,
    "destruction": registry.record_destruction,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A record that a form is about, as it stands: ``version`` changes with everything that happens to it."""

    actor: Actor
    row: Firearm
    told: History
    version: str

    @property
    def number(self) -> str:
        """Its public number."""
        return self.told.card.record

    @property
    def initial(self) -> dict[str, str]:
        """What every form about it begins with."""
        return {"key": submissions.new_key(), "seen": self.version}


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest, number: str) -> HttpResponse:
    """Put one part in the place of another."""
    asked = _asked(request, number)
    parts = list(choices_of(asked.told))
    form = ExchangeForm(request.POST or None, parts=parts, initial=asked.initial | {"part": request.GET.get("part")})

    def act(given: Mapping[str, Any]) -> HttpResponse:
        out = part_named(asked.actor, asked.row, given["part"])
        kind = next(one.kind for one in asked.told.components if one.key == given["part"])
        moved = registry.exchange_component(
            actor=asked.actor,
            firearm=asked.row,
            out=out,
            part=_coming(asked.actor, given, kind),
            happened=given["happened"],
            reason=given["reason"],
        )
        return _moved(request, moved, _("The part is exchanged."))

    lead = _("One part comes out of the weapon and another takes its place. Both keep their own life.")
    return _answered(request, asked, form, act, (_("Exchange a part"), lead, _("Record the exchange")))


@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, number: str) -> HttpResponse:
    """Take a part out of a weapon, or take the weapon apart."""
    asked = _asked(request, number)
    parts = list(choices_of(asked.told))
    form = TakeOutForm(request.POST or None, parts=parts, initial=asked.initial | {"part": request.GET.get("part")})

    def act(given: Mapping[str, Any]) -> HttpResponse:
        named = {"actor": asked.actor, "firearm": asked.row, "happened": given["happened"], "reason": given["reason"]}
        if given["part"] == ALL:
            return _moved(request, registry.dismantle_firearm(**named), _("The weapon is taken apart."))
        part = part_named(asked.actor, asked.row, given["part"])
        return _moved(request, registry.remove_component(part=part, **named), _("The part is taken out."))

    lead = _("A part that comes out gets a record of its own, with the holder of the weapon, until it is fitted again.")
    return _answered(request, asked, form, act, (_("Take a part out"), lead, _("Record that it came out")))


@require_http_methods(["GET", "HEAD", "POST"])
def fit(request: HttpRequest, number: str) -> HttpResponse:
    """Fit a part into a weapon."""
    asked = _asked(request, number)
    form = FitForm(request.POST or None, initial=asked.initial)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        moved = registry.fit_component(
            actor=asked.actor,
            firearm=asked.row,
            part=_coming(asked.actor, given, ComponentKind(given["kind"] or 0)),
            happened=given["happened"],
            reason=given["reason"],
        )
        return _moved(request, moved, _("The part is fitted."))

    lead = _("The part that is fitted stays under its own number, and shows in this weapon from now on.")
    return _answered(request, asked, form, act, (_("Fit a part"), lead, _("Record that it was fitted")))


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, number: str) -> HttpResponse:
    """Record how a mark stands, and what its part is made of."""
    asked = _asked(request, number)
    form = MeasureForm(request.POST or None, marks=list(marks_of(asked.told)), initial=asked.initial)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        key, _dot, ordinal = given["mark"].rpartition(".")
        new = registry.NewMeasure(
            **{name: given[name] for name in ("depth", "height", "on_plate", "measured_on", "instrument")}
        )
        mark = mark_named(asked.actor, asked.row, key, int(ordinal))
        registry.measure_mark(actor=asked.actor, firearm=asked.row, mark=mark, measure=new)
        if given["material"]:
            registry.state_material(
                actor=asked.actor,
                firearm=asked.row,
                part=part_named(asked.actor, asked.row, key),
                material=ComponentMaterial(given["material"] or 0),
            )
        messages.success(request, _("The measurement is recorded. Earlier ones stay in the ledger."))
        return redirect("registry:firearm", asked.number)

    lead = _("Measure with an instrument, not by eye. What a rule advises stands beside the mark then.")
    return _answered(request, asked, form, act, (_("Measure a mark"), lead, _("Record the measurement")))


@require_http_methods(["GET", "HEAD", "POST"])
def correct_mark(request: HttpRequest, number: str) -> HttpResponse:
    """Put the right mark in the place of one that was recorded wrongly."""
    asked = _asked(request, number)
    form = CorrectMarkForm(request.POST or None, marks=list(marks_of(asked.told)), initial=asked.initial)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        key, _dot, ordinal = given["mark"].rpartition(".")
        name = mark_named(asked.actor, asked.row, key, int(ordinal))
        on = part_named(asked.actor, asked.row, key)
        marks = next(one.marks for one in asked.told.components if one.key == key)
        wrong = next(one for one in marks if one.ordinal == name.ordinal)
        registry.correct_mark(
            actor=asked.actor,
            firearm=asked.row,
            ordinal=name.ordinal,
            owner=name.of,
            mark=None if given["is_none"] else right_mark(wrong, given["text"], on.ordinal),
            reason=given["reason"],
        )
        messages.success(request, _("The mark is corrected. The one that was wrong stays readable, struck through."))
        return redirect("registry:firearm", asked.number)

    lead = _(
        "For a mark that was misread or mistyped. A mark that was altered on the firearm itself is not corrected: add "
        "what stands there now as another mark."
    )
    return _answered(request, asked, form, act, (_("Correct a mark"), lead, _("Record the right mark")))


@require_http_methods(["GET", "HEAD", "POST"])
def correct_facts(request: HttpRequest, number: str) -> HttpResponse:
    """Set right what the record says of the firearm itself."""
    asked = _asked(request, number)
    card = asked.told.card
    now: dict[str, Any] = {name: getattr(card, name) for name in ("make", "model", "calibre", "type", "country")}
    now["year"] = card.year
    form = CorrectFactsForm(request.POST or None, now=now, maker=asked.row.make, initial=asked.initial)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        facts = registry.NewFacts(**{name: given[name] for name in now}, seen=given["seen"])
        registry.correct_facts(actor=asked.actor, firearm=asked.row, facts=facts, reason=given["reason"])
        messages.success(request, _("The record says it rightly now. What it said before stays readable below."))
        return redirect("registry:firearm", asked.number)

    lead = _(
        "This changes what the firearm is taken to be, not what is engraved in it: a mark that was misread is "
        "corrected as a mark. Empty stands for not known."
    )
    return _answered(request, asked, form, act, (_("Correct what it is"), lead, _("Set it right")))


@require_http_methods(["GET", "HEAD", "POST"])
def calibre(request: HttpRequest, number: str) -> HttpResponse:
    """Record a further calibre of a weapon."""
    asked = _asked(request, number)
    form = CalibreForm(request.POST or None, parts=list(choices_of(asked.told)), initial=asked.initial)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        part = part_named(asked.actor, asked.row, given["part"]) if given["part"] else None
        registry.add_calibre(
            actor=asked.actor, firearm=asked.row, calibre=given["calibre"], part=part, reason=given["reason"]
        )
        messages.success(request, _("The calibre is recorded. The weapon is found by any of its calibres."))
        return redirect("registry:firearm", asked.number)

    lead = _("A calibre that goes with a part, such as a conversion kit, goes where that part goes.")
    return _answered(request, asked, form, act, (_("Add a calibre"), lead, _("Record the calibre")))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Record what became of a loose part."""
    asked = _asked(request, number)
    form = ReportPartForm(request.POST or None, initial=asked.initial)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        _ACTS[given["outcome"]](
            actor=asked.actor,
            firearm=asked.row,
            happened=given["happened"],
            place=given["place"],
            reason=given["reason"],
        )
        messages.success(request, _("It is recorded in the life of the part."))
        return redirect("registry:firearm", asked.number)

    lead = _("This is about the part alone. What happens to a weapon is recorded with the weapon.")
    return _answered(request, asked, form, act, (_("What became of this part"), lead, _("Record it")))


@require_http_methods(["GET", "HEAD", "POST"])
def new_part(request: HttpRequest) -> HttpResponse:
    """Register a part that sits in no weapon."""
    actor = actor_for(request.user)
    if not may_register(actor):
        raise NotAllowed
    form = NewPartForm(request.POST or None, initial={"key": submissions.new_key()})

    def act(given: Mapping[str, Any]) -> HttpResponse:
        serial = given["serial"]
        part = registry.NewPart(
            kind=ComponentKind(given["kind"]),
            material=ComponentMaterial(given["material"] or 0),
            marks=(registry.NewMark(kind=MarkKind.SERIAL, text=serial),) if serial else (),
            **{name: given[name] for name in ("make", "model", "calibre")},
        )
        row = registry.record_part(actor=actor, part=part, happened=given["happened"], reason=given["reason"])
        record = registry.record_of(row)
        told = _("The part is registered as %(record)s. To fit it, open the weapon and choose “Fit a part”.")
        messages.success(request, told % {"record": record})
        return redirect("registry:firearm", record)

    title = (
        _("Register a loose part"),
        _("A spare barrel, a slide, a frame: a part that carries marks and sits in no weapon."),
        _("Register the part"),
    )
    return _answered(request, None, form, act, title)


def _asked(request: HttpRequest, number: str) -> Asked:
    """Read the record that a form is about. Raises NotFound, NotAllowed where this officer may not change it."""
    actor = actor_for(request.user)
    with reading(actor):
        row = find(actor, number)
        may = may_keep(actor, row)
        asked = Asked(actor, row, registry.history_of(actor, row), version_of(actor, row))
    if not may:
        raise NotAllowed(_("Only a registrar of this record changes its parts."))
    return asked


def _coming(actor: Actor, given: Mapping[str, Any], kind: ComponentKind) -> Firearm | registry.NewPart:
    """Give the part that comes in: its record, or what there is to register of it."""
    if given["number"]:
        with reading(actor):
            return find(actor, given["number"])
    return registry.NewPart(
        kind=kind,
        make=given["make"],
        material=ComponentMaterial(given["material"] or 0),
        marks=(registry.NewMark(kind=MarkKind.SERIAL, text=given["serial"]),),
    )


def _answered(
    request: HttpRequest,
    asked: Asked | None,
    form: forms.Form,
    act: Callable[[Mapping[str, Any]], HttpResponse],
    words: tuple[str, str, str],
) -> HttpResponse:
    """Show a form, or carry out what was sent, once; a refusal is told on the form. ``words``: title, lead, verb."""
    status = 200
    if request.method == "POST":
        if _is_known(request):
            messages.info(request, _("This was recorded already, and once is enough."))
            return redirect("registry:firearm", asked.number) if asked else redirect("registry:firearms")
        status = 422
        if form.is_valid():
            try:
                return _done(request, asked, form.cleaned_data, act)
            except Stale:
                raise
            except (Refused, Conflict) as error:
                form.add_error(None, error.detail)
                status = error.status
    facts = {"form": form, "record": asked, "title": words[0], "lead": words[1], "verb": words[2]}
    return render(request, "registry/part_form.html", facts, status=status)


def _is_known(request: HttpRequest) -> bool:
    """Whether this very form was carried out before: what it speaks of may be gone by now."""
    actor = actor_for(request.user)
    with reading(actor):
        return submissions.was_done(actor.actor_id, request.POST.get("key", "")[: submissions.LONGEST])


def _done(
    request: HttpRequest,
    asked: Asked | None,
    given: Mapping[str, Any],
    act: Callable[[Mapping[str, Any]], HttpResponse],
) -> HttpResponse:
    """Carry out what was sent, unless it arrives twice at the same time."""
    if asked is not None:
        check_count(given["seen"], asked.version)
    with submissions.under(given["key"]):
        return act(given)
    messages.info(request, _("This was recorded already, and once is enough."))  # type: ignore[unreachable]  # under() may leave its body
    return redirect("registry:firearm", asked.number) if asked else redirect("registry:firearms")


def _moved(request: HttpRequest, moved: registry.Moved, done: str) -> HttpResponse:
    """Say what came of a move, and lead to where the work goes on."""
    weapon = registry.record_of(moved.weapon)
    if moved.finding is not None:
        messages.warning(
            request,
            _("Nothing was moved: the part is recorded in another weapon. Look at both, and take it out there first."),
        )
        return redirect("registry:finding", moved.finding.pk)
    out = "" if moved.out is None else registry.record_of(moved.out)
    if moved.ended is not None:
        facts = {"ended": registry.record_of(moved.ended), "weapon": weapon}
        told = _(
            "By the rule of this State the identity of %(ended)s has ended. A record was begun for you: %(weapon)s. "
            "Complete it, and issue new papers."
        )
        messages.warning(request, told % facts)
    elif out:
        told = _("%(done)s The part that came out goes on as %(out)s: write this number on its label.")
        messages.success(request, told % {"done": done, "out": out})
    else:
        messages.success(request, done)
    return redirect("registry:firearm", weapon)
