"""Registry, actions: registration, transfer and sale, inheritance, loan and return, and imports beside them."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.dealings import (
    record_inheritance,
    record_loan,
    record_registration,
    record_return,
    record_sale,
    record_transfer,
)
from salwa.contexts.registry.actions.movements import record_import
from salwa.contexts.registry.models import DeltaRow, Firearm
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_title_passes_by_a_transfer_and_not_by_a_second_registration(cast: Cast) -> None:
    row, one, other = b.firearm(cast.registrar), b.person(cast.registrar), b.company(cast.registrar)
    record_registration(actor=cast.licensing_officer, firearm=row, holder=one, happened=b.year(2010))
    with pytest.raises(Refused, match="by a transfer"):
        record_registration(actor=cast.registrar, firearm=row, holder=other, happened=b.year(2012))
    record_transfer(actor=cast.registrar, firearm=row, holder=other, happened=b.year(2012))
    row.state.refresh_from_db()
    assert row.state.holder_id == other.pk
    with pytest.raises(Refused, match="already has the firearm"):
        record_transfer(actor=cast.registrar, firearm=row, holder=other, happened=b.year(2013))


def test_a_stolen_firearm_is_found_before_it_passes_on(cast: Cast) -> None:
    row, holder = b.firearm(cast.registrar, life=(b.event(EventKind.THEFT, b.year(2011)),)), b.person(cast.registrar)
    with pytest.raises(Refused, match="Record how it came back"):
        record_transfer(actor=cast.registrar, firearm=row, holder=holder, happened=b.year(2012))
    registry.record_find(actor=cast.registrar, firearm=row, happened=b.year(2012))
    record_transfer(actor=cast.registrar, firearm=row, holder=holder, happened=b.year(2013))
    assert b.status_of(row) is Status.REGISTERED


def test_an_import_is_dated_after_the_manufacture_and_searched_by(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.MANUFACTURE, b.year(2004)),))
    with pytest.raises(Refused, match="before it is made"):
        record_import(actor=cast.registrar, firearm=row, happened=b.year(2003), country=56)
    with pytest.raises(Refused, match="country: 999 is no code"):
        record_import(actor=cast.registrar, firearm=row, happened=b.year(2005), country=999)
    record_import(actor=cast.registrar, firearm=row, happened=b.year(2004), country=56)
    newest = DeltaRow.objects.filter(record=row.pk).order_by("-id").first()
    assert newest is not None
    assert (newest.import_country, newest.import_year) == (56, 2004)


@pytest.mark.parametrize("who", ["tracing_officer", "analyst", "auditor", "administrator"])
def test_others_may_not(cast: Cast, who: str) -> None:
    row, holder, actor = b.firearm(cast.registrar), b.person(cast.registrar), getattr(cast, who)
    with pytest.raises(NotAllowed):
        record_transfer(actor=actor, firearm=row, holder=holder, happened=b.year(2012))
    with pytest.raises(NotAllowed):
        record_registration(actor=actor, firearm=row, holder=holder, happened=b.year(2012))
    with pytest.raises(NotAllowed):
        record_import(actor=actor, firearm=row, happened=b.year(2012), country=56)


def test_a_firearm_is_sold_inherited_lent_and_comes_back(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    buyer, heir, armourer = (b.company(cast.registrar, name) for name in ("Buyer", "Heir", "Armourer"))
    record_sale(actor=cast.registrar, firearm=row, told=b.told(b.year(2010), holder=buyer))
    record_inheritance(actor=cast.registrar, firearm=row, told=b.told(b.year(2011), holder=heir))
    record_loan(actor=cast.registrar, firearm=row, told=b.told(b.year(2012), holder=armourer))
    lent = Firearm.objects.get(pk=row.pk).state
    assert (Status(lent.status), lent.holder) == (Status.ON_LOAN, heir)
    with pytest.raises(Refused, match="Record its return first"):
        record_sale(actor=cast.registrar, firearm=row, told=b.told(b.year(2013), holder=buyer))
    record_return(actor=cast.tracing_officer, firearm=row, told=b.told(b.year(2013)))
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.REGISTERED
    with pytest.raises(Refused, match="is not away"):
        record_return(actor=cast.registrar, firearm=row, told=b.told(b.year(2014)))


@pytest.mark.parametrize("act", [record_sale, record_inheritance, record_loan])
def test_it_passes_to_somebody_from_who_has_it(cast: Cast, act) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(Refused, match="has a taker"):
        act(actor=cast.registrar, firearm=row, told=b.told(b.year(2010)))
    owner, other, taker = (b.company(cast.registrar, name) for name in ("Owner", "Other", "Taker"))
    record_registration(actor=cast.registrar, firearm=row, holder=owner, happened=b.year(2010))
    from_other = registry.Details(giver=other)
    with pytest.raises(Refused, match="not the holder on record"):
        act(actor=cast.registrar, firearm=row, told=b.told(b.year(2011), holder=taker, details=from_other))
    for who in (cast.tracing_officer, cast.outside_registrar):
        with pytest.raises(NotAllowed):
            act(actor=who, firearm=row, told=b.told(b.year(2011), holder=taker))
