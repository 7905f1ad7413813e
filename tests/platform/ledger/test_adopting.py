"""What no entry binds is found; what one binds is not."""

import pytest

from salwa.platform.ledger.adopting import order, unbound

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_that_no_entry_binds_are_found_and_the_order_rises(cast, superuser):
    assert unbound() == []
    superuser.execute("INSERT INTO registry_place (country, text) VALUES (0, 'Old harbour')")
    (batch,) = unbound()
    assert (batch.table, len(batch.keys), len(batch.digests)) == ("registry_place", 1, 32)
    assert order() < order()
