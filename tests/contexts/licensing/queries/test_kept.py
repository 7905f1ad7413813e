"""Licensing: when the time of a paper is over, and whose name a paper still needs."""

from datetime import timedelta

import pytest

from salwa.contexts.licensing.public import surrender
from salwa.contexts.licensing.queries import _kept
from salwa.kernel.packs import Counting, RecordKind, RetentionRule
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def kept(years: int | None, counted: Counting = Counting.ENDED, kind: RecordKind = RecordKind.LICENCE) -> RetentionRule:
    return RetentionRule(kind=kind, years=years, counted=counted, source="Invented Act, s. 1")


@pytest.mark.parametrize("counted", [Counting.ENDED, Counting.RECORDED, Counting.HAPPENED])
def test_a_licence_is_never_due_while_it_is_in_force(cast: Cast, counted: Counting) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer), given=l.terms(days=100))
    last = l.ahead(100)
    assert _kept.due(kept(0, counted), last - timedelta(days=1), 0, 10) == []
    (found,) = _kept.due(kept(0, counted), last, 0, 10)
    assert (found.subject, found.uuid, found.holder, found.due) == (licence.pk, licence.uuid, licence.holder_id, last)
    assert found.since == (last if counted is Counting.ENDED else l.today())
    assert _kept.due(kept(0, counted), last, licence.pk, 10) == []


def test_years_count_from_the_end_and_without_years_nothing_is_due(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    surrender(actor=cast.licensing_officer, licence=licence, measure=l.measure("own_wish"))
    end = l.today()
    assert _kept.due(kept(2), end + timedelta(days=700), 0, 10) == []
    assert [one.since for one in _kept.due(kept(2), end + timedelta(days=731), 0, 10)] == [end]
    assert _kept.due(kept(None), end + timedelta(days=9000), 0, 10) == []
    assert _kept.texts_of(kept(None), end, [licence.pk]) == []


def test_an_application_that_waits_keeps_the_name(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    rule = kept(0, kind=RecordKind.REFUSAL)
    assert _kept.needed(RecordKind.REFUSAL, rule, l.ahead(9000), [row.holder_id]) == {row.holder_id}
    assert _kept.needed(RecordKind.LICENCE, kept(0), l.today(), [row.holder_id]) == frozenset()
    assert _kept.still_told(RecordKind.REFUSAL, [row.pk]) == frozenset()
