"""Platform, scope: what the database is told about who acts, for as long as the transaction lasts.

``salwa.actor`` and ``salwa.agency`` are what row-level security reads; ``salwa.entry`` is the running action's entry.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections
from django.db.backends.utils import CursorWrapper

from salwa.platform.actor import Actor

_TELL = (
    "SELECT set_config('salwa.actor', %s, true), set_config('salwa.agency', %s, true), "
    "set_config('salwa.entry', %s, true)"
)
_BEGIN = (
    "SELECT number, clock_timestamp(), set_config('salwa.actor', %s, true), set_config('salwa.agency', %s, true), "
    "set_config('salwa.entry', number::text, true) FROM nextval('platform_entry_id_seq') AS number"
)
_ASK = (
    "SELECT coalesce(current_setting('salwa.actor', true), ''), coalesce(current_setting('salwa.agency', true), ''), "
    "coalesce(current_setting('salwa.entry', true), '')"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The three settings as the database has them; empty where nobody acts."""

    actor: str = ""
    agency: str = ""
    entry: str = ""


def scope_of(actor: Actor, entry: int | None = None) -> Scope:
    """Return the scope in which ``actor`` reads, or acts under ``entry``."""
    return Scope(str(actor.actor_id), str(actor.agency_id), "" if entry is None else str(entry))


def tell(scope: Scope, using: str, *, first: str = "") -> None:
    """Set the settings for the rest of the transaction, or of its savepoint where that is rolled back.

    ``first`` is a statement of our own that goes before, in the same journey to the database.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(f"{first}; {_TELL}" if first else _TELL, [scope.actor, scope.agency, scope.entry])


def begin(actor: Actor, using: str) -> tuple[int, datetime]:
    """Draw the number of an entry and set the settings for it; give the number and what the database's clock says."""
    with connections[using].cursor() as cursor:
        cursor.execute(_BEGIN, [str(actor.actor_id), str(actor.agency_id)])
        number, now, *_ = cursor.fetchone()
    return int(number), now


def asked(using: str) -> Scope:
    """Return the settings in force, so that a nested action can put them back."""
    with connections[using].cursor() as cursor:
        return _row(cursor)


def _row(cursor: CursorWrapper) -> Scope:
    cursor.execute(_ASK)
    return Scope(*cursor.fetchone())
