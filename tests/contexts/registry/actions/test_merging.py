"""Registry, actions: merge_firearms and unmerge_firearms."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.merging import merge_firearms, unmerge_firearms
from salwa.contexts.registry.answers import History
from salwa.contexts.registry.models import Firearm
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
