"""Platform, reading: the one way to read for somebody."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from salwa.platform import scope
from salwa.platform.actor import Actor


@contextmanager
def reading(actor: Actor, *, using: str = "default") -> Iterator[None]:
    """Read on behalf of ``actor``: a read-only transaction that sees one moment of the database throughout.

    The database knows who reads (``salwa.actor``, ``salwa.agency``) and refuses any write. Inside an action, or inside
    another reading, it joins that transaction: what is read is then what the transaction sees.
    """
    connection = connections[using]
    outermost = not connection.in_atomic_block
    with transaction.atomic(using=using):
        before = scope.Scope()
        with connection.cursor() as cursor:
            if outermost:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            else:
                before = scope.asked(using)
                cursor.execute("SET TRANSACTION READ ONLY")
        scope.tell(scope.scope_of(actor), using)
        yield
        if not outermost:
            scope.tell(before, using)
