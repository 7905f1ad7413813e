"""Registry, queries, ¶29: find a record by its name, and count records."""

from django.utils.translation import gettext

from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import Firearm, Source
from salwa.contexts.registry.naming import named_by
from salwa.contexts.registry.policies import visible_to
from salwa.contexts.registry.queries._seen import seen_cards
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def firearm(actor: Actor, name: str) -> Firearm:
    """Give the firearm of a public number or UUID, typed in any case.

    Raises:
        Refused: the number has a typing error.
        NotFound: there is no such record, or this actor may not open it: both answer alike.
    """
    found = visible_to(actor).select_related("source").filter(**named_by(name)).first()
    if found is None:
        raise NotFound(gettext("There is no record of that number that you may open."))
    return found


def card(actor: Actor, name: str) -> Card:
    """Give a firearm at a glance. Raises as :func:`firearm` does."""
    found = firearm(actor, name)
    return seen_cards(actor, [found])[found.pk]


def by_external_id(actor: Actor, external_id: str, *, source: str = "") -> tuple[Card, ...]:
    """Give the records that a source knows by ``external_id``; of all sources where none is named.

    At most one from each source; a source is an agency's, and several agencies may have one of that name. Empty where
    there is none, or none that the actor may open.
    """
    wanted = visible_to(actor).select_related("source").filter(external_id=external_id).exclude(external_id="")
    sources = Source.objects.filter(name=source) if source else Source.objects.all()
    found = wanted.filter(source__in=sources.values_list("pk", flat=True)).order_by("pk")
    return tuple(seen_cards(actor, list(found)).values())


def count(actor: Actor) -> int:
    """Give the number of records that the actor may open."""
    return visible_to(actor).count()
