"""Retention: what is due, and nothing that is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from salwa.contexts.registry.public import record_registration, report_loss
from salwa.contexts.retention.models import KINDS, HoldKind
from salwa.contexts.retention.public import NewHold, counts, due, lift_hold, place_hold, stream
from salwa.contexts.retention.queries import due as queries
from salwa.kernel.packs import Counting, Pack, RecordKind, pack_of
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.retention.conftest import destroyed, gone, person, rule, short

NOW = datetime.now(UTC).date()
TODAY = NOW + timedelta(days=366 * 3)
"""Some years on: what is recorded now has run out then under a rule of one year."""
Holding = Callable[[Pack], None]
pytestmark = pytest.mark.usefixtures("pack")


def persons(cast: Cast, by: date = TODAY) -> list[int]:
    return [one.subject for one in due(cast.auditor, RecordKind.PERSON, by=by, today=by)]


def test_who_has_no_firearm_any_more_is_due_when_the_time_is_over(cast: Cast) -> None:
    left = gone(cast.registrar)
    holding = gone(cast.registrar, "RET55002", "Berrigan")
    record_registration(
        actor=cast.registrar,
        firearm=b.firearm(cast.registrar, "RET55003"),
        holder=holding.holder,
        happened=b.year(2011),
    )
    (found,) = due(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY)
    assert (found.subject, found.uuid) == (left.holder.pk, left.holder.uuid)
    assert found.due == found.since.replace(year=found.since.year + 1)
    assert persons(cast, NOW) == []


def test_who_never_had_one_counts_from_being_put_on_record(cast: Cast) -> None:
    holder = person(cast.registrar)
    (found,) = due(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY)
    assert (found.subject, found.since) == (holder.pk, NOW)


def test_the_rule_that_keeps_longest_decides(cast: Cast, pack: Holding) -> None:
    left = gone(cast.registrar)
    pack(short(entry=None, possession=40))
    assert persons(cast) == []
    report_loss(actor=cast.registrar, firearm=left.firearm, happened=b.year(2012))
    pack(short(entry=None, possession=2))
    (found,) = due(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY)
    assert found.kind is RecordKind.POSSESSION


@pytest.mark.parametrize("kind", ["possession", "person"])
def test_without_end_nobody_is_due(cast: Cast, pack: Holding, kind: str) -> None:
    gone(cast.registrar)
    pack(short(**{"entry": None, kind: None}))
    assert persons(cast, date(2500, 1, 1)) == []


def test_a_kind_without_a_rule_keeps_names_without_end(cast: Cast, pack: Holding) -> None:
    gone(cast.registrar)
    pack(pack_of("ZZ", date(2026, 1, 1)))
    assert persons(cast, date(2500, 1, 1)) == []


def test_years_after_destruction_do_not_begin_before_it(cast: Cast, pack: Holding) -> None:
    left = gone(cast.registrar)
    kept = tuple(
        rule(RecordKind.POSSESSION, 1, Counting.DESTROYED) if one.kind is RecordKind.POSSESSION else one
        for one in short(entry=None).retention
    )
    pack(replace(short(entry=None), retention=kept))
    assert persons(cast, date(2500, 1, 1)) == []
    destroyed(cast.registrar, left.firearm, 2015)
    (found,) = due(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY)
    assert found.subject == left.holder.pk


@pytest.mark.parametrize("counted", list(Counting))
@pytest.mark.parametrize("kind", [RecordKind.TRANSFER, RecordKind.POSSESSION, RecordKind.PERSON])
def test_every_way_of_counting_can_be_asked(cast: Cast, pack: Holding, counted: Counting, kind: RecordKind) -> None:
    left = gone(cast.registrar)
    destroyed(cast.registrar, left.firearm, 2015)
    kept = tuple(rule(kind, 1, counted) if one.kind is kind else one for one in short(entry=None).retention)
    pack(replace(short(entry=None), retention=kept))
    assert persons(cast) == [left.holder.pk]


def test_what_is_held_is_not_due_until_another_person_lifts_the_hold(cast: Cast) -> None:
    left = gone(cast.registrar)
    record = b.firearm(cast.registrar, "RET55009")
    new = NewHold(
        kind=HoldKind.FIREARM,
        firearm=str(left.firearm.uuid),
        authority="District court, Velmar",
        review=NOW + timedelta(days=90),
    )
    hold = place_hold(actor=cast.registrar, hold=new, reason="Trace open")
    assert persons(cast) == []
    assert record.pk
    lift_hold(actor=cast.auditor, hold=hold, reason="Trace answered")
    assert persons(cast) == [left.holder.pk]


def test_entries_are_due_after_their_years_and_not_while_a_case_that_they_name_is_held(
    cast: Cast, pack: Holding
) -> None:
    pack(short(entry=1))
    row = b.firearm(cast.registrar)
    report_loss(actor=cast.registrar, firearm=row, happened=b.year(2020), reason="about case 17/2026")
    before = [one.subject for one in due(cast.auditor, RecordKind.ENTRY, by=TODAY, today=TODAY)]
    new = NewHold(kind=HoldKind.CASE, reference="17/2026", authority="Prosecutor", review=NOW + timedelta(days=9))
    place_hold(actor=cast.registrar, hold=new, reason="Case open")
    after = [one.subject for one in due(cast.auditor, RecordKind.ENTRY, by=TODAY, today=TODAY)]
    assert before == sorted(before)
    assert before[:-1] == after
    assert due(cast.auditor, RecordKind.ENTRY, by=NOW, today=NOW) == []


def test_pages_and_streams_go_by_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [gone(cast.registrar, f"RET5500{at}", f"Name{at}").holder.pk for at in range(3)]
    first = due(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY, most=2)
    rest = due(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY, after=first[-1].subject, most=2)
    assert [one.subject for one in (*first, *rest)] == made
    monkeypatch.setattr(queries, "PORTION", 1)
    assert [one.subject for one in stream(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY)] == made
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)
    counted = {one.kind: one for one in counts(cast.auditor, TODAY)}
    assert (counted[RecordKind.PERSON].due, counted[RecordKind.PERSON].is_more) == (2, True)


def test_what_comes_due_soon_is_counted_apart(cast: Cast) -> None:
    gone(cast.registrar)
    (found,) = due(cast.auditor, RecordKind.PERSON, by=TODAY, today=TODAY)
    counted = {one.kind: one for one in counts(cast.auditor, found.due - timedelta(days=1))}
    assert (counted[RecordKind.PERSON].due, counted[RecordKind.PERSON].soon) == (0, 1)


class Papers:
    """Licences, as another context would give them."""

    kind = RecordKind.LICENCE

    def __init__(self, *kept: int) -> None:
        self.kept = frozenset(kept)

    def due(self, _rule: object, _by: date, _after: int, _most: int) -> list[object]:
        return []

    def keeps(self, _rule: object, _by: date, holders: list[int]) -> frozenset[int]:
        return self.kept & frozenset(holders)


def test_a_name_that_a_licence_in_force_needs_is_not_due(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    left, other = gone(cast.registrar), gone(cast.registrar, "RET55002", "Berrigan")
    monkeypatch.setattr(queries, "sources", lambda: (Papers(left.holder.pk),))
    assert persons(cast) == [other.holder.pk]


@pytest.mark.parametrize("member", ["licensing_officer", "tracing_officer", "outside_registrar", "administrator"])
def test_others_do_not_see_what_is_due(cast: Cast, member: str) -> None:
    with pytest.raises(NotAllowed):
        due(getattr(cast, member), RecordKind.PERSON, by=TODAY, today=TODAY)


def test_of_all_kinds_those_whose_names_can_go_are_told(cast: Cast) -> None:
    assert set(KINDS) >= {RecordKind.PERSON, RecordKind.ENTRY, RecordKind.LICENCE}
    assert due(cast.auditor, RecordKind.LICENCE, by=TODAY, today=TODAY) == []
