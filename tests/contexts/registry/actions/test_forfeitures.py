"""Registry, actions: record_forfeiture and record_retention."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.forfeitures import record_forfeiture, record_retention
from salwa.contexts.registry.models import Firearm, Holder, HolderKind
from salwa.kernel.lifecycle import Status
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_what_was_evidence_becomes_the_state_s_and_is_kept(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    registry.record_evidence(actor=cast.registrar, firearm=row, told=b.told(b.year(2018)))
    agency = Holder(kind=HolderKind.AGENCY, agency_id=cast.registrar.agency_id)
    with pytest.raises(Refused, match="held as evidence"):
        record_retention(actor=cast.registrar, firearm=row, told=b.told(b.year(2019), holder=agency))
    record_forfeiture(actor=cast.registrar, firearm=row, told=b.told(b.year(2019), holder=agency))
    record_retention(actor=cast.registrar, firearm=row, told=b.told(b.year(2020), holder=agency))
    kept = Firearm.objects.get(pk=row.pk).state
    assert (Status(kept.status), kept.holder.agency_id) == (Status.RETAINED, cast.registrar.agency_id)
    assert Holder.objects.filter(agency=cast.registrar.agency_id).count() == 1


@pytest.mark.parametrize("act", [record_forfeiture, record_retention])
def test_others_are_refused_and_a_stolen_one_is_found_first(cast: Cast, act) -> None:
    row = b.firearm(cast.registrar)
    for who in (cast.licensing_officer, cast.outside_registrar):
        with pytest.raises(NotAllowed):
            act(actor=who, firearm=row, told=b.told(b.year(2020)))
    registry.report_theft(actor=cast.registrar, firearm=row, happened=b.year(2019))
    with pytest.raises(Refused, match="lost or stolen"):
        act(actor=cast.registrar, firearm=row, told=b.told(b.year(2020)))
