"""Registry, queries, ¶29 ¶64: what a holder has now, and every firearm that ever came to it or left it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import Firearm, FirearmState, Mark, MarkKindCode, Merge, Withdrawal
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import NODE, OPENED, may_open, may_see_holders, opening, visible_to
from salwa.contexts.registry.queries._cards import cards
from salwa.contexts.registry.queries._lives import Life, Stored, lives
from salwa.contexts.registry.queries._seen import hidden_in, seen_cards, without
from salwa.kernel.lifecycle import Event as LifeEvent
from salwa.kernel.lifecycle import Status, in_force, in_order
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry
from salwa.platform.prepared import fetched

NOT_AT_HAND: Final = (
    Status.LOST,
    Status.STOLEN,
    Status.SEIZED,
    Status.SURRENDERED,
    Status.EVIDENCE,
    Status.FORFEITED,
    Status.EXPORTED,
    Status.DESTROYED,
)
"""States in which the title-holder does not have the firearm, so that it counts neither for a quota nor as stock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLife:
    """A firearm that a holder has or had: its card, its life, when each event was recorded, its importer's mark."""

    card: Card
    events: tuple[LifeEvent, ...]
    recorded: Mapping[int, datetime]
    importer: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """An event that is in force, and who has the firearm by it (None where nobody is named)."""

    event: LifeEvent
    holder: int | None
    type: int


class Came(NamedTuple):
    """That a firearm came to a holder, or may have: the first day on which it can have been (0001-01-01 unknown)."""

    day: date
    firearm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Which comings are asked for: by the day ``last``; of firearms not gone before ``first``; those after ``after``.

    ``open_only``: of firearms that the holder has now.
    """

    first: date | None = None
    last: date | None = None
    open_only: bool = False
    after: Came | None = None


_NOW: Final = "SELECT FROM registry_firearm_state s WHERE s.firearm_id = f.id AND s.holder_id = %(holder)s"
_OPEN: Final = f"AND EXISTS ({_NOW})"
_MERGED: Final = "SELECT FROM registry_merge g WHERE g.survivor_id = f.id AND g.undone_id IS NULL"
_LATER: Final = """
    SELECT FROM registry_event later
     WHERE later.firearm_id = f.id AND coalesce(later.happened_to, 'infinity') >= %(first)s"""
_COMINGS: Final = """
SELECT DISTINCT coalesce(e.happened_from, '0001-01-01'::date) AS day, f.id
  FROM registry_event e
  LEFT JOIN registry_merge m ON m.absorbed_id = e.firearm_id AND m.undone_id IS NULL
  JOIN registry_firearm f ON f.id = coalesce(m.survivor_id, e.firearm_id)
 WHERE e.holder_id = %(holder)s AND {opened}
   AND coalesce(e.happened_from, '0001-01-01'::date) <= %(last)s
   AND (coalesce(e.happened_from, '0001-01-01'::date), f.id) > (%(day)s, %(firearm)s) {open_only} {first}
 ORDER BY 1, 2 LIMIT %(most)s"""

_TITLES: Final = f"""
SELECT count(*) FROM registry_firearm_state s JOIN registry_firearm f ON f.id = s.firearm_id
 WHERE s.holder_id = %(holder)s AND {OPENED.format(firearm="f")}
   AND NOT EXISTS (SELECT FROM registry_merge g WHERE g.absorbed_id = f.id AND g.undone_id IS NULL)"""  # noqa: S608


def holdings_of(actor: Actor, holder: int, *, after: int = 0, most: int = 50) -> tuple[Card, ...]:
    """Give the firearms that ``holder`` has now and the actor may open, by id, those after ``after``."""
    rows = visible_to(actor).filter(pk__in=_held(holder).values("firearm"), pk__gt=after).order_by("pk")
    return tuple(seen_cards(actor, list(rows.select_related("source")[:most])).values())


def count_held(actor: Actor, holder: int, types: Collection[int] = ()) -> int:
    """Count the firearms that ``holder`` has now, of some types or of all.

    Of the whole State, whatever the actor may open: a quota that could be got round by another agency would be none.
    """
    _check(actor)
    held = _held(holder)
    if types:
        held = held.filter(firearm__type__in=types)
    return held.count()


def holders_with_arms(actor: Actor, holders: Iterable[int]) -> dict[int, int]:
    """Count what each of some holders has now, in one query; those that have nothing are left out."""
    _check(actor)
    counts: dict[int, int] = {}
    for one in _at_hand().filter(holder__in=set(holders)).values_list("holder_id", flat=True):
        counts[one] = counts.get(one, 0) + 1
    return counts


def has_arms(actor: Actor, holder: str) -> Exists:
    """Give the condition, for a list of rows whose column ``holder`` names a holder, that it has firearms now."""
    _check(actor)
    return Exists(_at_hand().filter(holder=OuterRef(holder)))


def comings(actor: Actor, holder: int, asked: Coming, *, most: int | None = None) -> tuple[Came, ...]:
    """Give when which firearm came to ``holder``, or may have, by day and firearm; those that the actor may open.

    Whoever gets a firearm is named by the event, so that no stay begins at another day and firearm than these. Only
    rows are looked at here and no lives: cheap, however long the book is.
    """
    statement = _COMINGS.format(
        opened=OPENED.format(firearm="f"),
        open_only=_OPEN if asked.open_only else "",
        first="" if asked.first is None else f"AND (EXISTS ({_NOW}) OR EXISTS ({_MERGED}) OR EXISTS ({_LATER}))",
    )
    values = opening(actor) | {"holder": holder, "most": most, "first": asked.first, "last": asked.last or date.max}
    day, firearm = asked.after or (date.min, 0)
    return tuple(Came(*row) for row in fetched(statement, values | {"day": day, "firearm": firearm}))


def count_titles(actor: Actor, holder: int) -> int:
    """Count the firearms that ``holder`` has title to now, at hand or not, of those that the actor may open."""
    return int(fetched(_TITLES, opening(actor) | {"holder": holder})[0][0])


def lives_of(actor: Actor, firearms: Iterable[int]) -> dict[int, tuple[LifeEvent, ...]]:
    """Give the lives of firearms whose records the actor may open, without the events of hidden records."""
    wanted = set(firearms)
    hidden = hidden_in(actor, wanted)
    return {one: without(life, hidden.get(one, ())).events for one, life in lives(wanted).items()}


def lives_held(actor: Actor, firearms: Iterable[int]) -> tuple[HeldLife, ...]:
    """Give those of some firearms whose records the actor may open, each with its life, by id."""
    rows = list(visible_to(actor).filter(pk__in=set(firearms)).order_by("pk"))
    told = cards(rows)
    hidden = hidden_in(actor, told)
    whole = {one: without(life, hidden.get(one, ())) for one, life in lives(told).items()}
    times = _recorded(whole.values())
    importers = _importers(told)
    return tuple(
        HeldLife(
            card=told[one],
            events=life.events,
            recorded={event.ordinal: times[row.entry_id] for row, event in zip(life.rows, life.events, strict=True)},
            importer=importers.get(one, ""),
        )
        for one, life in whole.items()
    )


def records_of_ids(actor: Actor, firearms: Iterable[int]) -> dict[int, str]:
    """Give the public numbers of those of some firearms whose records the actor may open."""
    wanted = set(firearms)
    if not wanted:
        return {}
    return {row.pk: record_of(row) for row in visible_to(actor).filter(pk__in=wanted)}


def firearms_held(actor: Actor, holder: int) -> tuple[tuple[int, str, str], ...]:
    """Give id, public number and verbatim serial of every firearm that ``holder`` has now and the actor may open."""
    rows = list(visible_to(actor).filter(pk__in=_held(holder).values("firearm")).order_by("pk"))
    return tuple((one.id, one.record, one.serial) for one in cards(rows).values())


def taken_by(actor: Actor, firearm: int, ordinal: int) -> Taken | None:
    """Give an event of a life, where it is in force and the last but corrections; for the node itself, too."""
    row = Firearm.objects.filter(pk=firearm).first()
    if row is None or not (actor.actor_id == NODE or may_open(actor, row)):
        return None
    kept = in_order(in_force(lives([firearm])[firearm].events))
    event = next((one for one in kept if one.ordinal == ordinal), None)
    return None if event is None else Taken(event, event.holder, row.type)


def _check(actor: Actor) -> None:
    """Raise NotAllowed where the actor sees no holders."""
    if not may_see_holders(actor):
        raise NotAllowed


def _held(holder: int) -> QuerySet[FirearmState]:
    return _at_hand().filter(holder=holder)


def _at_hand() -> QuerySet[FirearmState]:
    """States of firearms that somebody has, without those of records that are shown under another."""
    absorbed = Merge.objects.filter(undone=None).values("absorbed")
    return FirearmState.objects.exclude(status__in=NOT_AT_HAND).exclude(firearm__in=absorbed)


def _recorded(whole: Iterable[Life[Stored]]) -> dict[int, datetime]:
    entries = {row.entry_id for life in whole for row in life.rows}
    return dict(Entry.objects.filter(pk__in=entries).values_list("pk", "recorded_at"))


def _importers(firearms: Collection[int]) -> dict[int, str]:
    """Give the importer's name as it stands on each firearm that has one."""
    withdrawn = Withdrawal.objects.filter(firearm=OuterRef("firearm"), ordinal=OuterRef("ordinal"))
    marks = Mark.objects.filter(~Exists(withdrawn), firearm__in=firearms, inscription__kind=MarkKindCode.IMPORTER)
    texts = marks.order_by("firearm_id", "-ordinal").values_list("firearm_id", "inscription__text")
    return {firearm: text for firearm, text in texts if text}
