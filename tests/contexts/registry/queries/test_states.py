"""Registry, queries: a stored state that does not follow from what happened is named."""

import pytest

from salwa.contexts.registry.models import FirearmState
from salwa.contexts.registry.public import record_of, wrong_states
from salwa.contexts.registry.queries import states
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_records_whose_state_was_changed_are_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "PORTION", 2)
    stolen = (b.event(EventKind.THEFT, b.year(2011)),)
    rows = [b.firearm(cast.registrar, f"STA55{at}", life=stolen) for at in range(3)]
    assert list(wrong_states(cast.administrator)) == []
    FirearmState.objects.filter(firearm=rows[2]).update(status=Status.REGISTERED)
    FirearmState.objects.filter(firearm=rows[0]).update(event=0)
    assert list(wrong_states(cast.administrator)) == [record_of(rows[0]), record_of(rows[2])]


def test_others_do_not_hold_states_against_lives(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        list(wrong_states(cast.tracing_officer))
