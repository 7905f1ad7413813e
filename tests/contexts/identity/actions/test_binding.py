"""Rows that nobody has bound are bound by a person, with a reason, as they are now."""

import pytest

from salwa.contexts.identity.public import bind_rows
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.ledger.adopting import unbound
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.verifying import FaultKind, verify
from salwa.platform.models import Entry
from salwa.platform.reading import reading
from tests.platform.ledger.test_sealing import KEY, SIGN

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_a_migration_wrote_is_bound_once_and_named_from_then_on(cast, superuser):
    superuser.execute("INSERT INTO registry_place (country, text) VALUES (0, 'Old harbour'), (0, 'New harbour')")
    assert bind_rows(actor=cast.administrator, reason="from before the ledger bound rows") == {"registry_place": 2}
    entry = Entry.objects.get(action="identity.bind_rows")
    assert (entry.summary, entry.reason) == ({"rows": 2}, "from before the ledger bound rows")
    while seal(SIGN):
        pass
    with reading(cast.administrator):
        assert verify(KEY).faults == []
        assert unbound() == []
    superuser.execute("UPDATE registry_place SET text = 'Far harbour' WHERE text = 'New harbour'")
    with reading(cast.administrator):
        (fault,) = verify(KEY).faults
    assert (fault.kind, fault.entry) == (FaultKind.ROW_CHANGED, entry.pk)


def test_only_administrators_of_the_state_bind_and_say_why(cast):
    with pytest.raises(NotAllowed):
        bind_rows(actor=cast.registrar, reason="because")
    with pytest.raises(Refused, match="Say why"):
        bind_rows(actor=cast.administrator, reason=" ")
