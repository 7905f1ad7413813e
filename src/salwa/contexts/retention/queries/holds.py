"""Retention, queries, ¶29: what is held, and by which holds."""

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from salwa.contexts.retention.answers import HoldView
from salwa.contexts.retention.models import Hold, Review
from salwa.contexts.retention.policies import may_see
from salwa.contexts.retention.queries._views import hold_view
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound


def visible_to(actor: Actor) -> QuerySet[Hold]:
    """Give the holds that an actor may see: all of the State's, or none."""
    return Hold.objects.all() if may_see(actor) else Hold.objects.none()


def check_may_see(actor: Actor) -> None:
    """Let pass who may see what is due and held. Raises NotAllowed, saying whom to ask."""
    if not may_see(actor):
        raise NotAllowed(
            gettext("Registrars and auditors of the whole State see this. If your work needs it, ask the registry.")
        )


def holds(actor: Actor, *, is_open: bool = True, after: int = 0, most: int = 50) -> list[tuple[int, HoldView]]:
    """Give holds with their numbers: those in force by the day of review, the others by when they were placed.

    ``after`` is how many are passed over: there are few holds, and their order is not that of their numbers.
    """
    found = visible_to(actor).annotate(until=_until()).filter(lift__isnull=is_open)
    found = found.order_by("until", "pk") if is_open else found.order_by("-pk")
    return [(one.pk, hold_view(one)) for one in _whole(found)[after : after + most]]


def hold(actor: Actor, identifier: str) -> Hold:
    """Give a hold. Raises NotFound."""
    try:
        wanted = UUID(identifier)
    except ValueError:
        wanted = None
    found = _whole(visible_to(actor).filter(uuid=wanted)).first() if wanted else None
    if found is None:
        raise NotFound(gettext("There is no such hold."))
    return found


def to_review(actor: Actor, day: date) -> int:
    """Give the number of holds in force whose day of review has come."""
    return visible_to(actor).annotate(until=_until()).filter(lift__isnull=True, until__lte=day).count()


def _until() -> Coalesce:
    """Give, as a column, the day on which a hold is looked at again."""
    reviewed = Review.objects.filter(hold=OuterRef("pk")).order_by("-pk").values("review")[:1]
    return Coalesce(Subquery(reviewed), "review")


def _whole(found: QuerySet[Hold]) -> QuerySet[Hold]:
    related = found.select_related("entry", "firearm", "holder", "lift__entry")
    return related.prefetch_related("reviews__entry")
