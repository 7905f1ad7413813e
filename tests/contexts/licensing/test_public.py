"""Licensing: what is recorded of a firearm is looked at, and only what uses a permit leaves an entry."""

from salwa.contexts.licensing.models import PermitUse
from salwa.contexts.licensing.public import note_transfer
from salwa.contexts.registry.public import LifeRecorded
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_only_what_uses_a_permit_leaves_an_entry(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer)
    gun = l.held(cast.registrar, shop)
    note_transfer(LifeRecorded(gun.pk, 1, 7))
    assert not Entry.objects.filter(action="licensing.use_permit").exists()
    l.granted(cast.licensing_officer, ann, "A2")
    l.passes(cast.registrar, gun, ann, l.today().isoformat())
    assert Entry.objects.filter(action="licensing.use_permit", actor_name="permits").count() == 1
    assert PermitUse.objects.get().firearm == gun
