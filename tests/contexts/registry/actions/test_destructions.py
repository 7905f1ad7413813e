"""Registry, action: record_destruction."""

import pytest

from salwa.contexts.registry.actions.destructions import record_destruction
from salwa.kernel.lifecycle import Status
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_firearm_is_destroyed_once_and_its_record_stays(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    record_destruction(actor=cast.registrar, firearm=row, happened=b.day("2022-06-09"), place="Foundry")
    assert b.status_of(row) is Status.DESTROYED
    with pytest.raises(Refused, match="recorded as destroyed"):
        record_destruction(actor=cast.registrar, firearm=row, happened=b.day("2022-06-10"))


@pytest.mark.parametrize("who", ["licensing_officer", "tracing_officer", "auditor", "administrator"])
def test_only_registrars_record_it(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        record_destruction(actor=getattr(cast, who), firearm=b.firearm(cast.registrar), happened=b.year(2022))
