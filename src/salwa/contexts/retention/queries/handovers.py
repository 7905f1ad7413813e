"""Retention, queries, ¶29: records that the State took over from makers and dealers that closed."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from salwa.contexts.retention.answers import HandOverView
from salwa.contexts.retention.models import HandOver
from salwa.contexts.retention.policies import may_see
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
    return [(one.pk, view_of(one)) for one in found[:most]]


def view_of(found: HandOver) -> HandOverView:
    """Give what is to be said of a hand-over."""
    loads = sorted(found.loads.all(), key=lambda one: one.pk)
    return HandOverView(
        uuid=found.uuid,
        company=found.holder.company.name,
        holder=found.holder.uuid,
        ceased=found.ceased,
        carrier=found.carrier,
        digest=found.digest,
        pieces=found.pieces,
        records=found.records,
        kept_at=found.kept_at,
        taken_by=found.entry.actor_name,
        taken_at=found.entry.recorded_at,
        reason=found.entry.reason,
        entry=found.entry_id,
        loads=tuple(
            (
                one.load_id,
                str(one.load.summary.get("file", "")),
                int(one.load.summary.get("loaded", 0)),
                one.load.recorded_at,
            )
            for one in loads
        ),
    )
