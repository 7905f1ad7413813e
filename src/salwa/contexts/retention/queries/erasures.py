"""Retention, queries, ¶29: find entries that lost their personal data by no erasure."""

from typing import Final

from django.db import connection

from salwa.contexts.retention.models import KindCode
from salwa.contexts.retention.policies import may_compare
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

_ERASED_BY_NOBODY: Final = """
SELECT noted.id FROM platform_entry noted
 WHERE octet_length(noted.salt) = 0 AND noted.actor_name = '' AND noted.reason = '' AND octet_length(noted.body) > 0
   AND NOT EXISTS (SELECT FROM retention_erased line JOIN retention_proposal asked ON asked.id = line.proposal_id
                    WHERE line.subject = noted.id AND asked.kind = %(kind)s)
 ORDER BY noted.id LIMIT %(most)s
"""


def erased_by_nobody(actor: Actor, most: int) -> list[int]:
    """Give the entries, up to ``most``, whose name, reason and salt are gone, and no erasure says so.

    The log cannot know it: it still verifies, as after an erasure. The lines of erasures are rows of record, and bound.
    Raises NotAllowed.
    """
    if not may_compare(actor):
        raise NotAllowed
    with connection.cursor() as cursor:
        cursor.execute(_ERASED_BY_NOBODY, {"kind": KindCode.ENTRY.value, "most": most})
        return [entry for (entry,) in cursor.fetchall()]
