"""Platform, ledger: find the rows that no entry binds, so that an action can bind them as they are now.

They are those that stood in a register before rows were bound, and those that a migration wrote. What somebody put in
by hand is among them, too: binding says what stands there from now on and who says so, and nothing of how it came.
"""

from django.db import connections

from salwa.platform.ledger.faults import Verified
from salwa.platform.ledger.holding import hold
from salwa.platform.ledger.lists import Batch
from salwa.platform.ledger.walking import Walked, walk, walk_waiting


def order(using: str = "default") -> int:
    """Draw the place of what is bound next in the order of all writing: before the rows are looked at."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT nextval('platform_bound_at')")
        return int(cursor.fetchone()[0])


def unbound(using: str = "default") -> list[Batch]:
    """Give the rows of record that no entry binds, by table. Runs inside an action or a reading."""
    seen, read = Verified(), Walked()
    with connections[using].cursor() as cursor:
        walk(cursor, seen, read)
        walk_waiting(cursor, seen, read)
    return hold(read.said, seen, using=using)
