"""Registry, pages, ¶24 ¶25 ¶29 ¶64: record what happened: what can happen next, and the form of each kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry import wording
from salwa.contexts.registry.actions.proposals import propose_transfer
from salwa.contexts.registry.answers import Card, Desk, Offer
from salwa.contexts.registry.drafts import NewProposal
from salwa.contexts.registry.forms.happening import HappeningForm
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.queries.desks import desk_of, offers
from salwa.contexts.registry.queries.packs import PROPOSED, asked_besides, transfer_rule
from salwa.contexts.registry.queries.records import card
from salwa.contexts.registry.queries.records import firearm as find
from salwa.contexts.registry.questions import SHEETS, Group, Sheet, sheet_of, slug_of
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.packs.model import TransferRule
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.reading import reading


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of event that can be recorded next; ``forbidden`` says why it cannot be as of today."""

    slug: str
    name: str | Promise
    says: str | Promise
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of one group."""

    name: str | Promise
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Desktop:
    """A record on an officer's desk: its row, what it is at a glance, and what the officer can do with it."""

    row: Firearm
    card: Card
    desk: Desk

    @property
    def name(self) -> str:
        """What the firearm is called."""
        return wording.name_of(self.card.make or self.card.make_as_marked, self.card.model or self.card.model_as_marked)

    @property
    def status(self) -> str | Promise:
        """Its present state in words."""
        return wording.STATUS_NAMES[self.card.status]

    @property
    def tone(self) -> str:
        """The tone of its present state."""
        return wording.tone_of(self.card.status)


def desktop(actor: Actor, number: str) -> Desktop:
    """Open a record to work on it. Raises NotFound where there is none that the actor may open."""
    row = find(actor, number)
    return Desktop(row, card(actor, number), desk_of(actor, row))


@require_safe
def what_happened(request: HttpRequest, number: str) -> HttpResponse:
    """List what can happen to a firearm next: what this officer may record, and what the rules admit."""
    actor = actor_for(request.user)
    with reading(actor):
        on = desktop(actor, number)
        offered = {offer.kind: offer for offer in offers(actor, on.row) if offer.kind in on.desk.kinds}
    if not offered:
        raise NotAllowed(_("Your role records nothing here. Ask a registrar, or your administrator for the role."))
    facts = {"on": on, "now": list(_now(offered)), "not_now": list(_not_now(offered))}
    return render(request, "registry/happenings.html", facts)


def _now(offered: dict[EventKind, Offer]) -> Iterator[Ways]:
    for group in Group:
        ways = tuple(
            Way(slug_of(sheet.kind), sheet.name, sheet.says)
            for sheet in SHEETS
            if sheet.group is group and sheet.kind in offered and not offered[sheet.kind].forbidden
        )
        if ways:
            yield Ways(group.label, ways)


def _not_now(offered: dict[EventKind, Offer]) -> Iterator[Way]:
    for sheet in SHEETS:
        if sheet.kind in offered and offered[sheet.kind].forbidden:
            yield Way(slug_of(sheet.kind), sheet.name, sheet.says, offered[sheet.kind].forbidden)


@require_http_methods(["GET", "HEAD", "POST"])
def happening(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Ask what is to be told of one kind of event, and record it; where the law asks for consents, propose it."""
    actor = actor_for(request.user)
    sheet = sheet_of(kind)
    with reading(actor):
        on = desktop(actor, number)
        today = timezone.now().date()
        asked = asked_besides(actor, sheet.kind, today)
        rule = transfer_rule(actor, sheet.kind, today)
        if sheet.kind not in on.desk.kinds:
            raise NotAllowed(_("Your role does not record this. Ask a registrar, or your administrator for the role."))
        begun = {"key": submissions.new_key(), "seen": on.desk.version}
        form = HappeningForm(
            request.POST or None, sheet=sheet, actor=actor, asked=asked, has_when=rule is None, initial=begun
        )
        is_valid = request.method == "POST" and form.is_valid()
    if is_valid:
        try:
            return _proposed(request, actor, on, form) if rule else _recorded(request, actor, on, form)
        except Refused as refused:
            form.add_faults(refused)
    facts = {"on": on, "sheet": sheet, "form": form, "rule": rule, "days": _days(rule)}
    return render(request, "registry/happening.html", facts, status=422 if form.errors else 200)


def _days(rule: TransferRule | None) -> int:
    return rule.waiting_days if rule is not None else 0


def _recorded(request: HttpRequest, actor: Actor, on: Desktop, form: HappeningForm) -> HttpResponse:
    told = form.told()
    if form.sheet.kind in PROPOSED and on.desk.holder_id is not None:
        told = replace(told, details=replace(told.details, giver=form.holder_on_record(on.desk.holder_id)))
    with submissions.under(form.cleaned_data["key"]) as sent:
        form.sheet.act(actor, on.row, told, form.cleaned_data["reason"])
    _say(request, form.sheet, is_repeated=sent.is_repeated)
    return redirect(at_new_line(on))


def _say(request: HttpRequest, sheet: Sheet, *, is_repeated: bool) -> None:
    if is_repeated:
        messages.info(request, _("This was sent twice, and is recorded once."))
    else:
        messages.success(request, _("Recorded. What to do next: %(next)s") % {"next": sheet.after})


def at_new_line(on: Desktop) -> str:
    """Give the address of a record, at its last line."""
    return f"{reverse('registry:firearm', args=[on.card.record])}?new=1#life"


def _proposed(request: HttpRequest, actor: Actor, on: Desktop, form: HappeningForm) -> HttpResponse:
    told = form.told()
    if told.holder is None:
        raise Refused(_("Say to whom it is to pass."))
    new = NewProposal(
        kind=form.sheet.kind,
        taker=told.holder,
        until=told.details.until,
        reference=told.details.reference,
        permit=told.details.permit,
        seen=told.details.seen,
    )
    with submissions.under(form.cleaned_data["key"]):
        propose_transfer(actor=actor, firearm=on.row, proposed=new, reason=form.cleaned_data["reason"])
    messages.success(request, _("Proposed. What to do next: note the consents by their signed papers."))
    with reading(actor):
        number = desk_of(actor, on.row).proposal
    return redirect("registry:proposal", number) if number else redirect("registry:firearm", on.card.record)
