"""Registry, queries, ¶29: who bears a number, however many, and which of many that are alike an officer sees first."""

from collections.abc import Collection
from typing import Final, NamedTuple

from django.db import connection

from salwa.contexts.registry.indexing.live import in_step, live_index
from salwa.contexts.registry.policies import OPENED, opening
from salwa.contexts.registry.wording import ALARMING
from salwa.kernel.identification.model import Candidate, Role
from salwa.kernel.marks.folding import plain
from salwa.platform.actor import Actor

_NEARNESS: Final = f"""
SELECT f.id, f.agency_id, {OPENED.format(firearm="f")}, coalesce(s.status = ANY (%(alarming)s::smallint[]), false),
       f.agency_id = %(agency)s
  FROM registry_firearm f LEFT JOIN registry_firearm_state s ON s.firearm_id = f.id
 WHERE f.id = ANY (%(firearms)s::bigint[])
"""  # noqa: S608  a policy of our own is put in


class Nearness(NamedTuple):
    """How near a record is to an actor, the nearest least: opened, in an alarming state, of the own agency."""

    is_closed: bool
    is_calm: bool
    is_others: bool
    firearm: int
    agency_id: int


class Bearer(NamedTuple):
    """A record that bears a number, as a candidate without a probability."""

    nearness: Nearness
    candidate: Candidate


def nearness(actor: Actor, firearms: Collection[int]) -> dict[int, Nearness]:
    """Say how near records are to an actor.

    Raises:
        OutOfStep: one of them is not in the register.
    """
    asked: dict[str, list[int] | int] = {
        "firearms": list(firearms),
        "alarming": [int(one) for one in ALARMING],
        **opening(actor),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEARNESS, asked)
        found = {
            firearm: Nearness(not opened, not (opened and alarming), not own, firearm, agency)
            for firearm, agency, opened, alarming, own in cursor.fetchall()
        }
    in_step(firearms, found)
    return found


def bearers(actor: Actor, serial: str) -> list[Bearer]:
    """Give every record that bears a serial exactly, but for spaces and signs, also on a part; the nearest first.

    Raises:
        NotReady: the index is not whole.
        OutOfStep: the index names a firearm that this transaction does not see.
    """
    wanted = plain(serial)
    found = live_index().current().bearing(wanted)
    if not len(found.record):
        return []
    of_part = dict(zip(found.record.tolist(), found.of_part.tolist(), strict=True))
    near = nearness(actor, of_part)
    return [
        Bearer(one, Candidate(one.firearm, _role(of_part[one.firearm]), wanted, 0.0, ()))
        for one in sorted(near.values())
    ]


def _role(is_of_part: bool) -> Role:
    return Role.COMPONENT_SERIAL if is_of_part else Role.CONTROL_SERIAL
