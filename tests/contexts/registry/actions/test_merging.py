"""Registry, actions: merge_firearms and unmerge_firearms."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.merging import merge_firearms, unmerge_firearms
from salwa.contexts.registry.answers import History
from salwa.contexts.registry.models import FindingKind, Firearm
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def told(cast: Cast, row: Firearm) -> History:
    return registry.history(cast.registrar, registry.record_of(row))


def found(cast: Cast, text: str) -> list[int]:
    answer = registry.candidates(cast.registrar, b.asked(text))
    return [one.card.id for one in answer.found if one.card and one.candidate.serial == text]


def pair(cast: Cast) -> tuple[Firearm, Firearm]:
    one = b.firearm(cast.registrar, "AAA11701", life=(b.event(EventKind.SALE, b.year(2005)),), external_id="1")
    other = b.firearm(cast.registrar, "XYZ55902", life=(b.event(EventKind.THEFT, b.year(2015)),), external_id="2")
    return one, other


def test_merged_records_have_one_life_one_state_and_one_number(cast: Cast) -> None:
    one, other = pair(cast)
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    history = told(cast, one)
    assert [line.kind for line in history.lines] == [EventKind.SALE, EventKind.THEFT]
    assert history.card.status is Status.STOLEN
    assert history.absorbed == (registry.record_of(other),)
    assert {mark.text for part in history.components for mark in part.marks} == {"AAA11701", "XYZ55902"}
    assert found(cast, "XYZ55902") == [one.pk]
    assert told(cast, other).survivor == registry.record_of(one)


def test_undone_nothing_is_lost(cast: Cast) -> None:
    one, other = pair(cast)
    before = [told(cast, one), told(cast, other)]
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    unmerge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="two after all")
    assert [told(cast, one), told(cast, other)] == before
    assert found(cast, "XYZ55902") == [other.pk]
    assert found(cast, "AAA11701") == [one.pk]
    with pytest.raises(NotFound):
        unmerge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="again")


def test_a_line_of_the_absorbed_record_can_be_corrected(cast: Cast) -> None:
    one, other = pair(cast)
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    registry.correct_event(actor=cast.registrar, firearm=one, ordinal=2, right=None, reason="never stolen")
    assert told(cast, one).card.status is Status.REGISTERED
    unmerge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="two after all")
    assert told(cast, other).card.status is Status.UNKNOWN


def test_what_was_merged_is_not_merged_again(cast: Cast) -> None:
    one, other = pair(cast)
    third = b.firearm(cast.registrar, "QRS33303")
    with pytest.raises(Refused, match="one and the same"):
        merge_firearms(actor=cast.registrar, survivor=one, absorbed=one, reason="x")
    with pytest.raises(Refused, match="Say why"):
        merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason=" ")
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    with pytest.raises(Conflict, match="already"):
        merge_firearms(actor=cast.registrar, survivor=third, absorbed=other, reason="x")
    with pytest.raises(Conflict, match="let it be the survivor"):
        merge_firearms(actor=cast.registrar, survivor=third, absorbed=one, reason="x")


def test_only_registrars_who_may_open_both(cast: Cast) -> None:
    one, other = pair(cast)
    for actor in (cast.tracing_officer, cast.outside_registrar):
        with pytest.raises(NotAllowed):
            merge_firearms(actor=actor, survivor=one, absorbed=other, reason="x")
        with pytest.raises(NotAllowed):
            unmerge_firearms(actor=actor, survivor=one, absorbed=other, reason="x")


DEALT_AFTER_DESTRUCTION = (b.event(EventKind.DESTRUCTION, b.year(2011)), b.event(EventKind.SALE, b.year(2015)))


def told_as(cast: Cast) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.kind, one.entries) for one in registry.findings(cast.registrar)]


def test_a_conflict_stands_open_before_during_and_after_a_merge_with_an_older_record(cast: Cast) -> None:
    older = b.firearm(cast.registrar, "AAA11701", life=(b.event(EventKind.MANUFACTURE, b.year(2001)),))
    row = b.firearm(cast.registrar, "XYZ55902", life=DEALT_AFTER_DESTRUCTION)
    kind = "dealing_after_destruction"
    assert told_as(cast) == [(kind, (1, 2))]
    merge_firearms(actor=cast.registrar, survivor=row, absorbed=older, reason="typed twice")
    assert told_as(cast) == [(kind, (2, 3))]
    unmerge_firearms(actor=cast.registrar, survivor=row, absorbed=older, reason="two after all")
    assert told_as(cast) == [(kind, (1, 2))]
    answer = registry.candidates(cast.tracing_officer, b.asked("XYZ55902"))
    assert kind in {one.kind for one in answer.findings}
    merge_firearms(actor=cast.registrar, survivor=older, absorbed=row, reason="typed twice")
    (shown,) = registry.findings(cast.registrar)
    assert (shown.record, shown.entries) == (registry.record_of(older), (2, 3))
    assert kind in {one.kind for one in registry.candidates(cast.tracing_officer, b.asked("XYZ55902")).findings}


def test_a_conflict_that_a_merge_made_goes_and_comes_with_it(cast: Cast) -> None:
    one = b.firearm(cast.registrar, "AAA11701", life=DEALT_AFTER_DESTRUCTION[:1])
    other = b.firearm(cast.registrar, "XYZ55902", life=DEALT_AFTER_DESTRUCTION[1:])
    for _ in range(2):
        assert told_as(cast) == []
        merge_firearms(actor=cast.registrar, survivor=other, absorbed=one, reason="typed twice")
        assert told_as(cast) == [("dealing_after_destruction", (1, 2))]
        unmerge_firearms(actor=cast.registrar, survivor=other, absorbed=one, reason="two after all")


def test_what_a_person_closed_stays_closed_through_a_merge(cast: Cast) -> None:
    older = b.firearm(cast.registrar, "AAA11701", life=(b.event(EventKind.MANUFACTURE, b.year(2001)),))
    row = b.firearm(cast.registrar, "XYZ55902", life=DEALT_AFTER_DESTRUCTION)
    (told_one,) = registry.findings(cast.registrar)
    assert told_one.id is not None
    closed = registry.finding(cast.registrar, told_one.id)
    registry.close_finding(actor=cast.registrar, finding=closed, reason="a typing error at the source")
    merge_firearms(actor=cast.registrar, survivor=row, absorbed=older, reason="typed twice")
    assert told_as(cast) == []
    assert told(cast, row).findings == ()
    unmerge_firearms(actor=cast.registrar, survivor=row, absorbed=older, reason="two after all")
    assert told_as(cast) == []


def test_undone_the_doubt_that_the_merge_settled_stands_again(cast: Cast) -> None:
    one, other = pair(cast)
    kind = FindingKind.DUPLICATE
    doubt = registry.open_finding(actor=cast.registrar, firearm=other, kind=kind, other=one, text="same?")
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    assert registry.findings(cast.registrar) == ()
    unmerge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="two after all")
    assert [(found.id, found.text) for found in registry.findings(cast.registrar)] == [(doubt.pk, "same?")]


def test_a_doubt_that_a_person_closed_before_stays_closed_and_one_opened_since_is_not_doubled(cast: Cast) -> None:
    one, other = pair(cast)
    kind = FindingKind.DUPLICATE
    before = registry.open_finding(actor=cast.registrar, firearm=one, kind=kind, other=other)
    registry.close_finding(actor=cast.registrar, finding=before, reason="two weapons")
    registry.open_finding(actor=cast.registrar, firearm=other, kind=kind, other=one)
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    again = registry.open_finding(actor=cast.registrar, firearm=other, kind=kind, other=one)
    unmerge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="two after all")
    assert [found.id for found in registry.findings(cast.registrar)] == [again.pk]


def test_a_merge_names_no_record_that_the_actor_may_not_open(cast: Cast) -> None:
    one, third = b.firearm(cast.registrar, "AAA11701"), b.firearm(cast.registrar, "QRS33303")
    closed = b.firearm(cast.outside_registrar, "XYZ55902")
    merge_firearms(actor=cast.registrar, survivor=closed, absorbed=one, reason="typed twice")
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    with pytest.raises(NotAllowed):
        merge_firearms(actor=cast.registrar, survivor=third, absorbed=closed, reason="x")
    with pytest.raises(NotAllowed):
        unmerge_firearms(actor=cast.registrar, survivor=closed, absorbed=one, reason="x")
    with pytest.raises(Conflict, match="a record of Harbour police") as caught:
        merge_firearms(actor=cast.registrar, survivor=third, absorbed=one, reason="x")
    assert registry.record_of(closed) not in str(caught.value.detail)
