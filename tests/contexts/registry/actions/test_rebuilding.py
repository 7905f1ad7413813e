"""Registry, actions: rebuild_state and rebuild_index."""

import pytest

from salwa.contexts.registry.actions.rebuilding import rebuild_index, rebuild_state
from salwa.contexts.registry.models import Component, Event, Firearm, FirearmState
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_state_that_was_changed_by_hand_is_mended_and_counted(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.THEFT, b.year(2011)),))
    b.firearm(cast.registrar, "AAA112")
    assert rebuild_state(actor=cast.registrar) == 0
    FirearmState.objects.filter(firearm=row).update(status=Status.REGISTERED, event=0)
    assert rebuild_state(actor=cast.administrator) == 1
    assert FirearmState.objects.get(firearm=row).status == Status.STOLEN
    assert Entry.objects.filter(action="registry.rebuild_state").count() == 2


def test_a_state_that_is_missing_is_made(cast: Cast) -> None:
    first = b.firearm(cast.registrar)
    row = Firearm.objects.create(number=77, agency_id=first.agency_id, source_id=first.source_id)
    Component.objects.create(firearm=row, ordinal=1)
    Event.objects.create(firearm=row, ordinal=1, kind=EventKind.THEFT, entry_id=Entry.objects.latest("id").pk)
    assert rebuild_state(actor=cast.registrar) == 1
    assert FirearmState.objects.get(firearm=row).status == Status.STOLEN


def test_the_index_tells_what_it_is_made_of(cast: Cast) -> None:
    b.firearm(cast.registrar)
    made = rebuild_index(actor=cast.registrar)
    assert (made.segments, made.rows) == (1, 1)
    assert Entry.objects.get(action="registry.rebuild_index").summary["rows"] == 1


@pytest.mark.parametrize("who", ["tracing_officer", "analyst", "auditor"])
def test_others_may_not(cast: Cast, who: str) -> None:
    for act in (rebuild_state, rebuild_index):
        with pytest.raises(NotAllowed):
            act(actor=getattr(cast, who))
