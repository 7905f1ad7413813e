"""Platform, ledger: the bytes of an entry, and its way into the database and the queue."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final

from django.db import connections

from salwa.kernel.ledger.entries import SALT_BYTES, canonical, commitment
from salwa.platform.ledger.binding import Written
from salwa.platform.ledger.vouching import voucher
from salwa.platform.models import Entry

BOUND: Final = ("at", "rows", "lists")
"""Names in an entry's bytes that say which rows its action wrote (binding.py)."""
_KEEP = """
WITH queued AS (INSERT INTO platform_unsealed (entry, voucher) VALUES (%(id)s, %(voucher)s)),
     named AS (INSERT INTO platform_bound (name, entry)
               SELECT DISTINCT n, %(id)s::bigint FROM unnest(%(names)s::bigint[]) n)
INSERT INTO platform_entry (id, uuid, action, actor_id, actor_name, agency_id, reason, recorded_at, digest, summary,
                            body, salt)
VALUES (%(id)s, %(uuid)s, %(action)s, %(actor_id)s, %(actor_name)s, %(agency_id)s, %(reason)s, %(recorded_at)s,
        %(digest)s, %(summary)s, %(body)s, %(salt)s)
"""


def body_of(entry: Entry, bound: Mapping[str, Any] | None = None) -> bytes:
    """Give the bytes that the ledger seals: all that the entry says, personal data as a commitment.

    ``bound`` is what the entry says of the rows that its action wrote (:data:`BOUND`); no column repeats it.
    """
    return canonical(facts_of(entry) | {"private": private_of(entry)} | dict(bound or {}))


def facts_of(entry: Entry) -> dict[str, Any]:
    """Give what an entry says but for personal data."""
    return {
        "entry": entry.id,
        "uuid": str(entry.uuid),
        "action": entry.action,
        "actor": entry.actor_id,
        "agency": entry.agency_id,
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "digest": bytes(entry.digest).hex(),
        "summary": entry.summary,
    }


def private_of(entry: Entry) -> str:
    """Give the commitment to an entry's personal data. Raises ValueError where its salt is none."""
    return commitment(bytes(entry.salt), {"actor_name": entry.actor_name, "reason": entry.reason})


def is_erased(entry: Entry) -> bool:
    """Whether an entry's personal data were erased: the name, the reason and the salt, all three."""
    return not (bytes(entry.salt) or entry.actor_name or entry.reason)


def keep(entry: Entry, written: Written, *, using: str) -> None:
    """Write the entry with its bytes, and queue it for sealing, in one statement of the running transaction."""
    entry.salt = secrets.token_bytes(SALT_BYTES)
    entry.body = body_of(entry, written.facts(entry.id))
    columns = ("id", "uuid", "action", "actor_id", "actor_name", "agency_id", "reason", "recorded_at", "digest")
    values = {name: getattr(entry, name) for name in (*columns, "body", "salt")}
    with connections[using].cursor() as cursor:
        told = {"summary": json.dumps(entry.summary), "names": written.names, "voucher": voucher(entry.body)}
        cursor.execute(_KEEP, values | told)
