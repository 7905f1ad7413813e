"""Platform, reading: the one way to read for somebody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connections, transaction

from salwa.platform import scope
from salwa.platform.actor import Actor

_OUTERMOST: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_JOINING: Final = "SET TRANSACTION READ ONLY"


@contextmanager
def reading(actor: Actor, *, using: str = "default") -> Iterator[None]:
    """Read on behalf of ``actor``: a read-only transaction that sees one moment of the database throughout.

    The database knows who reads (``salwa.actor``, ``salwa.agency``) and refuses any write. Inside an action, or inside
    another reading, it joins that transaction: what is read is then what the transaction sees.
    """
    connection = connections[using]
    outermost = not connection.in_atomic_block
    with transaction.atomic(using=using):
        before = scope.Scope() if outermost else scope.asked(using)
        scope.tell(scope.scope_of(actor), using, first=_OUTERMOST if outermost else _JOINING)
        yield
        if not outermost:
            scope.tell(before, using)


@contextmanager
def trying(using: str = "default") -> Iterator[None]:
    """Ask, inside a reading or an action, what the database may be unable to answer; the transaction outlives that."""
    with transaction.atomic(using=using):
        yield
