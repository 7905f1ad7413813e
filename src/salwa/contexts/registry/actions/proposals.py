"""Registry, actions, ¶29 ¶37: propose a transfer, note what both sides say to it, carry it out, or end it.

What the State asks stands in its country pack: whose consent, and how many days lie between.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_text, refuse
from salwa.contexts.registry.actions._recording import locked, on_record, record, refuse_impossible
from salwa.contexts.registry.drafts import PROPOSAL_DAYS, Details, NewConsent, NewEvent, NewProposal
from salwa.contexts.registry.models import (
    Consent,
    Event,
    Firearm,
    FirearmState,
    Outcome,
    Party,
    Proposal,
    ProposalEnd,
)
from salwa.contexts.registry.policies import may_report, may_settle
from salwa.contexts.registry.queries._agreements import asked_of, has_lapsed, open_on, still_asked_of
from salwa.contexts.registry.queries._lives import lives
from salwa.contexts.registry.queries._versions import check_fresh
from salwa.contexts.registry.queries.packs import transfer_rule
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.kernel.packs.model import Consent as Asked
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, Refused

_LONGEST_WAIT: Final = 366


@action("registry.propose_transfer", may=may_report)
def propose_transfer(*, actor: Actor, firearm: Firearm, proposed: NewProposal, reason: str = "") -> Proposal:
    """Propose that a firearm passes to another holder. One proposal is open for a firearm at a time.

    Raises:
        Refused: the kind is recorded at once here, the two sides are one, the days run backward, or the firearm cannot
            be passed on as it stands: it is stolen, held, destroyed.
        Conflict: another proposal is open, or (Stale) something was recorded since ``proposed.seen``.
        NotFound: there is no such record for this actor.
    """
    today = this_entry().recorded_at.date()
    rule = transfer_rule(actor, proposed.kind, today)
    if rule is None:
        raise Refused(gettext("This State asks for nothing before it: record it at once."))
    held = locked(actor, firearm)
    check_fresh(proposed.seen, lives([held.pk])[held.pk])
    before = open_on(held)
    if before is not None and has_lapsed(before, today):
        _end(before, Outcome.LAPSED)
    elif before is not None:
        raise Conflict(gettext("Another transfer of this firearm is proposed already: carry it out, or withdraw it."))
    taker = on_record(proposed.taker) or proposed.taker
    now = FirearmState.objects.filter(firearm=held).values_list("holder_id", flat=True).first()
    giver = proposed.giver.pk if proposed.giver is not None else now
    not_before = today + timedelta(days=rule.waiting_days)
    expires = proposed.expires or not_before + timedelta(days=PROPOSAL_DAYS)
    refuse(_faults(replace(proposed, taker=taker), giver, not_before, expires))
    details = Details(giver=proposed.giver, until=proposed.until)
    refuse_impossible(held, NewEvent(kind=proposed.kind, happened=Happened.on(today), holder=taker, details=details))
    row = Proposal.objects.create(
        firearm=held,
        kind=int(proposed.kind),
        giver_id=giver,
        taker=taker,
        entry_id=this_entry().id,
        asks_giver=Asked.GIVER in rule.consents and giver is not None,
        asks_taker=Asked.TAKER in rule.consents,
        not_before=not_before,
        expires=expires,
        until=proposed.until,
        reference=" ".join(proposed.reference.split()),
        permit=" ".join(proposed.permit.split()),
        source=rule.source[:300],
    )
    this_entry().note(record=held.pk, proposal=row.pk, kind=proposed.kind.name.lower())
    return row


@action("registry.note_consent", may=may_settle)
def note_consent(*, actor: Actor, proposal: Proposal, said: NewConsent, reason: str = "") -> Consent:
    """Note what one side says to a proposal, by its signed paper. A refusal ends the proposal.

    Raises:
        Refused: nobody asks for this side's consent, or the paper has no number.
        Conflict: that side has answered, or the proposal has ended.
    """
    held = _open(actor, proposal)
    faults = list(faults_of_text("reference", said.reference, 120))
    if not said.reference.strip():
        faults.append(Fault(0, "reference", gettext("write the number of the signed paper")))
    if said.party not in asked_of(held):
        faults.append(Fault(0, "party", gettext("nobody asks for the consent of this side")))
    refuse(faults)
    if Consent.objects.filter(proposal=held, party=said.party).exists():
        raise Conflict(gettext("This side has answered already. If that was wrong, withdraw the proposal."))
    row = Consent.objects.create(
        proposal=held,
        party=said.party,
        is_given=said.is_given,
        reference=" ".join(said.reference.split()),
        entry_id=this_entry().id,
    )
    if not said.is_given:
        _end(held, Outcome.REFUSED)
    this_entry().note(
        record=held.firearm_id, proposal=held.pk, party=Party(said.party).name.lower(), given=said.is_given
    )
    return row


@action("registry.carry_out_transfer", may=may_settle)
def carry_out_transfer(*, actor: Actor, proposal: Proposal, happened: Happened, reason: str = "") -> Event:
    """Record the transfer that was proposed: every consent is there, the days have passed, the paper still counts.

    Raises:
        Refused: a consent is missing, or it is too early or too late; or a rule of the life is broken.
        Conflict: the proposal has ended.
    """
    held = _open(actor, proposal)
    refuse(_not_yet(held, this_entry().recorded_at.date()))
    details = Details(giver=held.giver, until=held.until, reference=held.reference, permit=held.permit)
    new = NewEvent(kind=EventKind(held.kind), happened=happened, holder=held.taker, details=details)
    event = record(held.firearm, new, agreed=held)
    _end(held, Outcome.DONE, event.ordinal)
    this_entry().note(proposal=held.pk)
    return event


@action("registry.withdraw_proposal", may=may_settle)
def withdraw_proposal(*, actor: Actor, proposal: Proposal, reason: str) -> ProposalEnd:
    """End a proposal with the reason why. One whose last day has passed has lapsed.

    Raises:
        Refused: no reason is given.
        Conflict: it has ended.
    """
    if not reason.strip():
        refuse([Fault(0, "reason", gettext("Say why it is withdrawn: somebody will ask."))])
    held = _open(actor, proposal)
    is_over = has_lapsed(held, this_entry().recorded_at.date())
    end = _end(held, Outcome.LAPSED if is_over else Outcome.WITHDRAWN)
    this_entry().note(record=held.firearm_id, proposal=held.pk, outcome=Outcome(end.outcome).name.lower())
    return end


def _open(actor: Actor, proposal: Proposal) -> Proposal:
    """Lock the firearm and read the proposal anew. Raises Conflict where it has ended, NotFound where it is hidden."""
    locked(actor, proposal.firearm)
    held = Proposal.objects.select_related("firearm", "giver", "taker").get(pk=proposal.pk)
    end = ProposalEnd.objects.filter(proposal=held).first()
    if end is not None:
        text = gettext("This proposal has ended: %(outcome)s. Propose the transfer anew.")
        raise Conflict(text % {"outcome": Outcome(end.outcome).label})
    return held


def _end(proposal: Proposal, outcome: Outcome, ordinal: int = 0) -> ProposalEnd:
    return ProposalEnd.objects.create(proposal=proposal, outcome=outcome, ordinal=ordinal, entry_id=this_entry().id)


def _not_yet(proposal: Proposal, today: date) -> list[Fault]:
    """Find what is still missing before a proposal may be carried out."""
    faults = []
    for party in still_asked_of(proposal):
        text = gettext("the consent of the %(party)s is not there yet: note it by its signed paper")
        faults.append(Fault(0, "", text % {"party": Party(party).label}))
    if today < proposal.not_before:
        days = gettext("the days that the law puts between are not over: from %(day)s on it may be carried out")
        faults.append(Fault(0, "", days % {"day": proposal.not_before.isoformat()}))
    if has_lapsed(proposal, today):
        late = gettext("its last day was %(day)s: withdraw it and propose it anew")
        faults.append(Fault(0, "", late % {"day": proposal.expires.isoformat()}))
    return faults


def _faults(proposed: NewProposal, giver: int | None, not_before: date, expires: date) -> list[Fault]:
    faults = [*faults_of_text("reference", proposed.reference, 120), *faults_of_text("permit", proposed.permit, 120)]
    if giver == proposed.taker.pk:
        faults.append(Fault(0, "taker", gettext("giver and taker are the same: there is nothing to pass on")))
    if expires < not_before:
        early = gettext("the last day lies before %(day)s, the first on which it may be carried out")
        faults.append(Fault(0, "expires", early % {"day": not_before.isoformat()}))
    if (expires - not_before).days > _LONGEST_WAIT:
        faults.append(Fault(0, "expires", gettext("a proposal stands for a year at most")))
    return faults
