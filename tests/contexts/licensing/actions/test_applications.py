"""Licensing: applications are taken in and decided by an officer, against what is shown by two."""

import pytest

from salwa.contexts.licensing import public as licensing
from salwa.contexts.licensing.drafts import NewApplication
from salwa.contexts.licensing.models import (
    Application,
    Category,
    CheckKind,
    Decision,
    DecisionOutcome,
    Inspection,
    Licence,
    LicenceEvent,
    Part,
    Proposal,
    Words,
)
from salwa.contexts.licensing.public import (
    apply,
    confirm,
    grant,
    refuse_application,
    renew,
    withdraw_application,
)
from salwa.contexts.licensing.queries.applications import application_views
from salwa.contexts.licensing.queries.licences import licence_file
from salwa.contexts.licensing.rules import EventKind, Standing
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_a_licence_is_granted_where_everything_is_met(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    licence = l.granted(cast.licensing_officer, holder)
    view = licensing.licence_view(cast.registrar, licence, l.today())
    assert view.standing is Standing.IN_FORCE
    assert view.number.startswith("L-XC-")
    assert view.edition == "XC 2"
    file = licensing.licence_file(cast.registrar, licence, l.today())
    assert [one.kind for one in file.events] == [EventKind.GRANTED]
    assert "The firearm is kept unloaded, in a locked steel cabinet." in file.conditions


def test_what_is_not_met_is_told_and_nothing_is_written(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    l.passed(cast.licensing_officer, holder, CheckKind.MEDICAL)
    row = l.asked(cast.licensing_officer, holder)
    with pytest.raises(Refused) as told:
        grant(actor=cast.licensing_officer, application=row, terms=l.terms())
    assert "Check: background (not on record)" in told.value.detail
    assert "a second licensing officer then confirms it" in told.value.detail
    assert not Decision.objects.exists()
    assert not Licence.objects.exists()


def test_a_decision_against_what_is_shown_waits_for_a_second_officer(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    row = l.asked(cast.licensing_officer, holder)
    proposal = grant(actor=cast.licensing_officer, application=row, terms=l.terms(), reason="The clinic has burnt down")
    assert isinstance(proposal, Proposal)
    assert not Licence.objects.exists()
    with pytest.raises(Conflict):
        grant(actor=cast.second_officer, application=row, terms=l.terms(), reason="Again")
    with pytest.raises(NotAllowed):
        confirm(actor=cast.licensing_officer, application=row, is_confirmed=True, reason="I looked")
    with pytest.raises(Refused):
        confirm(actor=cast.second_officer, application=row, is_confirmed=True, reason=" ")
    decision = confirm(actor=cast.second_officer, application=row, is_confirmed=True, reason="I spoke to the clinic")
    assert isinstance(decision, Decision)
    shown = licensing.application_view(cast.auditor, row, l.today()).decision
    assert shown is not None
    assert (shown.by, shown.second) == ("licensing_officer", "second_officer")
    assert Licence.objects.get().holder == holder


def test_what_the_second_officer_sends_back_is_decided_anew(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    grant(actor=cast.licensing_officer, application=row, terms=l.terms(), reason="Known to me")
    confirm(actor=cast.second_officer, application=row, is_confirmed=False, reason="Nothing of it is on paper")
    assert not Decision.objects.exists()
    refused = refuse_application(actor=cast.licensing_officer, application=row, why=l.refusal())
    assert isinstance(refused, Decision)


def test_a_refusal_has_grounds_and_a_day_for_the_appeal(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    for why in (l.refusal(grounds=""), l.refusal(grounds="guilty")):
        with pytest.raises(Refused):
            refuse_application(actor=cast.licensing_officer, application=row, why=why)
    refused = refuse_application(actor=cast.licensing_officer, application=row, why=l.refusal())
    assert isinstance(refused, Decision)
    assert refused.outcome == DecisionOutcome.REFUSED
    assert Words.objects.filter(entry=refused.entry, text="The training was not shown.").exists()
    assert "training" not in str(Entry.objects.get(pk=refused.entry_id).summary)
    with pytest.raises(Conflict):
        refuse_application(actor=cast.licensing_officer, application=row, why=l.refusal())


def test_a_refusal_although_everything_is_met_waits_too(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    l.passed(cast.licensing_officer, holder, *l.POSSESSION)
    row = l.asked(cast.licensing_officer, holder)
    with pytest.raises(Refused, match="Everything that it rests on is met"):
        refuse_application(actor=cast.licensing_officer, application=row, why=l.refusal("no_need"))
    waits = refuse_application(
        actor=cast.licensing_officer, application=row, why=l.refusal("no_need"), reason="No need was shown"
    )
    assert isinstance(waits, Proposal)
    decision = confirm(actor=cast.second_officer, application=row, is_confirmed=True, reason="I agree")
    assert isinstance(decision, Decision)
    assert (decision.grounds, decision.appeal_by) == ("no_need", l.ahead(30))
    assert Words.objects.filter(entry=decision.entry, text="The training was not shown.").exists()


def test_a_dealer_s_licence_plans_its_first_inspection(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    licence = l.granted(cast.licensing_officer, holder, "D1")
    planned = Inspection.objects.get(holder=holder)
    assert planned.licence == licence
    assert (planned.due - l.today()).days in (365, 366)


def test_a_licence_is_renewed_within_its_time_only(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    early = l.granted(cast.licensing_officer, holder)
    with pytest.raises(Refused, match="within the time before the end"):
        renew(actor=cast.licensing_officer, licence=early, terms=l.terms(1200), answers=l.ANSWERS)
    other = l.person(cast.licensing_officer, "Made-up")
    late = l.granted(cast.licensing_officer, other, given=l.terms(40, since=3))
    decision = renew(actor=cast.licensing_officer, licence=late, terms=l.terms(1200, since=0), answers=l.ANSWERS)
    assert isinstance(decision, Decision)
    assert decision.licence == late
    kinds = list(LicenceEvent.objects.filter(licence=late).order_by("ordinal").values_list("kind", flat=True))
    assert kinds == [EventKind.GRANTED, EventKind.RENEWED]
    again = licensing.licence(cast.auditor, licensing.licence_number(late).lower())
    assert licensing.licence_view(cast.auditor, again, l.ahead(1000)).standing is Standing.IN_FORCE


def test_the_same_is_not_asked_for_twice(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    row = l.asked(cast.licensing_officer, holder)
    with pytest.raises(Conflict):
        l.asked(cast.licensing_officer, holder)
    withdraw_application(actor=cast.licensing_officer, application=row, reason="The applicant has moved")
    assert l.asked(cast.licensing_officer, holder).pk != row.pk


def test_what_cannot_be_asked_for_is_said(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    with pytest.raises(Refused, match="There are: A1"):
        l.asked(cast.licensing_officer, holder, "Z9")
    for new in (
        NewApplication(kind="A1", category=Category.PERSON, quota=0),
        NewApplication(kind="A1", category=Category.PERSON, received_on=l.ahead(2)),
    ):
        with pytest.raises(Refused):
            apply(actor=cast.licensing_officer, holder=holder.pk, application=new)
    with pytest.raises(NotFound):
        apply(actor=cast.licensing_officer, holder=0, application=NewApplication(kind="A1", category=Category.PERSON))


def test_what_the_state_asks_besides_is_answered_and_kept_apart(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    row = l.asked(cast.licensing_officer, holder)
    assert list(row.answers.values_list("position", "name")) == [(1, "purpose")]
    kept = Words.objects.get(entry=row.entry, part=Part.ANSWER)
    assert (kept.holder, kept.ordinal, kept.text) == (holder, 1, "sport")
    (view,) = application_views(cast.auditor, [row])
    assert view.answers == (("purpose", "sport"),)
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer, "Made-up"))
    assert licence_file(cast.auditor, licence, l.today()).answers == (("purpose", "sport"),)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((), "This State asks besides: Purpose"),
        ((("purpose", " "),), "This State asks besides: Purpose"),
        ((("purpose", "theatre"),), "this is no answer to the question"),
        ((("purpose", "sport"), ("colour", "red")), "this State asks no such question here"),
        ((("purpose", "sport"), ("purpose", "hunting")), "answered twice"),
    ],
)
def test_an_application_whose_form_is_not_filled_in_is_not_taken_in(
    cast: Cast, answers: tuple[tuple[str, str], ...], said: str
) -> None:
    holder = l.person(cast.licensing_officer)
    new = NewApplication(kind="A1", category=Category.PERSON, answers=answers)
    with pytest.raises(Refused, match=said):
        apply(actor=cast.licensing_officer, holder=holder.pk, application=new)
    assert not Application.objects.exists()


def test_who_reads_does_not_decide(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    for reader in (cast.registrar, cast.auditor, cast.inspector, cast.administrator):
        with pytest.raises(NotAllowed):
            grant(actor=reader, application=row, terms=l.terms(), reason="x")
    assert not Decision.objects.exists()
