"""Registry, actions: record_import, record_temporary_import, record_transit and record_export."""

from datetime import date

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.movements import (
    record_export,
    record_import,
    record_temporary_import,
    record_transit,
)
from salwa.contexts.registry.models import EventDetail, Firearm
from salwa.kernel.lifecycle import Status
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_firearm_comes_for_a_time_and_leaves(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    until = registry.Details(until=date(2020, 6, 1), consignment="C 1", permit="L 1")
    record_temporary_import(
        actor=cast.licensing_officer, firearm=row, told=b.told(b.day("2020-05-01"), country=288, details=until)
    )
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.TEMPORARILY_IMPORTED
    assert EventDetail.objects.get(firearm=row).consignment == "C 1"
    with pytest.raises(Refused, match="says so already"):
        record_temporary_import(actor=cast.registrar, firearm=row, told=b.told(b.year(2021)))
    record_export(actor=cast.registrar, firearm=row, told=b.told(b.year(2021), country=56))
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.EXPORTED


def test_it_is_not_due_before_it_came(cast: Cast) -> None:
    early = registry.Details(until=date(2020, 4, 1))
    with pytest.raises(Refused, match="comes after the day"):
        record_temporary_import(
            actor=cast.registrar, firearm=b.firearm(cast.registrar), told=b.told(b.day("2020-05-01"), details=early)
        )


def test_what_left_comes_back_before_anything_else_is_done_with_it(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    record_transit(actor=cast.registrar, firearm=row, told=b.told(b.year(2019), country=288))
    record_export(actor=cast.registrar, firearm=row, told=b.told(b.year(2020), country=56))
    with pytest.raises(Refused, match="left the country"):
        registry.record_storage(actor=cast.registrar, firearm=row, told=b.told(b.year(2021)))
    registry.record_storage(actor=cast.registrar, firearm=row, told=b.told(b.year(2018)))
    record_import(actor=cast.registrar, firearm=row, happened=b.year(2021), country=288)
    registry.record_storage(actor=cast.registrar, firearm=row, told=b.told(b.year(2022)))


@pytest.mark.parametrize("act", [record_temporary_import, record_transit, record_export])
def test_an_unknown_country_and_a_foreign_officer_are_refused(cast: Cast, act) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(Refused):
        act(actor=cast.registrar, firearm=row, told=b.told(b.year(2020), country=999))
    for who in (cast.outside_registrar, cast.auditor):
        with pytest.raises(NotAllowed):
            act(actor=who, firearm=row, told=b.told(b.year(2020)))


def test_an_import_before_the_manufacture_is_refused_and_a_learned_one_is_a_finding(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    registry.record_manufacture(actor=cast.registrar, firearm=row, told=b.told(b.year(2004)))
    with pytest.raises(Refused, match="before it is made"):
        record_temporary_import(actor=cast.registrar, firearm=row, told=b.told(b.year(2003)))
