"""Registry, queries, ¶28 ¶63: what the marking of firearms asks: several at once, and those kept without a mark."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q

from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import Firearm, Legibility, Mark, MarkKindCode, Withdrawal
from salwa.contexts.registry.models.events import KEPT
from salwa.contexts.registry.policies import visible_to
from salwa.contexts.registry.queries._seen import seen_cards
from salwa.kernel.lifecycle import EventKind
from salwa.platform.actor import Actor


class Kept(NamedTuple):
    """A firearm that was seized and is kept; whether its serial number can be read, and whether the State marked it."""

    card: Card
    has_serial: bool
    has_state_mark: bool


def cards_of(actor: Actor, firearms: Iterable[Firearm]) -> dict[int, Card]:
    """Give the cards of firearms that the actor found before, by id, in the order given."""
    rows = list(firearms)
    return dict(seen_cards(actor, rows)) if rows else {}


def firearms_of_source(actor: Actor, source: str, *, most: int) -> list[Firearm]:
    """Give the firearms that the actor may open of a source of the actor's own agency, in the order of registration."""
    found = visible_to(actor).filter(source__name=source, source__agency_id=actor.agency_id)
    return list(found.order_by("pk")[:most])


def seized_and_kept(actor: Actor, *, most: int) -> list[Kept]:
    """Give firearms that the actor may open, were seized or forfeited, and are kept for official use or about to be.

    Only those without a mark of the State: the rule about them is asked by who marks.
    """
    stands = ~Exists(Withdrawal.objects.filter(firearm=OuterRef("firearm"), ordinal=OuterRef("ordinal")))
    marks = Mark.objects.filter(stands, firearm=OuterRef("pk"))
    serial = marks.filter(component=OuterRef("control"), inscription__kind=MarkKindCode.SERIAL)
    state = marks.filter(inscription__kind__in=(MarkKindCode.STATE_STOCK, MarkKindCode.IMPORT))
    seized = Q(events__kind__in=(EventKind.SEIZURE, EventKind.FORFEITURE))
    found = (
        visible_to(actor)
        .filter(seized, ~Exists(state), state__status__in=KEPT)
        .annotate(has_serial=Exists(serial.exclude(legibility=Legibility.REMOVED)))
        .order_by(F("pk"))
        .distinct()[:most]
    )
    rows = list(found)
    cards = cards_of(actor, rows)
    return [Kept(cards[row.pk], row.has_serial, has_state_mark=False) for row in rows if row.pk in cards]
