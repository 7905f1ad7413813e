"""Retention, actions, ¶29: place a hold, review it, lift it. What is held is never due."""

from datetime import date

from django.utils.translation import gettext

from salwa.contexts.registry.public import firearm, holder_by_uuid
from salwa.contexts.retention.actions._refusing import LONGEST_TEXT, check_reason, faults_of_text, refuse, refuse_broken
from salwa.contexts.retention.drafts import NewHold
from salwa.contexts.retention.models import Hold, HoldKind, Lift, Review
from salwa.contexts.retention.policies import may_hold
from salwa.contexts.retention.rules import AnotherPersonLifts, HoldIsReviewedLater
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict

_LONGEST_REFERENCE = 120


@action("retention.place_hold", may=may_hold)
def place_hold(*, actor: Actor, hold: NewHold, reason: str) -> Hold:
    """Place a hold: nothing of what it names is erased until another person has lifted it.

    Raises:
        Refused: nobody says why or by whose word, or it is reviewed too late or never.
        NotFound: there is no such firearm or holder, or not for this actor.
    """
    check_reason(reason)
    refuse(faults_of_text("authority", hold.authority, LONGEST_TEXT))
    named = hold.kind in (HoldKind.CASE, HoldKind.BOOK)
    refuse(faults_of_text("reference", hold.reference, _LONGEST_REFERENCE, is_asked=named))
    _check_review(hold.review)
    row = Hold.objects.create(
        kind=hold.kind,
        firearm=firearm(actor, hold.firearm) if hold.kind is HoldKind.FIREARM else None,
        holder=holder_by_uuid(actor, hold.holder) if hold.kind in (HoldKind.HOLDER, HoldKind.BOOK) else None,
        reference=" ".join(hold.reference.split()),
        authority=" ".join(hold.authority.split()),
        review=hold.review,
        entry_id=this_entry().id,
    )
    this_entry().note(hold=row.pk, kind=HoldKind(hold.kind).name.lower(), review=hold.review.isoformat())
    return row


@action("retention.review_hold", may=may_hold)
def review_hold(*, actor: Actor, hold: Hold, review: date, reason: str) -> Review:
    """Let a hold stand until another day, having looked at it. Raises Refused, and Conflict where it was lifted."""
    check_reason(reason)
    _check_review(review)
    _check_open(hold)
    this_entry().note(hold=hold.pk, review=review.isoformat())
    return Review.objects.create(hold=hold, review=review, entry_id=this_entry().id)


@action("retention.lift_hold", may=may_hold)
def lift_hold(*, actor: Actor, hold: Hold, reason: str) -> Lift:
    """Lift a hold that somebody else placed; what its time was over for is due from now on.

    Raises Refused where it is one's own or nobody says why, and Conflict where it was lifted.
    """
    check_reason(reason)
    refuse_broken(AnotherPersonLifts, is_kept=AnotherPersonLifts.is_kept(hold.entry.actor_id, actor.actor_id))
    _check_open(hold)
    this_entry().note(hold=hold.pk)
    return Lift.objects.create(hold=hold, entry_id=this_entry().id)


def _check_review(review: date) -> None:
    today = this_entry().recorded_at.date()
    refuse_broken(HoldIsReviewedLater, is_kept=HoldIsReviewedLater.is_kept(today, review), column="review")


def _check_open(hold: Hold) -> None:
    if Lift.objects.filter(hold=hold).exists():
        raise Conflict(gettext("This hold was lifted already. Place a new one where it is needed."))
