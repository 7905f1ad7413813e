"""Licensing: a state that was changed by hand is found, and derived again."""

import pytest

from salwa.contexts.licensing.models import LicenceState
from salwa.contexts.licensing.public import licence_number, rebuild_states, wrong_states
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


@pytest.mark.parametrize("changed", [{"is_suspended": True}, {"quota": 99}, {"valid_to": None}])
def test_a_state_that_does_not_follow_is_named_by_its_licence_and_mended(
    cast: Cast, changed: dict[str, object]
) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    l.granted(cast.licensing_officer, l.person(cast.licensing_officer, "Another"))
    assert list(wrong_states(cast.administrator)) == []
    LicenceState.objects.filter(licence=row).update(**changed)
    assert list(wrong_states(cast.administrator)) == [licence_number(row)]
    assert rebuild_states(actor=cast.administrator) == 1
    assert list(wrong_states(cast.registrar)) == []


def test_others_may_not(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        list(wrong_states(cast.inspector))
    with pytest.raises(NotAllowed):
        rebuild_states(actor=cast.licensing_officer)
