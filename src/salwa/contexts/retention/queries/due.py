"""Retention, queries, ¶29: what is due: one statement for each kind, by number, a page or a stream at a time.

Nothing that is held is due, and nobody who still has a firearm. The statements are put together from the pack's rules;
days that have not come and times without end are ``infinity``.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from salwa.contexts.retention.answers import Count, Due
from salwa.contexts.retention.models import KindCode
from salwa.contexts.retention.queries.holds import HELD_CASES, HELD_ENTRIES, HELD_HOLDERS, check_may_see
from salwa.contexts.retention.queries.packs import pack_now
from salwa.contexts.retention.queries.sources import source_of, sources
from salwa.contexts.retention.rules import ERASED_HERE, SOON, Keeping, keepings, last_day_due, years_of
from salwa.kernel.lifecycle import EventKind, Status
from salwa.kernel.lifecycle.kinds import ENDS_TITLE, GIVES_TITLE
from salwa.kernel.packs import Counting, Pack, RecordKind
from salwa.platform.actor import Actor

PAGE: Final = 50
PORTION: Final = 5_000
"""Things of one step of a stream."""
MOST_COUNTED: Final = 1_000
"""Where a count for the overview stops; a stream tells them all."""
_NEVER: Final = "'infinity'::date"

_RECORDED: Final = "noted.recorded_at::date"
_HAPPENED: Final = f"coalesce(event.happened_to, event.happened_from, {_RECORDED})"
_ENDED: Final = """(
    SELECT greatest(next.happened_to, next_noted.recorded_at::date)
      FROM registry_event next JOIN platform_entry next_noted ON next_noted.id = next.entry_id
     WHERE next.firearm_id = event.firearm_id AND next.ordinal > event.ordinal
       AND (next.kind = ANY(%(ends)s)
            OR (next.kind = ANY(%(gives)s) AND next.holder_id IS DISTINCT FROM event.holder_id))
     ORDER BY next.ordinal LIMIT 1)"""
_DESTROYED: Final = """(
    SELECT max(coalesce(gone.happened_to, gone_noted.recorded_at::date))
      FROM registry_firearm_state state
      JOIN registry_event gone ON gone.firearm_id = state.firearm_id AND gone.kind = %(destruction)s
      JOIN platform_entry gone_noted ON gone_noted.id = gone.entry_id
     WHERE state.firearm_id = event.firearm_id AND state.status = %(destroyed)s)"""
_BASE: Final[dict[Counting, str]] = {
    Counting.RECORDED: _RECORDED,
    Counting.HAPPENED: _HAPPENED,
    Counting.DESTROYED: f"coalesce({_DESTROYED}, {_NEVER})",
    Counting.ENDED: f"coalesce({_ENDED}, {_NEVER})",
    Counting.LAST_HELD: f"coalesce({_ENDED}, greatest({_HAPPENED}, {_RECORDED}))",
}
"""From when each way of counting counts, of an event that names a person."""

_PERSONS: Final = """
SELECT person.holder_id, holder.uuid, kept.*
  FROM registry_person_identity person
  JOIN registry_holder holder ON holder.id = person.holder_id
  CROSS JOIN LATERAL (
       SELECT {columns}
         FROM registry_event event JOIN platform_entry noted ON noted.id = event.entry_id
        WHERE event.holder_id = person.holder_id) kept
 WHERE person.holder_id > %(after)s AND {narrowed}
   AND NOT EXISTS (SELECT FROM registry_firearm_state now WHERE now.holder_id = person.holder_id)
   AND greatest({dues}) <= %(by)s
   AND person.holder_id NOT IN ({held})
 ORDER BY person.holder_id LIMIT %(most)s
"""
_SINCE_MADE: Final = """to_timestamp(
    ('x' || lpad(substr(replace(holder.uuid::text, '-', ''), 1, 12), 16, '0'))::bit(64)::bigint / 1000.0)::date"""
"""When a holder was put on record: the time in its identifier (RFC 9562, version 7)."""

_ENTRIES: Final = """
SELECT noted.id, noted.uuid, noted.recorded_at::date
  FROM platform_entry noted
 WHERE noted.recorded_at < %(before)s AND octet_length(noted.salt) > 0 AND {narrowed}
   AND (noted.recorded_at, noted.id) > (
       coalesce((SELECT last.recorded_at FROM platform_entry last WHERE last.id = %(after)s), '-infinity'), %(after)s)
   AND noted.id NOT IN ({held})
   AND NOT EXISTS (SELECT FROM ({cases}) held WHERE position(held.id IN lower(noted.reason)) > 0)
 ORDER BY noted.recorded_at, noted.id LIMIT %(most)s
"""
_PROPOSED: Final = (
    "{column} IN (SELECT named.subject FROM retention_proposed named WHERE named.proposal_id = %(proposal)s)"
)


def due(actor: Actor, kind: RecordKind, *, by: date, today: date, after: int = 0, most: int = PAGE) -> list[Due]:
    """Give what of a kind is due by a day, by number from ``after``. Raises NotAllowed."""
    check_may_see(actor)
    return _due(kind, pack_now(today), by=by, after=after, most=most)


def still_due(kind: RecordKind, *, by: date, today: date, proposal: int, after: int, most: int) -> list[Due]:
    """Give what a proposal names and is due still, by number; asked by the action that erases."""
    return _due(kind, pack_now(today), by=by, after=after, most=most, proposal=proposal)


def stream(actor: Actor, kind: RecordKind, *, by: date, today: date) -> Iterator[Due]:
    """Give everything of a kind that is due by a day, portion after portion. Raises NotAllowed."""
    after = 0
    while found := due(actor, kind, by=by, today=today, after=after, most=PORTION):
        yield from found
        if len(found) < PORTION:
            return
        after = found[-1].subject


def counts(actor: Actor, today: date) -> list[Count]:
    """Give for each kind how much is due, and due within :data:`~..rules.SOON` days more. Raises NotAllowed."""
    check_may_see(actor)
    return [_count(kind, today) for kind in (*ERASED_HERE, *(source.kind for source in sources()))]


def kinds() -> tuple[RecordKind, ...]:
    """Give the kinds of record of which something can be due."""
    return tuple(code.kind for code in KindCode)


def _count(kind: RecordKind, today: date) -> Count:
    pack = pack_now(today)
    found = _due(kind, pack, by=today + timedelta(days=SOON), after=0, most=MOST_COUNTED + 1)
    now = sum(one.due <= today for one in found[:MOST_COUNTED])
    return Count(kind, now, len(found[:MOST_COUNTED]) - now, is_more=len(found) > MOST_COUNTED)


def _due(kind: RecordKind, pack: Pack, *, by: date, after: int, most: int, proposal: int = 0) -> list[Due]:
    if kind is RecordKind.PERSON:
        return _persons(pack, by, after, most, proposal)
    if kind is RecordKind.ENTRY:
        return _entries(pack, by, after, most, proposal)
    source = source_of(kind)
    return list(source.due(by, after, most)) if source is not None and years_of(pack, kind) is not None else []


def _persons(pack: Pack, by: date, after: int, most: int, proposal: int) -> list[Due]:
    rule = pack.kept(RecordKind.PERSON)
    years = years_of(pack, RecordKind.PERSON)
    if rule is None or years is None:
        return []
    terms = keepings(pack)
    statement = _PERSONS.format(
        columns=",\n".join([_last(rule.counted), *(_column(term) for term in terms)]),
        dues=", ".join([_after_years("kept.person", years), *(_due_of(term) for term in terms)]),
        held=HELD_HOLDERS,
        narrowed=_PROPOSED.format(column="person.holder_id") if proposal else "TRUE",
    )
    values: dict[str, Any] = {
        "after": after,
        "by": by,
        "most": most,
        "proposal": proposal,
        "ends": [int(kind) for kind in ENDS_TITLE],
        "gives": [int(kind) for kind in GIVES_TITLE],
        "destruction": int(EventKind.DESTRUCTION),
        "destroyed": int(Status.DESTROYED),
        **{f"{term.kind}_events": list(term.events) for term in terms},
    }
    found: list[Due] = []
    while len(found) < most:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows = cursor.fetchall()
        told = [_person(row, years, terms) for row in rows]
        needed = _needed([one.subject for one in told])
        found += [one for one in told if one.subject not in needed]
        if len(rows) < most:
            break
        values["after"] = rows[-1][0]
    return found[:most]


def _needed(holders: list[int]) -> frozenset[int]:
    """Give those of these holders whose name a paper in force of another context still needs."""
    return frozenset().union(*(source.keeps(holders) for source in sources())) if holders else frozenset()


def _last(counted: Counting) -> str:
    """Give the column of the person's own rule; who never held anything counts from being put on record."""
    base = _RECORDED if counted is Counting.RECORDED else _BASE[Counting.LAST_HELD]
    return f"coalesce(max({base}), {_SINCE_MADE}) AS person"


def _column(term: Keeping) -> str:
    base = _BASE[term.counted] if term.years is not None else _NEVER
    return f"max(CASE WHEN event.kind = ANY(%({term.kind}_events)s) THEN {base} END) AS {term.kind}"


def _due_of(term: Keeping) -> str:
    return _after_years(f"kept.{term.kind}", term.years or 0)


def _after_years(column: str, years: int) -> str:
    return f"({column} + make_interval(years => {years:d}))::date"


def _person(row: tuple[Any, ...], years: int, terms: tuple[Keeping, ...]) -> Due:
    """Say which kind of record kept a person's name longest."""
    subject, uuid, person, *bases = row
    told = [(RecordKind.PERSON, person, years)]
    told += [(term.kind, base, term.years or 0) for term, base in zip(terms, bases, strict=True) if base is not None]
    kind, since, length = max(told, key=lambda one: _end(one[1], one[2]))
    return Due(subject, uuid, kind, since, _end(since, length))


def _end(since: date, years: int) -> date:
    """Give the day on which ``years`` have passed since a day, as PostgreSQL reckons it."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return since.replace(year=since.year + years, day=28)


def _entries(pack: Pack, by: date, after: int, most: int, proposal: int) -> list[Due]:
    years = years_of(pack, RecordKind.ENTRY)
    if years is None:
        return []
    statement = _ENTRIES.format(
        held=HELD_ENTRIES,
        cases=HELD_CASES,
        narrowed=_PROPOSED.format(column="noted.id") if proposal else "TRUE",
    )
    before = last_day_due(years, by) + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"before": before, "after": after, "most": most, "proposal": proposal})
        rows = cursor.fetchall()
    return [Due(number, uuid, RecordKind.ENTRY, since, _end(since, years)) for number, uuid, since in rows]
