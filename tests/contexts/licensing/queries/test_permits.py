"""Licensing: what the register asks of the taker before a firearm passes."""

from salwa.contexts.licensing.public import suspend
from salwa.contexts.licensing.queries.permits import faults_of, permit_used, permits_of, rests_on_permit, rule_for
from salwa.contexts.licensing.rules import Use
from salwa.contexts.registry.models import Firearm, Holder
from salwa.contexts.registry.public import NewEvent
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.packs import Dealing
from tests.conftest import Cast
from tests.contexts.licensing import builders as l
from tests.contexts.registry import builders as b


def told(cast: Cast, firearm: Firearm, holder: Holder | None, kind: EventKind = EventKind.TRANSFER) -> list[str]:
    new = NewEvent(kind=kind, holder=holder)
    return [fault.text for fault in faults_of(cast.registrar, firearm, new, l.today())]


def test_the_taker_has_a_licence_that_covers_it(cast: Cast) -> None:
    ann = l.person(cast.licensing_officer)
    gun = b.firearm(cast.registrar)
    (fault,) = told(cast, gun, ann)
    assert "no licence that is in force on that day and permits this" in fault
    assert "Arms Act of Corvania, 2019, s. 16" in fault
    permit = l.granted(cast.licensing_officer, ann, "A2")
    assert told(cast, gun, ann) == []
    suspend(actor=cast.licensing_officer, licence=permit, measure=l.measure("inquiry"))
    assert len(told(cast, gun, ann)) == 1


def test_a_full_licence_to_possess_admits_no_more(cast: Cast) -> None:
    ann = l.person(cast.licensing_officer)
    l.granted(cast.licensing_officer, ann, given=l.terms(quota=1))
    l.granted(cast.licensing_officer, ann, "A2")
    gun = b.firearm(cast.registrar)
    assert told(cast, gun, ann) == []
    l.held(cast.registrar, ann, "BKS799")
    assert "as many firearms as the licence admits" in told(cast, gun, ann)[0]


def test_a_dealer_s_licence_covers_acquiring(cast: Cast) -> None:
    shop = l.dealer(cast.licensing_officer)
    l.granted(cast.licensing_officer, shop, "D1")
    gun = b.firearm(cast.registrar)
    assert told(cast, gun, shop, EventKind.SALE) == []


def test_where_the_pack_asks_nothing_nothing_is_told(cast: Cast) -> None:
    gun = b.firearm(cast.registrar)
    assert told(cast, gun, None) == []
    assert told(cast, gun, l.person(cast.licensing_officer), EventKind.REGISTRATION) == []
    assert rule_for(cast.registrar, "registration", l.today()) is None
    found = rule_for(cast.registrar, "sale", l.today())
    assert found is not None
    assert found[1] is Dealing.ACQUIRE


def test_who_may_not_read_licences_learns_no_more_than_that_one_is_lacking(cast: Cast) -> None:
    gun = b.firearm(cast.outside_registrar)
    new = NewEvent(kind=EventKind.TRANSFER, holder=l.person(cast.licensing_officer))
    (fault,) = faults_of(cast.armourer, gun, new, l.today())
    assert "Arms Act" not in fault.text


def test_only_a_title_that_passes_to_one_with_a_permit_uses_one(cast: Cast) -> None:
    ann = l.person(cast.licensing_officer)
    gun = l.held(cast.registrar, ann)
    assert not rests_on_permit(cast.registrar, gun.pk, 1)
    l.granted(cast.licensing_officer, ann, "A2")
    assert rests_on_permit(cast.registrar, gun.pk, 1)
    assert not rests_on_permit(cast.registrar, gun.pk, 7)
    use = Use(dealing=Dealing.ACQUIRE, type=0, day=l.today())
    found = permit_used(cast.registrar, ann.pk, use)
    assert found is not None
    assert found.kind.code == "A2"
    assert [one.kind.code for one in permits_of(cast.registrar, ann.pk)] == ["A2"]
