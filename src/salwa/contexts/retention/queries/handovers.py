"""Retention, queries, ¶29: records that the State took over from makers and dealers that closed."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from salwa.contexts.retention.answers import HandOverView
from salwa.contexts.retention.models import HandOver
from salwa.contexts.retention.policies import may_see
from salwa.contexts.retention.queries._views import hand_over_view
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def visible_to(actor: Actor) -> QuerySet[HandOver]:
    """Give the hand-overs that an actor may see: all of the State's, or none."""
    found = HandOver.objects.all() if may_see(actor) else HandOver.objects.none()
    return found.select_related("entry", "holder__company").prefetch_related("loads__load")


def hand_over(actor: Actor, identifier: str) -> HandOver:
    """Give a hand-over. Raises NotFound."""
    try:
        wanted = UUID(identifier)
    except ValueError:
        wanted = None
    found = visible_to(actor).filter(uuid=wanted).first() if wanted else None
    if found is None:
        raise NotFound(gettext("There is no such hand-over."))
    return found


def hand_overs(actor: Actor, *, after: int = 0, most: int = 50) -> list[tuple[int, HandOverView]]:
    """Give hand-overs with their numbers, the newest first."""
    found = visible_to(actor).order_by("-pk")
    found = found.filter(pk__lt=after) if after else found
    return [(one.pk, hand_over_view(one)) for one in found[:most]]
