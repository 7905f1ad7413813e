"""Soak, checking: whether the register is whole at one moment, whatever was killed a moment ago."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import connection

from bench.soak.journal import Journal
from salwa.contexts.identity.public import actor_by_name
from salwa.kernel.lifecycle import Event, EventKind, Happened, Status, derive
from salwa.platform.home import current
from salwa.platform.ledger.sealing import signer_of
from salwa.platform.ledger.verifying import verify
from salwa.platform.reading import reading

_ACTIONS: Final = "('registry.report_loss', 'registry.record_find')"
MUST_BE_EMPTY: Final = {
    "an event without its entry": """
SELECT e.firearm_id, e.ordinal FROM registry_event e
 WHERE NOT EXISTS (SELECT FROM platform_entry n WHERE n.id = e.entry_id)""",
    "an entry without its event": f"""
SELECT n.id FROM platform_entry n LEFT JOIN registry_event e ON e.entry_id = n.id
 WHERE n.action IN {_ACTIONS} GROUP BY n.id HAVING count(e.entry_id) <> 1""",
    "an event without a state of its firearm": """
SELECT e.firearm_id FROM registry_event e
 WHERE NOT EXISTS (SELECT FROM registry_firearm_state s WHERE s.firearm_id = e.firearm_id)""",
    "a gap in the order of a life": """
SELECT firearm_id FROM registry_event GROUP BY 1 HAVING count(*) <> max(ordinal) OR min(ordinal) <> 1""",
    "a firearm without its registration": """
SELECT f.id FROM registry_firearm f LEFT JOIN (
       SELECT n.summary ->> 'record' AS record FROM platform_entry n WHERE n.action = 'registry.register_firearm') told
    ON told.record = f.id::text
 WHERE told.record IS NULL AND NOT EXISTS (SELECT FROM registry_imported_batch)""",
    "an entry neither sealed nor waiting, or both": """
SELECT n.id FROM platform_entry n
  LEFT JOIN platform_sealed s ON s.entry = n.id LEFT JOIN platform_unsealed q ON q.entry = n.id
 WHERE (s.entry IS NULL) = (q.entry IS NULL)""",
    "a place or a number in the queue without an entry": """
SELECT entry FROM (SELECT entry FROM platform_sealed UNION ALL SELECT entry FROM platform_unsealed) known
 WHERE NOT EXISTS (SELECT FROM platform_entry n WHERE n.id = known.entry)""",
    "a gap in the log": """
SELECT count(*) FROM platform_sealed HAVING count(*) <> coalesce(max(place) + 1, 0)""",
}
_STATES: Final = """
SELECT s.firearm_id, s.status, e.ordinal, e.kind, e.happened_from, e.happened_to
  FROM registry_firearm_state s JOIN registry_event e USING (firearm_id) ORDER BY 1, 3
"""
_DONE: Final = "SELECT firearm_id, ordinal, entry_id FROM registry_event"


def faults(folder: Path) -> list[str]:
    """Say what is not whole; nothing where all is. What was acknowledged before the look must be in it."""
    told = _acknowledged(folder)
    with reading(actor_by_name("registrar")):
        found = [*_broken(), *_underived(), *_lost(told)]
        seen = verify(signer_of(current()).key)
    return [*found, *(f"verify: {one.kind} {one.entry} {one.name}" for one in seen.faults)]


def counts() -> dict[str, int]:
    """Give how many entries there are, and how many of them wait to be sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM platform_entry), (SELECT count(*) FROM platform_unsealed)")
        entries, waiting = cursor.fetchone()
    return {"entries": entries, "waiting": waiting}


def acknowledged(folder: Path) -> int:
    """Give how many actions the recorders were told to be committed."""
    return len(_acknowledged(folder))


def _acknowledged(folder: Path) -> set[tuple[int, int, int]]:
    lines = (line for path in folder.glob("recorder-*.jsonl") for line in Journal(path).lines())
    return {(line["firearm"], line["ordinal"], line["entry"]) for line in lines if line["state"] == "done"}


def _broken() -> Iterator[str]:
    with connection.cursor() as cursor:
        for what, statement in MUST_BE_EMPTY.items():
            cursor.execute(statement)
            for row in cursor.fetchmany(5):
                yield f"{what}: {row}"


def _underived() -> Iterator[str]:
    """Find states that do not follow from the events of their firearm."""
    lives: dict[int, tuple[int, list[Event]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STATES)
        for firearm, status, ordinal, kind, first, last in cursor.fetchall():
            event = Event(ordinal=ordinal, kind=EventKind(kind), happened=Happened(first, last))
            lives.setdefault(firearm, (status, []))[1].append(event)
    for firearm, (status, events) in lives.items():
        if derive(events).status != Status(status):
            yield f"a state that does not follow: firearm {firearm}"


def _lost(told: set[tuple[int, int, int]]) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_DONE)
        held = set(cursor.fetchall())
    for firearm, ordinal, entry in sorted(told - held):
        yield f"acknowledged and lost: event {ordinal} of firearm {firearm}, entry {entry}"
