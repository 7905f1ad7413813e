"""Licensing: that states are derived again is an entry with what was wrong."""

from salwa.contexts.licensing.models import LicenceState
from salwa.contexts.licensing.public import rebuild_states
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_what_was_wrong_is_counted_in_the_entry(cast: Cast) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    assert rebuild_states(actor=cast.registrar) == 0
    LicenceState.objects.filter(licence=row).update(is_suspended=True)
    assert rebuild_states(actor=cast.registrar) == 1
    told = Entry.objects.filter(action="licensing.rebuild_states").order_by("id").values_list("summary", flat=True)
    assert list(told) == [{"licences": 1, "wrong": 0}, {"licences": 1, "wrong": 1}]
