"""Licensing, actions, ¶37: record that something was checked of a holder, and take that back."""

from django.utils.translation import gettext

from salwa.contexts.licensing.actions._recording import faults_of_day, faults_of_text, refuse, write_words
from salwa.contexts.licensing.drafts import NewCheck
from salwa.contexts.licensing.models import CheckFact, CheckOutcome, CheckWithdrawal, Part
from salwa.contexts.licensing.policies import checks, may_decide
from salwa.contexts.registry import public as registry
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, NotFound, Refused


@action("licensing.record_check", may=may_decide)
def record_check(*, actor: Actor, holder: int, check: NewCheck, reason: str = "") -> CheckFact:
    """Record that a check was passed or not on a day. What was found, of health above all, is not asked and not kept.

    Raises:
        NotFound: there is no such holder.
        Refused: the day has not come, or the check lapses before it was made.
    """
    if holder not in registry.holders_by_id(actor, [holder]):
        raise NotFound(gettext("There is no such holder."))
    faults = [
        *faults_of_day("made_on", check.made_on),
        *faults_of_text("by", check.by, 200),
        *faults_of_text("document", check.document, 100),
    ]
    if check.valid_to is not None and check.valid_to < check.made_on:
        faults.append(Fault(0, "valid_to", gettext("It lapses before it was made.")))
    refuse(faults)
    row = CheckFact.objects.create(
        holder_id=holder,
        agency_id=actor.agency_id,
        entry_id=this_entry().id,
        kind=check.kind,
        outcome=check.outcome,
        made_on=check.made_on,
        valid_to=check.valid_to,
    )
    write_words(holder, Part.CHECKED_BY, check.by)
    write_words(holder, Part.DOCUMENT, check.document)
    this_entry().note(
        holder=holder, check=row.pk, kind=str(check.kind), outcome=CheckOutcome(check.outcome).name.lower()
    )
    return row


@action("licensing.withdraw_check", may=may_decide)
def withdraw_check(*, actor: Actor, check: int, reason: str) -> CheckWithdrawal:
    """Put on record that a check no longer counts: recorded wrongly, or taken back by whoever made it.

    Raises:
        NotFound: there is no such check that the actor may open, or it was withdrawn already.
        Refused: no reason is given.
    """
    if not reason.strip():
        raise Refused([Fault(0, "reason", gettext("Say why it no longer counts: somebody will ask."))])
    row = checks(actor).filter(pk=check).first()
    if row is None:
        raise NotFound(gettext("There is no such check that you may open."))
    this_entry().note(holder=row.holder_id, check=row.pk)
    return CheckWithdrawal.objects.create(fact=row, entry_id=this_entry().id)
