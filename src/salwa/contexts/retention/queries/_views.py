"""Retention, queries: rows as plain data that pages and commands show. Nobody's name of a holder is in them."""

from collections.abc import Sequence

from salwa.contexts.registry.public import record_of
from salwa.contexts.retention.answers import HandOverView, HoldView, LoadView, ProposalView
from salwa.contexts.retention.models import HandOver, Hold, HoldKind, Proposal, Review
from salwa.platform.models import Entry


def hold_view(found: Hold) -> HoldView:
    """Give what is to be said of a hold."""
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


def proposal_view(found: Proposal) -> ProposalView:
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


def hand_over_view(found: HandOver) -> HandOverView:
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
        loads=tuple(_load(found, one.load) for one in loads),
    )


def _load(found: HandOver, load: Entry) -> LoadView:
    return LoadView(
        entry=load.pk,
        file=str(load.summary.get("file", "")),
        firearms=int(load.summary.get("loaded", 0)),
        loaded_at=load.recorded_at,
        is_same_file=bool(found.digest) and bytes(load.digest).hex() == found.digest,
    )
