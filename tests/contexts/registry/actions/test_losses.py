"""Registry, actions: report_loss and report_theft."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.losses import report_loss, report_theft
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


@pytest.mark.parametrize(("act", "status"), [(report_loss, Status.LOST), (report_theft, Status.STOLEN)])
def test_the_state_follows_and_one_entry_is_left(cast: Cast, act: object, status: Status) -> None:
    row = b.firearm(cast.registrar)
    before = Entry.objects.count()
    act(actor=cast.licensing_officer, firearm=row, happened=b.day("2021-03-05"), place="Harbour  district")  # type: ignore[operator]  # both actions
    told = registry.history(cast.registrar, registry.record_of(row))
    assert told.card.status is status
    assert told.card.is_alarming
    assert [(str(line.happened), line.place) for line in told.lines] == [("2021-03-05", "Harbour district")]
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("act", [report_loss, report_theft])
@pytest.mark.parametrize("who", ["tracing_officer", "analyst", "auditor", "administrator", "outside_registrar"])
def test_others_may_not(cast: Cast, act: object, who: str) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(NotAllowed):
        act(actor=getattr(cast, who), firearm=row, happened=b.year(2021))  # type: ignore[operator]  # both actions
    assert not row.events.exists()


@pytest.mark.parametrize("act", [report_loss, report_theft])
def test_a_destroyed_firearm_is_neither_lost_nor_stolen(cast: Cast, act: object) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.DESTRUCTION, b.year(2011)),))
    with pytest.raises(Refused, match="recorded as destroyed"):
        act(actor=cast.registrar, firearm=row, happened=b.year(2012))  # type: ignore[operator]  # both actions
    act(actor=cast.registrar, firearm=row, happened=b.year(2009))  # type: ignore[operator]  # both actions
    assert b.status_of(row) is Status.DESTROYED
