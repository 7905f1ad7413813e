"""Retention, queries, ¶29: what was proposed for erasure, and what became of it."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from salwa.contexts.retention.answers import ProposalView
from salwa.contexts.retention.models import Proposal
from salwa.contexts.retention.policies import may_see
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Give the proposals that an actor may see: all of the State's, or none."""
    found = Proposal.objects.all() if may_see(actor) else Proposal.objects.none()
    return found.select_related("entry", "decision__entry")


def proposal(actor: Actor, identifier: str) -> Proposal:
    """Give a proposal. Raises NotFound."""
    try:
        wanted = UUID(identifier)
    except ValueError:
        wanted = None
    found = visible_to(actor).filter(uuid=wanted).first() if wanted else None
    if found is None:
        raise NotFound(gettext("There is no such proposal."))
    return found


def proposals(actor: Actor, *, is_open: bool = True, after: int = 0, most: int = 50) -> list[tuple[int, ProposalView]]:
    """Give proposals with their numbers: the open ones oldest first, the decided ones newest first."""
    found = visible_to(actor).filter(decision__isnull=is_open)
    if is_open:
        found = found.filter(pk__gt=after).order_by("pk")
    else:
        found = found.order_by("-pk")
        found = found.filter(pk__lt=after) if after else found
    return [(one.pk, view_of(one)) for one in found[:most]]


def view_of(found: Proposal) -> ProposalView:
    """Give what is to be said of a proposal."""
    decision = getattr(found, "decision", None)
    return ProposalView(
        uuid=found.uuid,
        kind=found.kind,
        day=found.day,
        rule=found.rule,
        pack=found.pack,
        count=found.count,
        proposed_by=found.entry.actor_name,
        proposed_by_id=found.entry.actor_id,
        proposed_at=found.entry.recorded_at,
        reason=found.entry.reason,
        entry=found.entry_id,
        outcome=decision.outcome if decision else 0,
        decided_by=decision.entry.actor_name if decision else "",
        decided_at=decision.entry.recorded_at if decision else None,
        why_decided=decision.entry.reason if decision else "",
        decided_in=decision.entry_id if decision else 0,
    )
