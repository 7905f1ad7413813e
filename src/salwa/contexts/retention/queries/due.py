"""Retention, queries, ¶29: what is due: one statement for each kind, by number, a page or a stream at a time.

Nothing that is held is due, and nobody who still has a firearm. The statements are put together from the pack's rules;
days that have not come and times without end are ``infinity``. What was recorded later than it happened counts from the
day of recording: until then nobody here knew that it had ended.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from django.db import connection

from salwa.contexts.retention.answers import Count, Due
from salwa.contexts.retention.queries._held import HELD_CASES, HELD_ENTRIES, HELD_HOLDERS
from salwa.contexts.retention.queries._packs import pack_now
from salwa.contexts.retention.queries._sources import source_of, sources
from salwa.contexts.retention.queries.holds import check_may_see
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
  FROM (SELECT every.holder_id FROM registry_person_identity every
         WHERE every.holder_id > %(after)s AND {narrowed}
           AND NOT EXISTS (SELECT FROM registry_firearm_state now WHERE now.holder_id = every.holder_id)
           AND NOT EXISTS (SELECT FROM registry_event recent WHERE recent.holder_id = every.holder_id
                              AND (recent.entry_id > %(entry)s OR recent.happened_to > %(last)s))
         ORDER BY every.holder_id OFFSET 0) person
  JOIN registry_holder holder ON holder.id = person.holder_id
  CROSS JOIN LATERAL (
       SELECT {columns}
         FROM registry_event event JOIN platform_entry noted ON noted.id = event.entry_id
        WHERE event.holder_id = person.holder_id) kept
 WHERE greatest({dues}) <= %(by)s
   AND person.holder_id NOT IN ({held})
 ORDER BY person.holder_id LIMIT %(most)s
"""
"""Whoever has a firearm, or was named not long ago (``last``, ``entry``), is passed over before all else."""
_NEWEST_BEFORE: Final = "SELECT coalesce(max(id), 0) FROM platform_entry WHERE recorded_at < %s"
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

_FREE: Final = f"""
SELECT paper.subject
  FROM unnest(%(subjects)s::bigint[], %(holders)s::bigint[]) paper (subject, holder)
 WHERE paper.holder NOT IN ({HELD_HOLDERS})
   AND (%(proposal)s = 0 OR {_PROPOSED.format(column="paper.subject")})
"""  # noqa: S608  a statement of our own


class _Asked(NamedTuple):
    """By which day, from which number, how many, and of which proposal (0 of none)."""

    by: date
    after: int
    most: int
    proposal: int = 0


def due(actor: Actor, kind: RecordKind, *, by: date, today: date, after: int = 0, most: int = PAGE) -> list[Due]:
    """Give what of a kind is due by a day, by number from ``after``. Raises NotAllowed."""
    check_may_see(actor)
    return _due(kind, pack_now(today), _Asked(by, after, most))


def still_due(actor: Actor, kind: RecordKind, *, today: date, proposal: int, after: int, most: int) -> list[Due]:
    """Give what a proposal names and is due still, by number. Raises NotAllowed."""
    check_may_see(actor)
    return _due(kind, pack_now(today), _Asked(today, after, most, proposal))


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


def _count(kind: RecordKind, today: date) -> Count:
    pack = pack_now(today)
    found = _due(kind, pack, _Asked(today + timedelta(days=SOON), 0, MOST_COUNTED + 1))
    now = sum(one.due <= today for one in found[:MOST_COUNTED])
    return Count(kind, now, len(found[:MOST_COUNTED]) - now, is_more=len(found) > MOST_COUNTED)


def _due(kind: RecordKind, pack: Pack, asked: _Asked) -> list[Due]:
    if kind is RecordKind.PERSON:
        return _persons(pack, asked)
    if kind is RecordKind.ENTRY:
        return _entries(pack, asked)
    return _papers(kind, pack, asked)


def _papers(kind: RecordKind, pack: Pack, asked: _Asked) -> list[Due]:
    """Ask the context that keeps papers of a kind; leave out whose holder is held, and what nobody proposed."""
    source, rule = source_of(kind), pack.kept(kind)
    if source is None or rule is None or years_of(pack, kind) is None:
        return []
    found: list[Due] = []
    after = asked.after
    while len(found) < asked.most:
        told = source.due(rule, asked.by, after, asked.most)
        free = _free([(one.subject, one.holder) for one in told], asked.proposal)
        found += [Due(one.subject, one.uuid, kind, one.since, one.due) for one in told if one.subject in free]
        if len(told) < asked.most:
            break
        after = told[-1].subject
    return found[: asked.most]


def _free(papers: list[tuple[int, int]], proposal: int) -> frozenset[int]:
    """Give those papers (their numbers, with their holders) that no hold keeps; of a proposal those that it names."""
    if not papers:
        return frozenset()
    subjects, holders = zip(*papers, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_FREE, {"subjects": list(subjects), "holders": list(holders), "proposal": proposal})
        return frozenset(subject for (subject,) in cursor.fetchall())


def _persons(pack: Pack, asked: _Asked) -> list[Due]:
    rule = pack.kept(RecordKind.PERSON)
    years = years_of(pack, RecordKind.PERSON)
    if rule is None or years is None:
        return []
    terms = keepings(pack)
    statement = _PERSONS.format(
        columns=",\n".join([_last(rule.counted), *(_column(term) for term in terms)]),
        dues=", ".join([_after_years("kept.person", years), *(_due_of(term) for term in terms)]),
        held=HELD_HOLDERS,
        narrowed=_PROPOSED.format(column="every.holder_id") if asked.proposal else "TRUE",
    )
    last = last_day_due(years, asked.by)
    values: dict[str, Any] = {
        "last": last,
        "entry": _newest_before(last + timedelta(days=1)),
        **asked._asdict(),
        "ends": [int(kind) for kind in ENDS_TITLE],
        "gives": [int(kind) for kind in GIVES_TITLE],
        "destruction": int(EventKind.DESTRUCTION),
        "destroyed": int(Status.DESTROYED),
        **{f"{term.kind}_events": list(term.events) for term in terms},
    }
    found: list[Due] = []
    while len(found) < asked.most:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows = cursor.fetchall()
        told = [_person(row, years, terms) for row in rows]
        needed = _needed(pack, asked.by, [one.subject for one in told])
        found += [one for one in told if one.subject not in needed]
        if len(rows) < asked.most:
            break
        values["after"] = rows[-1][0]
    return found[: asked.most]


def _newest_before(day: date) -> int:
    """Give the newest entry from before a day: what a later one recorded was recorded on that day or after."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST_BEFORE, [day])
        return int(cursor.fetchone()[0])


def _needed(pack: Pack, by: date, holders: list[int]) -> frozenset[int]:
    """Give those of these holders whose name a paper of another context still needs on a day."""
    if not holders:
        return frozenset()
    return frozenset().union(*(source.keeps(pack.kept(source.kind), by, holders) for source in sources()))


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


def _entries(pack: Pack, asked: _Asked) -> list[Due]:
    years = years_of(pack, RecordKind.ENTRY)
    if years is None:
        return []
    statement = _ENTRIES.format(
        held=HELD_ENTRIES,
        cases=HELD_CASES,
        narrowed=_PROPOSED.format(column="noted.id") if asked.proposal else "TRUE",
    )
    before = last_day_due(years, asked.by) + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(statement, asked._asdict() | {"before": before})
        rows = cursor.fetchall()
    return [Due(number, uuid, RecordKind.ENTRY, since, _end(since, years)) for number, uuid, since in rows]
