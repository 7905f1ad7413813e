"""Platform, ledger: the bytes of an entry, and its way into the database and the queue."""

import json
import secrets
from datetime import UTC

from django.db import connections

from salwa.kernel.ledger.entries import SALT_BYTES, canonical, commitment
from salwa.platform.models import Entry

_KEEP = """
WITH queued AS (INSERT INTO platform_unsealed (entry) VALUES (%(id)s))
INSERT INTO platform_entry (id, uuid, action, actor_id, actor_name, agency_id, reason, recorded_at, digest, summary,
                            body, salt)
VALUES (%(id)s, %(uuid)s, %(action)s, %(actor_id)s, %(actor_name)s, %(agency_id)s, %(reason)s, %(recorded_at)s,
        %(digest)s, %(summary)s, %(body)s, %(salt)s)
"""


def body_of(entry: Entry) -> bytes:
    """Give the bytes that the ledger seals: all that the entry says, personal data as a commitment."""
    facts = {
        "entry": entry.id,
        "uuid": str(entry.uuid),
        "action": entry.action,
        "actor": entry.actor_id,
        "agency": entry.agency_id,
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "digest": bytes(entry.digest).hex(),
        "summary": entry.summary,
        "private": commitment(bytes(entry.salt), {"actor_name": entry.actor_name, "reason": entry.reason}),
    }
    return canonical(facts)


def keep(entry: Entry, *, using: str) -> None:
    """Write the entry with its bytes, and queue it for sealing, in one statement of the running transaction."""
    entry.salt = secrets.token_bytes(SALT_BYTES)
    entry.body = body_of(entry)
    columns = ("id", "uuid", "action", "actor_id", "actor_name", "agency_id", "reason", "recorded_at", "digest")
    values = {name: getattr(entry, name) for name in (*columns, "body", "salt")}
    with connections[using].cursor() as cursor:
        cursor.execute(_KEEP, values | {"summary": json.dumps(entry.summary)})
