"""Registry, actions: locking, order of recording, state, findings; whatever the action."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Finding, Firearm, FirearmState
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import Conflict, NotFound, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_the_entry_tells_before_and_after_and_nobody_s_name(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.SALE, b.year(2005)),))
    holder = b.person(cast.registrar)
    registry.record_transfer(actor=cast.registrar, firearm=row, holder=holder, happened=b.year(2010), reason="sold on")
    entry = Entry.objects.get(action="registry.record_transfer")
    assert entry.reason == "sold on"
    assert (entry.summary["before"], entry.summary["after"]) == ("registered", "registered")
    assert not [entry for entry in Entry.objects.all() if "Invented" in str(entry.summary)]


def test_an_impossible_life_from_a_source_opens_one_finding_and_a_correction_closes_it(cast: Cast) -> None:
    row = b.firearm(
        cast.registrar,
        life=(b.event(EventKind.IMPORT, b.year(1999)), b.event(EventKind.MANUFACTURE, b.year(2004))),
    )
    found = Finding.objects.get()
    assert (found.firearm_id, found.first, found.second, found.closed_id) == (row.pk, 1, 2, None)
    right = b.event(EventKind.IMPORT, b.year(2005), country=56)
    registry.correct_event(actor=cast.registrar, firearm=row, ordinal=1, right=right, reason="misread")
    assert Finding.objects.get().closed_id == Entry.objects.get(action="registry.correct_event").pk


def test_a_finding_that_a_person_closed_is_not_opened_again(cast: Cast) -> None:
    life = (b.event(EventKind.DESTRUCTION, b.year(2011)), b.event(EventKind.SEIZURE, b.year(2015)))
    row = b.firearm(cast.registrar, life=life)
    (told,) = registry.findings(cast.registrar)
    assert told.id is not None
    registry.close_finding(
        actor=cast.registrar, finding=registry.finding(cast.registrar, told.id), reason="copied mark, other weapon"
    )
    registry.record_find(actor=cast.registrar, firearm=row, happened=b.year(2016))
    assert [one.entries for one in registry.findings(cast.registrar)] == [(1, 3)]


def test_a_record_one_may_not_open_answers_as_if_it_were_not_there(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(NotFound):
        registry.firearm(cast.outside_registrar, registry.record_of(row))


def test_an_absorbed_record_sends_to_the_survivor(cast: Cast) -> None:
    one, other = b.firearm(cast.registrar, "AAA111"), b.firearm(cast.registrar, "AAA112")
    registry.merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    with pytest.raises(Conflict, match=registry.record_of(one)):
        registry.report_loss(actor=cast.registrar, firearm=other, happened=b.year(2020))


def test_what_is_refused_leaves_no_trace(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    before = Entry.objects.count()
    with pytest.raises(Refused, match="recorded when it has happened"):
        registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2999))
    with pytest.raises(Refused, match="place: character 1 cannot be seen"):
        registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2001), place="\u202eport")
    assert Entry.objects.count() == before
    assert Firearm.objects.get().events.count() == 0
    assert FirearmState.objects.get().status == Status.UNKNOWN
