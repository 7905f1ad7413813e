"""Registry, queries: what is told of a merged firearm to those who may not open all its records."""

import dataclasses

import pytest

from salwa.contexts.identity.public import IdentityActor
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.answers import History
from salwa.contexts.registry.drafts import NewFirearm
from salwa.contexts.registry.models import FindingKind, Firearm
from salwa.contexts.registry.policies import visible_to
from salwa.contexts.registry.queries._cards import rows_of
from salwa.contexts.registry.queries._seen import hidden_in, merged_with, seen_rows
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import Conflict
from tests.conftest import Cast
from tests.contexts.registry import builders as b

OPEN, CLOSED = "AAA11701", "HRB77123"


def merged(cast: Cast) -> tuple[Firearm, Firearm]:
    """A record of the registry that shows a closed record of the harbour police under it."""
    one = b.firearm(cast.registrar, OPEN, life=(b.event(EventKind.SALE, b.year(2005)),))
    other = registry.register_firearm(
        actor=cast.outside_registrar,
        firearm=NewFirearm(
            make=b.make("Beretta"), marks=(b.serial(CLOSED),), remarks=(("Note", "told in confidence"),)
        ),
        life=(b.event(EventKind.THEFT, b.year(2003), place="Quay"), b.event(EventKind.DESTRUCTION, b.year(2004))),
    )
    registry.merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    return one, other


def told(actor: IdentityActor, row: Firearm) -> History:
    return registry.history(actor, registry.record_of(row))


@pytest.mark.parametrize("role", ["tracing_officer", "registrar", "auditor", "licensing_officer"])
def test_the_history_tells_nothing_of_a_closed_record_but_whom_to_ask(cast: Cast, role: str) -> None:
    one, other = merged(cast)
    history = told(getattr(cast, role), one)
    assert history.ask == ("Harbour police",)
    assert [(line.kind, line.ordinal) for line in history.lines] == [(EventKind.SALE, 1)]
    assert (history.state.status, history.card.status, history.absorbed) == (
        Status.REGISTERED,
        Status.REGISTERED,
        (),
    )
    assert (history.conflicts, history.findings, history.remarks) == ((), (), ())
    for secret in (registry.record_of(other), CLOSED, "confidence", "Quay"):
        assert secret not in str(history)


def test_who_opens_both_sees_both(cast: Cast) -> None:
    one, other = merged(cast)
    registry.close_holdings(actor=cast.outside_registrar, is_closed=False)
    history = told(cast.tracing_officer, one)
    assert (history.ask, history.absorbed) == ((), (registry.record_of(other),))
    assert [line.kind for line in history.lines] == [EventKind.THEFT, EventKind.DESTRUCTION, EventKind.SALE]
    assert [found.kind for found in history.findings] == ["dealing_after_destruction", "dealing_while_missing"]
    assert history.remarks[0].text == "told in confidence"


def test_an_absorbed_record_does_not_name_a_survivor_that_one_may_not_open(cast: Cast) -> None:
    one, other = merged(cast)
    history = told(cast.outsider, other)
    assert (history.survivor, history.ask) == (None, ("National registry",))
    assert registry.record_of(one) not in str(history)
    with pytest.raises(Conflict, match="a record of National registry") as caught:
        registry.report_loss(actor=cast.outside_registrar, firearm=other, happened=b.year(2020))
    assert registry.record_of(one) not in str(caught.value.detail)


def test_cards_and_findings_tell_no_state_of_a_closed_record(cast: Cast) -> None:
    one, other = merged(cast)
    assert registry.card(cast.tracing_officer, registry.record_of(one)).status is Status.REGISTERED
    assert registry.findings(cast.tracing_officer) == ()
    assert registry.findings(cast.outsider) == ()
    doubt = registry.open_finding(
        actor=cast.registrar, firearm=one, kind=FindingKind.DUPLICATE, other=other, text="look"
    )
    assert [(found.id, found.other) for found in registry.findings(cast.tracing_officer)] == [(doubt.pk, None)]


def test_a_candidate_found_by_a_closed_number_says_whom_to_ask(cast: Cast) -> None:
    one, _ = merged(cast)
    answer = registry.candidates(cast.tracing_officer, b.asked(CLOSED))
    assert (answer.found[0].card, answer.found[0].ask) == (None, "Harbour police")
    assert CLOSED not in str(answer.found)
    assert "stolen" not in {found.kind for found in answer.findings}
    own = registry.candidates(cast.tracing_officer, b.asked(OPEN)).found[0]
    assert own.card is not None
    assert (own.card.id, own.card.status, own.candidate.serial) == (one.pk, Status.REGISTERED, OPEN)


def test_a_number_in_both_records_is_told_and_what_else_speaks_for_it_is_not(cast: Cast) -> None:
    one = b.firearm(cast.registrar, OPEN)
    new = NewFirearm(make=b.make("Beretta"), marks=(b.serial(OPEN),))
    other = registry.register_firearm(actor=cast.outside_registrar, firearm=new, life=())
    registry.merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    question = b.asked(OPEN, of="Glock")
    assert "make" in {
        reason.field for reason in registry.candidates(cast.registrar, question).found[0].candidate.reasons
    }
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    found = registry.candidates(cast.registrar, question).found[0]
    assert found.card is not None
    assert {reason.field for reason in found.candidate.reasons} == {"serial"}


def test_a_line_of_a_closed_record_is_corrected_by_those_who_keep_it(cast: Cast) -> None:
    one, _ = merged(cast)
    with pytest.raises(Conflict, match="ask there"):
        registry.correct_event(actor=cast.registrar, firearm=one, ordinal=2, right=None, reason="never stolen")
    registry.correct_event(actor=cast.registrar, firearm=one, ordinal=1, right=None, reason="never sold")
    assert [line.is_withdrawn for line in told(cast.registrar, one).lines if line.kind is EventKind.SALE] == [True]


def test_one_query_says_the_same_as_the_policy_and_the_masks(cast: Cast) -> None:
    ours, theirs = b.firearm(cast.registrar, "AAA111"), b.firearm(cast.outside_registrar, "HRB44120")
    absorbed, alone = b.firearm(cast.outside_registrar, "HRB44121"), b.firearm(cast.registrar, "AAA119")
    registry.merge_firearms(actor=cast.registrar, survivor=ours, absorbed=absorbed, reason="the same")
    ids = [ours.pk, theirs.pk, absorbed.pk, alone.pk, 10**9]
    for is_closed in (False, True):
        registry.close_holdings(actor=cast.outside_registrar, is_closed=is_closed)
        for who in (getattr(cast, field.name) for field in dataclasses.fields(cast)):
            told = seen_rows(who, ids)
            opened = set(visible_to(who).filter(pk__in=ids).values_list("pk", flat=True))
            assert told.opened == opened, who.actor_name
            assert told.hidden == hidden_in(who, opened), who.actor_name
            assert told.rows == rows_of(ids)
            merged = {ours.pk} if ours.pk in opened else set()
            assert told.merged == merged, who.actor_name


def test_a_number_names_the_merged_record_on_which_it_stands_to_those_who_may_open_it(cast: Cast) -> None:
    one = b.firearm(cast.registrar, "AAA111")
    other = b.firearm(cast.outside_registrar, "HRB 44120", b.serial("SLD99", component=2))
    registry.correct_mark(actor=cast.outside_registrar, firearm=other, ordinal=2, mark=None, reason="misread")
    registry.merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="the same")
    name = registry.record_of(other)
    assert merged_with(cast.registrar, [one.pk]) == {(one.pk, "HRB44120"): (name,)}
    assert registry.candidates(cast.registrar, b.asked("HRB44120")).found[0].merged_from == (name,)
    assert registry.candidates(cast.registrar, b.asked("AAA111")).found[0].merged_from == ()
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    assert merged_with(cast.registrar, [one.pk]) == {}
    assert registry.candidates(cast.registrar, b.asked("HRB44120")).found[0].merged_from == ()
