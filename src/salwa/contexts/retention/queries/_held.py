"""Retention, queries, ¶29: what is held, as statements that others put into theirs, and asked about one thing."""

from typing import Final

from django.db import connection

_HOLDS: Final = """
WITH in_force AS (SELECT hold.* FROM retention_hold hold
                   WHERE NOT EXISTS (SELECT FROM retention_lift lift WHERE lift.hold_id = hold.id)),
     firearms (id) AS (SELECT firearm_id FROM in_force WHERE firearm_id IS NOT NULL),
     holders (id) AS (SELECT holder_id FROM in_force WHERE holder_id IS NOT NULL
                      UNION
                      SELECT event.holder_id FROM registry_event event JOIN firearms ON firearms.id = event.firearm_id
                       WHERE event.holder_id IS NOT NULL),
     entries (id) AS (SELECT event.entry_id FROM registry_event event JOIN firearms ON firearms.id = event.firearm_id
                      UNION
                      SELECT event.entry_id FROM registry_event event JOIN holders ON holders.id = event.holder_id
                      UNION
                      SELECT entry_id FROM in_force
                      UNION
                      SELECT seen.entry_id FROM retention_review seen JOIN in_force ON in_force.id = seen.hold_id),
     cases (id) AS (SELECT lower(reference) FROM in_force WHERE reference <> '')
"""
"""What is held, as SQL: firearms; holders, with whoever ever had one of those; entries about either, and those of holds
in force; references of cases and books. Other contexts' holds (registry_hold) are joined here: a UNION in ``firearms``.
"""
HELD_FIREARMS: Final = f"{_HOLDS} SELECT id FROM firearms"  # noqa: S608  a statement of our own
HELD_HOLDERS: Final = f"{_HOLDS} SELECT id FROM holders"  # noqa: S608  a statement of our own
HELD_ENTRIES: Final = f"{_HOLDS} SELECT id FROM entries"  # noqa: S608  a statement of our own
HELD_CASES: Final = f"{_HOLDS} SELECT id FROM cases"  # noqa: S608  a statement of our own
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
