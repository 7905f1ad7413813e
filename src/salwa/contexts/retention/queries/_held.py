"""Retention, queries, ¶29: what is held, as statements that others put into theirs, and asked about one thing."""

from datetime import date
from typing import Final

from django.db import connection
from django.utils.translation import gettext

from salwa.contexts.registry.public import Firearm, NewEvent, held_with
from salwa.contexts.retention.rules import HeldIsNotEnded
from salwa.kernel.lifecycle.kinds import ENDS_OR_LEAVES
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault

_HOLDS: Final = """
WITH in_force AS (SELECT hold.* FROM retention_hold hold
                   WHERE NOT EXISTS (SELECT FROM retention_lift lift WHERE lift.hold_id = hold.id)),
     placed (id) AS (SELECT firearm_id FROM in_force WHERE firearm_id IS NOT NULL
                     UNION
                     SELECT firearm_id FROM registry_hold WHERE lifted_id IS NULL),
     named (id) AS (SELECT id FROM placed
                    UNION
                    SELECT sits.firearm_id
                      FROM placed
                      JOIN registry_part part ON part.record_id = placed.id
                      JOIN registry_fitting sits ON sits.of_id = part.of_id AND sits.ordinal = part.ordinal
                     WHERE NOT EXISTS (SELECT FROM registry_fitting later
                                        WHERE later.of_id = sits.of_id AND later.ordinal = sits.ordinal
                                          AND later.id > sits.id)),
     firearms (id) AS (
       SELECT member.id
         FROM named one
         LEFT JOIN registry_merge into_ ON into_.absorbed_id = one.id AND into_.undone_id IS NULL
         CROSS JOIN LATERAL (SELECT coalesce(into_.survivor_id, one.id) AS id
                             UNION
                             SELECT absorbed.absorbed_id FROM registry_merge absorbed
                              WHERE absorbed.survivor_id = coalesce(into_.survivor_id, one.id)
                                AND absorbed.undone_id IS NULL) member),
     holders (id) AS (SELECT holder_id FROM in_force WHERE holder_id IS NOT NULL
                      UNION
                      SELECT event.holder_id FROM registry_event event JOIN firearms ON firearms.id = event.firearm_id
                       WHERE event.holder_id IS NOT NULL),
     entries (id) AS (SELECT event.entry_id FROM registry_event event JOIN firearms ON firearms.id = event.firearm_id
                      UNION
                      SELECT event.entry_id FROM registry_event event JOIN holders ON holders.id = event.holder_id
                      UNION
                      SELECT said.entry_id
                        FROM firearms
                       CROSS JOIN LATERAL (
                             SELECT entry_id FROM registry_fact_correction WHERE firearm_id = firearms.id
                              UNION ALL
                             SELECT entry_id FROM registry_withdrawal WHERE firearm_id = firearms.id) said
                      UNION
                      SELECT entry_id FROM in_force
                      UNION
                      SELECT placed_id FROM registry_hold WHERE lifted_id IS NULL
                      UNION
                      SELECT seen.entry_id FROM retention_review seen JOIN in_force ON in_force.id = seen.hold_id),
     cases (id) AS (SELECT lower(reference) FROM in_force WHERE reference <> ''
                   UNION
                   SELECT lower(reference) FROM registry_hold WHERE lifted_id IS NULL)
"""
"""What is held, as SQL: firearms, by a hold of this context or of the register's desk on them, on a record that is read
as one with them, or on the record of a part that sits in them now; holders, with whoever ever had one of those; entries
about either, those that set right what a record or a mark says, and those of holds in force; references of cases and
books.
"""
HELD_FIREARMS: Final = f"{_HOLDS} SELECT id FROM firearms"  # noqa: S608  a statement of our own
HELD_HOLDERS: Final = f"{_HOLDS} SELECT id FROM holders"  # noqa: S608  a statement of our own
HELD_ENTRIES: Final = f"{_HOLDS} SELECT id FROM entries"  # noqa: S608  a statement of our own
HELD_CASES: Final = f"{_HOLDS} SELECT id FROM cases"  # noqa: S608  a statement of our own
_PLACED: Final = """
SELECT noted.recorded_at::date
  FROM retention_hold hold JOIN platform_entry noted ON noted.id = hold.entry_id
 WHERE hold.firearm_id = ANY (%(firearms)s)
   AND NOT EXISTS (SELECT FROM retention_lift lift WHERE lift.hold_id = hold.id)
 ORDER BY 1 LIMIT 1"""
_IS_HELD: Final = f"""{_HOLDS}
SELECT EXISTS (SELECT FROM firearms WHERE id = %(firearm)s)
    OR EXISTS (SELECT FROM holders WHERE id = %(holder)s)
    OR EXISTS (SELECT FROM cases WHERE id = lower(%(reference)s))"""  # noqa: S608  a statement of our own


def is_held(*, firearm: int = 0, holder: int = 0, reference: str = "") -> bool:
    """Whether a firearm, a holder (by their numbers) or a case is held, by itself or by what it belongs to.

    Everybody may know that something is held, who is about to change it: only why stays with those who see holds.
    """
    with connection.cursor() as cursor:
        cursor.execute(_IS_HELD, {"firearm": firearm, "holder": holder, "reference": reference})
        return bool(cursor.fetchone()[0])


def held_since(firearm: int) -> date | None:
    """Give the day on which the first hold of this context that is in force was placed; None without.

    A hold on a record that was merged into the firearm's counts, and one on the record of a part that sits in it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PLACED, {"firearms": held_with(firearm)})
        found = cursor.fetchone()
    return None if found is None else found[0]


def faults_of(actor: Actor, firearm: Firearm, new_event: NewEvent, day: date) -> list[Fault]:  # noqa: ARG001
    """Say that a firearm is held and does not end or leave; nothing where it is not, or where that was before."""
    if new_event.kind not in ENDS_OR_LEAVES:
        return []
    since = held_since(firearm.pk)
    if since is None or HeldIsNotEnded.is_kept(new_event.kind, new_event.happened, since):
        return []
    return [Fault(0, "", gettext(HeldIsNotEnded.text()))]
