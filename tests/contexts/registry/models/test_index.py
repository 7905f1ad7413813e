"""Registry, models: a delta row knows the transaction that wrote it."""

from django.db import connection

from salwa.contexts.registry.models import DeltaRow
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_the_transaction_is_written_by_the_database_and_read_as_a_number(cast: Cast) -> None:
    b.firearm(cast.registrar)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        own = int(cursor.fetchone()[0])
    assert DeltaRow.objects.get().xid == own
    assert DeltaRow.objects.filter(xid=own).count() == 1
    assert not DeltaRow.objects.filter(xid=own + 1).exists()
