"""Licensing: a permit for one use ends with the transfer that it admitted."""

import pytest
from django.test import TestCase

from salwa.contexts.licensing.actions.permits import Desk
from salwa.contexts.licensing.models import Licence, PermitUse, Task, TaskKind
from salwa.contexts.licensing.public import licence_view, use_permit
from salwa.contexts.licensing.rules import Standing
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_a_transfer_uses_the_permit_up(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    permit = l.granted(cast.licensing_officer, ann, "A2")
    gun = l.held(cast.registrar, shop)
    with TestCase.captureOnCommitCallbacks(execute=True):
        l.passes(cast.registrar, gun, ann, l.today().isoformat())
    assert PermitUse.objects.get().licence == permit
    view = licence_view(cast.auditor, Licence.objects.select_related("state").get(pk=permit.pk), l.today())
    assert view.standing is Standing.USED_UP
    assert use_permit(actor=Desk(), firearm=gun.pk, ordinal=2) is None


def test_what_rests_on_no_permit_leaves_none_used(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    licence = l.granted(cast.licensing_officer, ann)
    gun = l.held(cast.registrar, shop)
    with TestCase.captureOnCommitCallbacks(execute=True):
        l.passes(cast.registrar, gun, ann, l.today().isoformat())
    assert not PermitUse.objects.exists()
    assert licence_view(cast.auditor, licence, l.today()).standing is Standing.IN_FORCE
    assert use_permit(actor=Desk(), firearm=gun.pk, ordinal=9) is None


def test_two_transfers_on_one_permit_are_told(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    l.granted(cast.licensing_officer, ann, "A2")
    guns = [l.held(cast.registrar, shop, serial) for serial in ("BKS012", "BKS799")]
    with TestCase.captureOnCommitCallbacks(execute=True):
        for gun in guns:
            l.passes(cast.registrar, gun, ann, l.today().isoformat())
    assert PermitUse.objects.count() == 1
    (task,) = Task.objects.all()
    assert (task.kind, task.firearm_id) == (TaskKind.USED_TWICE, guns[1].pk)


def test_no_officer_does_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        use_permit(actor=cast.licensing_officer, firearm=1, ordinal=1)
