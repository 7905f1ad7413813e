"""Registry, actions: propose_transfer, note_consent, carry_out_transfer and withdraw_proposal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.proposals import (
    carry_out_transfer,
    note_consent,
    propose_transfer,
    withdraw_proposal,
)
from salwa.contexts.registry.models import (
    Event,
    EventDetail,
    Firearm,
    HoldReason,
    Outcome,
    Party,
    Proposal,
    ProposalEnd,
)
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import Conflict, NotAllowed, Refused, Stale
from tests.conftest import Cast
from tests.contexts.registry import builders as b

SLOW = replace(b.ASKING, waiting_days=3)


def today() -> date:
    """A run may begin before midnight."""
    return datetime.now(UTC).date()


def consents(cast: Cast, proposal: Proposal, *parties: Party) -> None:
    for party in parties:
        said = registry.NewConsent(party=party, is_given=True, reference=f"P {party}")
        note_consent(actor=cast.licensing_officer, proposal=proposal, said=said)


def test_a_transfer_waits_for_both_consents_and_then_happens(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with b.pack(b.ASKING):
        with pytest.raises(Refused, match="asks for the consent of both sides"):
            registry.record_sale(
                actor=cast.registrar, firearm=row, told=b.told(b.year(2020), holder=b.company(cast.registrar))
            )
        proposal = b.proposal(cast.registrar, row, reference="K 7")
        consents(cast, proposal, Party.GIVER)
        with pytest.raises(Refused, match="consent of the taker is not there yet"):
            carry_out_transfer(actor=cast.registrar, proposal=proposal, happened=b.year(2020))
        consents(cast, proposal, Party.TAKER)
        event = carry_out_transfer(actor=cast.registrar, proposal=proposal, happened=b.year(2020))
    assert event.kind == EventKind.SALE
    detail = EventDetail.objects.get(firearm=row, ordinal=event.ordinal)
    assert (detail.giver, detail.reference) == (proposal.giver, "K 7")
    assert Firearm.objects.get(pk=row.pk).state.holder == proposal.taker
    assert ProposalEnd.objects.get().outcome == Outcome.DONE
    with pytest.raises(Conflict, match="has ended"):
        withdraw_proposal(actor=cast.registrar, proposal=proposal, reason="late")


def test_the_days_that_the_law_puts_between_are_waited_for(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with b.pack(SLOW):
        proposal = b.proposal(cast.registrar, row)
        consents(cast, proposal, *Party)
        assert proposal.not_before == today() + timedelta(days=3)
        with pytest.raises(Refused, match="days that the law puts between"):
            carry_out_transfer(actor=cast.registrar, proposal=proposal, happened=b.year(2020))


def test_what_is_stolen_or_held_is_not_proposed_to_anybody(cast: Cast) -> None:
    stolen, held = b.firearm(cast.registrar), b.firearm(cast.registrar, "BKS013")
    registry.report_theft(actor=cast.registrar, firearm=stolen, happened=b.year(2019))
    registry.place_hold(
        actor=cast.registrar, firearm=held, kind=HoldReason.TRACE, reference="T 88/2026", reason="asked about"
    )
    with b.pack(b.ASKING):
        for row, words in ((stolen, "stolen"), (held, "a case is open")):
            with pytest.raises(Refused, match=words):
                b.proposal(cast.registrar, row)
    assert not Proposal.objects.exists()


def test_what_ends_a_firearm_or_gives_it_to_somebody_else_ends_the_proposal(cast: Cast) -> None:
    melted, kept, lost = (b.firearm(cast.registrar, serial) for serial in ("BKS014", "BKS015", "BKS016"))
    with b.pack(b.ASKING):
        ended, also, open_still = (b.proposal(cast.registrar, row) for row in (melted, kept, lost))
        registry.record_destruction(actor=cast.registrar, firearm=melted, happened=b.year(2019))
        heir = b.company(cast.registrar, "Port Arms")
        registry.record_registration(actor=cast.registrar, firearm=kept, holder=heir, happened=b.year(2019))
        registry.report_loss(actor=cast.registrar, firearm=lost, happened=b.year(2019))
        with pytest.raises(Conflict, match="has ended: overtaken by what happened"):
            consents(cast, ended, Party.GIVER)
        consents(cast, open_still, Party.GIVER)
    found = ProposalEnd.objects.values_list("proposal_id", "outcome")
    assert sorted(found) == [(ended.pk, Outcome.OVERTAKEN), (also.pk, Outcome.OVERTAKEN)]


def test_an_old_line_that_is_put_right_ends_it_only_where_the_holder_is_another_then(cast: Cast) -> None:
    row, taker = b.firearm(cast.registrar), b.company(cast.registrar, "Port Arms")
    first, second = b.company(cast.registrar, "Vale Arms"), b.company(cast.registrar, "Quay Arms")
    old = registry.record_registration(actor=cast.registrar, firearm=row, holder=first, happened=b.year(2018))
    sale = b.told(b.year(2019), holder=second)
    new = registry.record_sale(actor=cast.registrar, firearm=row, told=sale)
    correct = partial(registry.correct_event, actor=cast.registrar, firearm=row, reason="misread")
    with b.pack(b.ASKING):
        sold = registry.NewProposal(kind=EventKind.SALE, giver=second, taker=taker)
        proposal = propose_transfer(actor=cast.registrar, firearm=row, proposed=sold)
        right = b.event(EventKind.REGISTRATION, b.year(2017), holder=first)
        correct(ordinal=old.ordinal, right=right)
        assert not ProposalEnd.objects.exists()
        correct(ordinal=new.ordinal, right=None)
    assert ProposalEnd.objects.get(proposal=proposal).outcome == Outcome.OVERTAKEN


def test_a_refusal_ends_it_and_nobody_answers_twice(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with b.pack(b.ASKING):
        proposal = b.proposal(cast.registrar, row)
        consents(cast, proposal, Party.GIVER)
        with pytest.raises(Conflict, match="answered already"):
            consents(cast, proposal, Party.GIVER)
        no = registry.NewConsent(party=Party.TAKER, is_given=False, reference="P 2")
        note_consent(actor=cast.registrar, proposal=proposal, said=no)
        assert ProposalEnd.objects.get().outcome == Outcome.REFUSED
        b.proposal(cast.registrar, row)
    assert not Event.objects.filter(firearm=row).exists()


def test_one_proposal_is_open_at_a_time_until_it_lapses(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with b.pack(b.ASKING):
        proposal = b.proposal(cast.registrar, row)
        with pytest.raises(Conflict, match="proposed already"):
            b.proposal(cast.registrar, row)
        withdraw_proposal(actor=cast.registrar, proposal=proposal, reason="buyer gone")
        late = b.proposal(cast.registrar, row, expires=today())
        assert late.expires == today()
        withdraw_proposal(actor=cast.registrar, proposal=late, reason="again")
        with pytest.raises(Refused, match="last day lies before"):
            b.proposal(cast.registrar, row, expires=date(2020, 1, 1))


def test_what_cannot_be_proposed_is_told(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    company = b.company(cast.registrar, "Hill Arms")
    new = registry.NewProposal(kind=EventKind.SALE, giver=company, taker=company)
    with pytest.raises(Refused, match="record it at once"):
        propose_transfer(actor=cast.registrar, firearm=row, proposed=new)
    with b.pack(b.ASKING):
        with pytest.raises(Refused, match="the same"):
            propose_transfer(actor=cast.registrar, firearm=row, proposed=new)
        with pytest.raises(Refused, match="record it at once"):
            propose_transfer(actor=cast.registrar, firearm=row, proposed=replace(new, kind=EventKind.EXPORT))
        with pytest.raises(Stale):
            propose_transfer(actor=cast.registrar, firearm=row, proposed=replace(new, seen="77"))
        proposal = b.proposal(cast.registrar, row)
        with pytest.raises(Refused, match="number of the signed paper"):
            note_consent(
                actor=cast.registrar,
                proposal=proposal,
                said=registry.NewConsent(party=Party.GIVER, is_given=True, reference=" "),
            )
        with pytest.raises(Refused, match="Say why"):
            withdraw_proposal(actor=cast.registrar, proposal=proposal, reason=" ")
        for who in (cast.tracing_officer, cast.outside_registrar):
            with pytest.raises(NotAllowed):
                withdraw_proposal(actor=who, proposal=proposal, reason="mine")


def test_a_correction_of_an_agreed_transfer_needs_no_new_consent(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with b.pack(b.ASKING):
        proposal = b.proposal(cast.registrar, row)
        consents(cast, proposal, *Party)
        carry_out_transfer(actor=cast.registrar, proposal=proposal, happened=b.year(2020))
        right = b.told(b.year(2019), holder=proposal.taker).event(EventKind.SALE)
        registry.correct_event(actor=cast.registrar, firearm=row, ordinal=1, right=right, reason="misread")
    assert Event.objects.filter(firearm=row).count() == 2
