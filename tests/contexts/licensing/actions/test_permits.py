"""Licensing: a permit for one use ends with the transfer that it admitted."""

import threading
import time

import pytest
from django.db import connection, transaction

from salwa.contexts.licensing.actions.permits import Desk
from salwa.contexts.licensing.models import Licence, PermitUse
from salwa.contexts.licensing.public import licence_view, taker_lacks, use_permit
from salwa.contexts.licensing.rules import Standing
from salwa.contexts.registry.public import requires
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


@pytest.fixture
def asks() -> None:
    """What the taker lacks is asked, as in a node; the other tests of transfers go without permits."""
    requires(taker_lacks)


def test_a_transfer_uses_the_permit_up(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    permit = l.granted(cast.licensing_officer, ann, "A2")
    gun = l.held(cast.registrar, shop)
    l.passes(cast.registrar, gun, ann, l.today().isoformat())
    assert PermitUse.objects.get().licence == permit
    view = licence_view(cast.auditor, Licence.objects.select_related("state").get(pk=permit.pk), l.today())
    assert view.standing is Standing.USED_UP
    assert use_permit(actor=Desk(), firearm=gun.pk, ordinal=2) is None


def test_what_rests_on_no_permit_leaves_none_used(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    licence = l.granted(cast.licensing_officer, ann)
    gun = l.held(cast.registrar, shop)
    l.passes(cast.registrar, gun, ann, l.today().isoformat())
    assert not PermitUse.objects.exists()
    assert licence_view(cast.auditor, licence, l.today()).standing is Standing.IN_FORCE
    assert use_permit(actor=Desk(), firearm=gun.pk, ordinal=9) is None


@pytest.mark.usefixtures("asks")
def test_a_transfer_on_a_used_permit_is_refused(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    l.granted(cast.licensing_officer, ann, "A2")
    guns = [l.held(cast.registrar, shop, serial) for serial in ("BKS012", "BKS799")]
    l.passes(cast.registrar, guns[0], ann, l.today().isoformat())
    with pytest.raises(Refused, match="no licence that is in force"):
        l.passes(cast.registrar, guns[1], ann, l.today().isoformat())
    assert PermitUse.objects.get().firearm == guns[0]


def test_a_permit_is_used_with_its_transfer_or_not_at_all(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    l.granted(cast.licensing_officer, ann, "A2")
    gun = l.held(cast.registrar, shop)
    with transaction.atomic():
        l.passes(cast.registrar, gun, ann, l.today().isoformat())
        assert PermitUse.objects.exists()
        transaction.set_rollback(True)
    assert not PermitUse.objects.exists()


def waits_of(other: int) -> bool:
    """Whether another connection waits for a lock, looked at for five seconds at most."""
    for _look in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [other])
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("asks")
def test_two_transfers_at_once_do_not_both_go_through(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    l.granted(cast.licensing_officer, ann, "A2")
    guns = [l.held(cast.registrar, shop, serial) for serial in ("BKS012", "BKS799")]
    told: list[str] = []
    pids: list[int] = []

    def second() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pids.append(cursor.fetchone()[0])
        try:
            l.passes(cast.registrar, guns[1], ann, l.today().isoformat())
            told.append("recorded")
        except Refused as refused:
            told.append(str(refused))
        finally:
            connection.close()

    other = threading.Thread(target=second)
    with transaction.atomic():
        l.passes(cast.registrar, guns[0], ann, l.today().isoformat())
        other.start()
        while not pids and other.is_alive():
            time.sleep(0.01)
        waited = waits_of(pids[0])
    other.join(20)
    assert waited
    assert told
    assert told != ["recorded"]
    assert PermitUse.objects.count() == 1


def test_no_officer_does_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        use_permit(actor=cast.licensing_officer, firearm=1, ordinal=1)
