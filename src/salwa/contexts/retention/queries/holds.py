"""Retention, queries, ¶29: what is held, and by which holds."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from salwa.contexts.registry.public import record_of
from salwa.contexts.retention.answers import HoldView
from salwa.contexts.retention.models import Hold, HoldKind, Review
from salwa.contexts.retention.policies import may_see
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound

_HOLDS: Final = """
WITH in_force AS (SELECT hold.* FROM retention_hold hold
                   WHERE NOT EXISTS (SELECT FROM retention_lift lift WHERE lift.hold_id = hold.id)),
     firearms (id) AS (SELECT firearm_id FROM in_force WHERE firearm_id IS NOT NULL),
     holders (id) AS (SELECT holder_id FROM in_force WHERE holder_id IS NOT NULL
                      UNION
                      SELECT event.holder_id FROM registry_event event JOIN firearms ON firearms.id = event.firearm_id
                       WHERE event.holder_id IS NOT NULL),
     entries (id) AS (SELECT event.entry_id FROM registry_event event JOIN firearms ON firearms.id = event.firearm_id
                      UNION
                      SELECT event.entry_id FROM registry_event event JOIN holders ON holders.id = event.holder_id
                      UNION
                      SELECT entry_id FROM in_force
                      UNION
                      SELECT seen.entry_id FROM retention_review seen JOIN in_force ON in_force.id = seen.hold_id),
     cases (id) AS (SELECT lower(reference) FROM in_force WHERE reference <> '')
"""
"""What is held, as SQL: firearms; holders, with whoever ever had one of those; entries about either, and those of holds
in force; references of cases and books. Other contexts' holds (registry_hold) are joined here: a UNION in ``firearms``.
"""
HELD_FIREARMS: Final = f"{_HOLDS} SELECT id FROM firearms"  # noqa: S608  a statement of our own
HELD_HOLDERS: Final = f"{_HOLDS} SELECT id FROM holders"  # noqa: S608  a statement of our own
HELD_ENTRIES: Final = f"{_HOLDS} SELECT id FROM entries"  # noqa: S608  a statement of our own
HELD_CASES: Final = f"{_HOLDS} SELECT id FROM cases"  # noqa: S608  a statement of our own
_IS_HELD: Final = f"""{_HOLDS}
SELECT EXISTS (SELECT FROM firearms WHERE id = %(firearm)s)
    OR EXISTS (SELECT FROM holders WHERE id = %(holder)s)
    OR EXISTS (SELECT FROM cases WHERE id = lower(%(reference)s))"""  # noqa: S608  a statement of our own


def visible_to(actor: Actor) -> QuerySet[Hold]:
    """Give the holds that an actor may see: all of the State's, or none."""
    return Hold.objects.all() if may_see(actor) else Hold.objects.none()


def check_may_see(actor: Actor) -> None:
    """Let pass who may see what is due and held. Raises NotAllowed, saying whom to ask."""
    if not may_see(actor):
        raise NotAllowed(
            gettext("Registrars and auditors of the whole State see this. If your work needs it, ask the registry.")
        )


def is_held(*, firearm: int = 0, holder: int = 0, reference: str = "") -> bool:
    """Whether a firearm, a holder (by their numbers) or a case is held, by itself or by what it belongs to."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_HELD, {"firearm": firearm, "holder": holder, "reference": reference})
        return bool(cursor.fetchone()[0])


def holds(actor: Actor, *, is_open: bool = True, after: int = 0, most: int = 50) -> list[tuple[int, HoldView]]:
    """Give holds with their numbers: those in force by the day of review, the others by when they were placed."""
    reviewed = Review.objects.filter(hold=OuterRef("pk")).order_by("-pk").values("review")[:1]
    found = visible_to(actor).annotate(until=Coalesce(Subquery(reviewed), "review"))
    found = found.filter(lift__isnull=is_open)
    found = found.order_by("until", "pk") if is_open else found.order_by("-pk")
    return [(hold.pk, _view(hold)) for hold in _whole(found)[after : after + most]]


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


def view_of(found: Hold) -> HoldView:
    """Give what is to be said of a hold."""
    return _view(found)


def to_review(actor: Actor, day: date) -> int:
    """Give the number of holds in force whose day of review has come."""
    return sum(view.review <= day for _number, view in holds(actor, most=1000))


def _whole(found: QuerySet[Hold]) -> QuerySet[Hold]:
    related = found.select_related("entry", "firearm", "holder", "lift__entry")
    return related.prefetch_related("reviews__entry")


def _view(found: Hold) -> HoldView:
    reviews: Sequence[Review] = sorted(found.reviews.all(), key=lambda one: one.pk)
    lift = getattr(found, "lift", None)
    return HoldView(
        uuid=found.uuid,
        kind=found.kind,
        about=_about(found),
        reference=found.reference,
        authority=found.authority,
        placed_by=found.entry.actor_name,
        placed_by_id=found.entry.actor_id,
        placed_at=found.entry.recorded_at,
        reason=found.entry.reason,
        review=reviews[-1].review if reviews else found.review,
        reviews=tuple((one.entry.actor_name, one.entry.recorded_at, one.review) for one in reviews),
        lifted_by=lift.entry.actor_name if lift else "",
        lifted_at=lift.entry.recorded_at if lift else None,
        why_lifted=lift.entry.reason if lift else "",
    )


def _about(found: Hold) -> str:
    """Give what a hold keeps by its number or identifier, never by a name."""
    if found.firearm is not None:
        return record_of(found.firearm)
    if found.holder is not None and found.kind == HoldKind.HOLDER:
        return str(found.holder.uuid)
    return found.reference
