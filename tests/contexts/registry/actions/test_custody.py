"""Registry, actions: record_find, record_seizure, record_surrender, record_storage and record_evidence."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.custody import (
    record_evidence,
    record_find,
    record_seizure,
    record_storage,
    record_surrender,
)
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b

ACTIONS = [
    (record_find, Status.FOUND),
    (record_seizure, Status.SEIZED),
    (record_surrender, Status.SURRENDERED),
]


@pytest.mark.parametrize(("act", "status"), ACTIONS)
def test_a_stolen_firearm_comes_back(cast: Cast, act: object, status: Status) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.THEFT, b.year(2011)),))
    before = Entry.objects.count()
    act(actor=cast.registrar, firearm=row, happened=b.year(2015))  # type: ignore[operator]  # one of three actions
    assert b.status_of(row) is status
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize(("act", "status"), ACTIONS)
def test_seen_after_its_destruction_is_kept_as_a_conflict_and_the_record_stays_closed(
    cast: Cast, act: object, status: Status
) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.DESTRUCTION, b.year(2011)),))
    act(actor=cast.registrar, firearm=row, happened=b.year(2015))  # type: ignore[operator]  # one of three actions
    assert b.status_of(row) is Status.DESTROYED
    (found,) = registry.findings(cast.registrar)
    assert (found.kind, found.entries) == ("seen_after_destruction", (1, 2))


@pytest.mark.parametrize(("act", "status"), ACTIONS)
@pytest.mark.parametrize("who", ["analyst", "auditor", "administrator", "outsider"])
def test_others_may_not(cast: Cast, act: object, status: Status, who: str) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(NotAllowed):
        act(actor=getattr(cast, who), firearm=row, happened=b.year(2015))  # type: ignore[operator]  # one of three


def test_evidence_is_let_go_before_it_is_dealt_with_or_destroyed(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    record_evidence(actor=cast.tracing_officer, firearm=row, told=b.told(b.year(2020), place="Room 4"))
    with pytest.raises(Refused, match="held as evidence"):
        registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2021))
    record_storage(actor=cast.registrar, firearm=row, told=b.told(b.year(2021)))
    registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2022))


@pytest.mark.parametrize("act", [record_evidence, record_storage])
def test_who_takes_nothing_into_custody_is_refused(cast: Cast, act) -> None:
    row = b.firearm(cast.registrar)
    for who in (cast.licensing_officer, cast.outside_registrar):
        with pytest.raises(NotAllowed):
            act(actor=who, firearm=row, told=b.told(b.year(2020)))
