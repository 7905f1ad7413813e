"""Registry, actions: keep what follows from a life: the state, the findings about its conflicts, the places in it.

Written out in SQL, each in one journey to the database: whoever records something waits for all of them.
"""

from collections.abc import Collection
from typing import Final

from django.db import connection

from salwa.contexts.registry.models import Finding, FindingKind, Outcome
from salwa.contexts.registry.policies import CLOSING_FINDINGS
from salwa.contexts.registry.queries._lives import ConflictKey, Life, Stored
from salwa.kernel.lifecycle import State, conflicts
from salwa.platform.action import this_entry

_KEEP_STATE: Final = """
INSERT INTO registry_firearm_state (firearm_id, status, event, holder_id) VALUES (%s, %s, %s, %s)
ON CONFLICT (firearm_id) DO UPDATE SET status = excluded.status, event = excluded.event, holder_id = excluded.holder_id
"""
_CONFLICTS: Final = """
SELECT f.id, f.closed_id, f.firearm_id, f.other_id, f.kind, f.first, f.second
  FROM registry_finding f
 WHERE f.firearm_id = ANY (%s::bigint[]) AND f.kind < %s
   AND (f.closed_id IS NULL OR EXISTS (SELECT FROM platform_entry e WHERE e.id = f.closed_id AND e.action = %s))
"""
"""Findings about conflicts that are open, or that a person has closed."""
_FIND_PLACE: Final = "SELECT id FROM registry_place WHERE (text, country) = (%s, 0)"
_ADD_PLACE: Final = (
    "INSERT INTO registry_place (text, country) VALUES (%s, 0) ON CONFLICT (text, country) DO NOTHING RETURNING id"
)
_OVERTAKE: Final = """
INSERT INTO registry_proposal_end (proposal_id, outcome, ordinal, entry_id)
SELECT p.id, %s, 0, %s
  FROM registry_proposal p
 WHERE p.firearm_id = %s AND NOT EXISTS (SELECT FROM registry_proposal_end e WHERE e.proposal_id = p.id)
"""


def end_proposals(firearm: int) -> None:
    """End the proposal that is open on a firearm: it has gone to somebody else, or there is nothing to pass on."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERTAKE, [int(Outcome.OVERTAKEN), this_entry().id, firearm])


def keep_state(firearm: int, state: State) -> None:
    """Write what a record's state now is."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_STATE, [firearm, int(state.status), state.event or 0, state.holder])


def keep_findings(firearm: int, life: Life[Stored]) -> None:
    """Open a finding for each conflict that has none; close those whose conflict is gone.

    One that a person has closed stays closed; one that closed because its conflict was gone opens anew with it. A
    finding names the events as stored, so it means the same before, during and after a merge.
    """
    now = {life.key_of(one) for one in conflicts(life.events)}
    still_open: dict[ConflictKey, int] = {}
    settled: set[ConflictKey] = set()
    with connection.cursor() as cursor:
        members = {firearm, *(row.firearm_id for row in life.rows)}
        cursor.execute(_CONFLICTS, [list(members), int(FindingKind.DUPLICATE), CLOSING_FINDINGS])
        for pk, closed, *key in cursor.fetchall():
            if closed is None:
                still_open[ConflictKey(*key)] = pk
            else:
                settled.add(ConflictKey(*key))
    fresh = now - still_open.keys() - settled
    for one in sorted(fresh, key=lambda one: (one.kind, one.firearm_id, one.first, one.second)):
        Finding.objects.create(**one._asdict(), opened_id=this_entry().id)
    _close([pk for one, pk in still_open.items() if one not in now])


def place_id(text: str) -> int | None:
    """Give the number of a place, writing it where nothing happened there before; None where no place is said.

    Two actions that need the same new one at once both get the one that was written.
    """
    said = " ".join(text.split())
    if not said:
        return None
    with connection.cursor() as cursor:
        for statement in (_FIND_PLACE, _ADD_PLACE, _FIND_PLACE):
            cursor.execute(statement, [said])
            if row := cursor.fetchone():
                return int(row[0])
    raise LookupError(said)


def _close(findings: Collection[int]) -> None:
    if findings:
        Finding.objects.filter(pk__in=findings).update(closed_id=this_entry().id)
