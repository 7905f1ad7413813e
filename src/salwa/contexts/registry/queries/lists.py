"""Registry, queries, ¶29: a registrar's list: the records of the own agency page by page, and a record by its number.

No page is found by counting: each begins after the last record of the one before, along an index. Records without a
number at their source come first, in the order of their registration, then the others in the order of that number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from salwa.contexts.identity.public import agencies_of
from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import Firearm, Source
from salwa.contexts.registry.policies import may_list, visible_to
from salwa.contexts.registry.queries._bearers import bearers
from salwa.contexts.registry.queries._seen import seen_cards
from salwa.contexts.registry.queries.matches import with_serial
from salwa.contexts.registry.queries.records import by_external_id
from salwa.contexts.registry.queries.records import firearm as find
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound

PAGE: Final = 50
"""Records of one page."""


class Why(StrEnum):
    """By which of its numbers a record was found."""

    SOURCE = "source"
    SERIAL = "serial"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that carries a number; without ``card`` the actor may not open it, and ``ask`` names whom to ask."""

    why: Why
    card: Card | None
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """Records that carry a number, and how many more with this serial the actor may open that are not among them."""

    hits: tuple[Hit, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list; ``after`` is the public number from which the next one goes on, empty on the last."""

    cards: tuple[Card, ...]
    after: str = ""


def sources_of(actor: Actor) -> tuple[Source, ...]:
    """Give the sources of the records of the actor's agency and its parts, by name. Raises NotAllowed."""
    if not may_list(actor):
        raise NotAllowed
    return tuple(Source.objects.filter(agency_id__in=agencies_of(actor)).order_by("name", "pk"))


def records_of(actor: Actor, source: Source, *, after: str = "", most: int = PAGE) -> Listed:
    """Give the records of a source of the actor's agency that follow the record ``after``.

    Raises:
        NotAllowed: the actor does not go through records.
        NotFound: the source is another agency's, or there is no record ``after``.
    """
    if not may_list(actor):
        raise NotAllowed
    if source.agency_id not in agencies_of(actor):
        raise NotFound
    last = find(actor, after) if after else None
    rows: list[Firearm] = []
    if last is None or not last.external_id:
        rows += _unnamed(actor, source, last, most + 1)
    if len(rows) <= most:
        rows += _named(actor, source, last, most + 1 - len(rows))
    cards = tuple(seen_cards(actor, rows[:most]).values())
    return Listed(cards, cards[-1].record if len(rows) > most else "")


def _unnamed(actor: Actor, source: Source, last: Firearm | None, most: int) -> Iterable[Firearm]:
    found = visible_to(actor).filter(source=source, external_id="").order_by("pk")
    return (found.filter(pk__gt=last.pk) if last is not None else found)[:most]


def _named(actor: Actor, source: Source, last: Firearm | None, most: int) -> Iterable[Firearm]:
    found = visible_to(actor).filter(source=source).exclude(external_id="").order_by("external_id")
    return (found.filter(external_id__gt=last.external_id) if last is not None else found)[:most]


def with_number(actor: Actor, text: str, *, most: int = PAGE) -> Hits:
    """Give the records that carry ``text`` exactly as their number at the source, or as a serial number.

    Each record once, those in an alarming state first and then those of the own agency; of serials at most ``most``.
    Raises as :func:`with_serial` does.
    """
    number = text.strip()
    found = {card.id: Hit(Why.SOURCE, card) for card in by_external_id(actor, number)}
    borne = [one for one in bearers(actor, number) if one.nearness.firearm not in found]
    opened = [one for one in borne if not one.nearness.is_closed]
    closed = {one.nearness.agency_id: one for one in reversed(borne) if one.nearness.is_closed}
    hidden: dict[Hit, None] = {}
    for one in with_serial(actor, [*opened[:most], *closed.values()]):
        hit = Hit(Why.SERIAL if one.part is None else Why.PART, one.card, one.ask)
        if hit.card is None:
            hidden[hit] = None
        else:
            found[hit.card.id] = hit
    return Hits((*found.values(), *hidden), max(len(opened) - most, 0))
