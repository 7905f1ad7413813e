"""Registry, queries, ¶29: what an officer can do with a record: what can happen next, and what stands in its way."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_names
from salwa.contexts.registry.answers import Desk, HoldView, Line, Offer
from salwa.contexts.registry.models import Event, EventDetail, Firearm, Hold, Holder, HoldReason, Proposal
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import HOLDING, KEEPING, kinds_recorded_by, may_see_holders, visible_to
from salwa.contexts.registry.queries._details import holder_text
from salwa.contexts.registry.queries._lives import lives, survivors
from salwa.contexts.registry.queries._standing import held_with, standing_of
from salwa.contexts.registry.queries._versions import version_of
from salwa.contexts.registry.queries.histories import history_of
from salwa.contexts.registry.rules import Step, forbidden_now
from salwa.kernel.lifecycle import Event as LifeEvent
from salwa.kernel.lifecycle import EventKind, Happened, derive
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound

_SOMEBODY_ELSE: Final = 0
"""The number of no holder: what is offered is offered for one who is not on record yet."""


def desk_of(actor: Actor, firearm: Firearm) -> Desk:
    """Give what the actor can do with a record that :func:`records.firearm` gave.

    With a record that is shown under another nothing is done: its kinds are empty.
    """
    is_shown_elsewhere = firearm.pk in survivors([firearm.pk])
    life = lives([firearm.pk])[firearm.pk]
    holder = derive(life.events).holder
    named = Holder.objects.select_related("company", "agency").filter(pk=holder).first() if holder else None
    open_proposal = Proposal.objects.filter(firearm=firearm, end=None).values_list("pk", flat=True).first()
    is_free = not is_shown_elsewhere
    return Desk(
        version=version_of(life),
        kinds=kinds_recorded_by(actor) if is_free else frozenset(),
        holds=holds_on(actor, firearm),
        proposal=open_proposal,
        may_correct=is_free and bool(actor.roles & KEEPING),
        may_hold=is_free and bool(actor.roles & HOLDING),
        holder=holder_text(named) if may_see_holders(actor) else "",
        holder_id=holder,
    )


def offers(actor: Actor, firearm: Firearm) -> tuple[Offer, ...]:
    """Give every kind of event that the actor may record of a record, with the rules that refuse it as of today."""
    life = lives([firearm.pk])[firearm.pk]
    state = derive(life.events)
    today = _today()
    is_held = standing_of(firearm.pk).is_held
    found = []
    for kind in sorted(kinds_recorded_by(actor)):
        event = LifeEvent(len(life.events) + 1, kind, Happened.on(today), _SOMEBODY_ELSE)
        rules = forbidden_now(Step(life.events, state, event, today, is_held=is_held))
        found.append(Offer(kind=kind, forbidden=tuple(gettext(rule.text()) for rule in rules)))
    return tuple(found)


def line_of(actor: Actor, firearm: Firearm, ordinal: int) -> tuple[Line, Holder | None, Holder | None]:
    """Give a line of a record's life that is in force, with its holder and its giver.

    Raises:
        NotFound: there is no such line, or it was corrected already.
    """
    found = next((line for line in history_of(actor, firearm).lines if line.ordinal == ordinal), None)
    if found is None or found.is_withdrawn or found.kind is EventKind.CORRECTION:
        raise NotFound(gettext("The record has no such line that could be corrected."))
    owner, stored = lives([firearm.pk])[firearm.pk].place_of(ordinal)
    event = Event.objects.select_related("holder").get(firearm=owner, ordinal=stored)
    detail = EventDetail.objects.select_related("giver").filter(firearm=owner, ordinal=stored).first()
    return found, event.holder, None if detail is None else detail.giver


def holds_on(actor: Actor, firearm: Firearm) -> tuple[HoldView, ...]:
    """Give the holds that keep a firearm, the oldest first, as far as the actor may open the records they are on.

    They are on its own record, on those merged into it, or on those of the parts that sit in it.
    """
    found = Hold.objects.filter(firearm__in=held_with(firearm.pk), lifted=None)
    rows = list(found.select_related("placed").order_by("pk"))
    if not rows:
        return ()
    opened = set(visible_to(actor).filter(pk__in={row.firearm_id for row in rows}).values_list("pk", flat=True))
    agencies = agency_names()
    return tuple(_hold_view(row, agencies) for row in rows if row.firearm_id in opened)


def open_holds(actor: Actor, *, after: int = 0, most: int = 50) -> list[tuple[str, HoldView]]:
    """Give the holds that are open on the records the actor may open, oldest first, each with its record's number."""
    rows = Hold.objects.filter(lifted=None, pk__gt=after, firearm__in=visible_to(actor))
    found = list(rows.select_related("placed", "firearm").order_by("pk")[:most])
    agencies = agency_names() if found else {}
    return [(record_of(row.firearm), _hold_view(row, agencies)) for row in found]


def hold(actor: Actor, number: int) -> Hold:
    """Give a hold by its number. Raises NotFound where there is none on a record that the actor may open."""
    found = Hold.objects.select_related("firearm").filter(pk=number, firearm__in=visible_to(actor)).first()
    if found is None:
        raise NotFound(gettext("There is no hold of that number that you may see."))
    return found


def _hold_view(row: Hold, agencies: Mapping[int, str]) -> HoldView:
    return HoldView(
        id=row.pk,
        reason=HoldReason(row.reason),
        reference=row.reference,
        placed_at=row.placed.recorded_at,
        placed_by=row.placed.actor_name,
        agency=agencies.get(row.placed.agency_id, ""),
    )


def _today() -> date:
    return timezone.now().date()
