"""Registry, queries, ¶29: of records merged into one firearm, what an actor may see and whom to ask for the rest."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from django.db import connection
from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_name, agency_names
from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import Firearm, Mark, MarkKindCode, Merge
from salwa.contexts.registry.naming import record_numbered, record_of
from salwa.contexts.registry.policies import OPENED, may_open, opening, visible_to
from salwa.contexts.registry.queries._cards import Row as CardRow
from salwa.contexts.registry.queries._cards import card_sql, cards
from salwa.contexts.registry.queries._lives import Life, Row, Stored, families, lives
from salwa.contexts.registry.wording import ALARMING
from salwa.kernel.identification.model import Candidate
from salwa.kernel.lifecycle import derive
from salwa.kernel.marks.folding import plain
from salwa.platform.actor import Actor
from salwa.platform.database.prepared import fetched


class Hidden(NamedTuple):
    """A record that is merged into another and that the actor may not open."""

    firearm: int
    agency_id: int


_SEEN: Final = card_sql(
    f""",
       {OPENED.format(firearm="f")},
       (SELECT json_agg(json_build_array(a.id, a.agency_id) ORDER BY a.id)
          FROM registry_merge g
          JOIN registry_firearm a ON a.id = g.absorbed_id
         WHERE g.survivor_id = f.id AND g.undone_id IS NULL AND NOT {OPENED.format(firearm="a")})::text,
       EXISTS (SELECT FROM registry_merge g WHERE g.survivor_id = f.id AND g.undone_id IS NULL)"""  # noqa: S608  a policy of our own is put in
)
"""Cards, whether the actor may open them, the records merged into them that the actor may not open, and whether any are
merged into them."""


_MERGED: Final = f"""
SELECT g.survivor_id, a.number, m.text
  FROM registry_merge g
  JOIN registry_firearm a ON a.id = g.absorbed_id
  JOIN registry_mark m ON m.firearm_id = a.id AND m.inscription_id < 0
 WHERE g.survivor_id = ANY (%(firearms)s::bigint[]) AND g.undone_id IS NULL AND {OPENED.format(firearm="a")}
   AND NOT EXISTS (SELECT FROM registry_withdrawal w WHERE w.firearm_id = m.firearm_id AND w.ordinal = m.ordinal)
 ORDER BY g.id
"""  # noqa: S608  a policy of our own is put in
"""Numbers on records that are merged into others."""


class Seen(NamedTuple):
    """Rows of firearms, which of them the actor may open, what is hidden in those, and which have records merged in."""

    rows: dict[int, CardRow]
    opened: frozenset[int]
    hidden: dict[int, tuple[Hidden, ...]]
    merged: frozenset[int]


def seen_rows(actor: Actor, firearms: Collection[int]) -> Seen:
    """Read firearms by id and say what the actor may see of them, in one query; ids that are no firearm's are left out.

    The same as ``rows_of``, ``visible_to`` and :func:`hidden_in` one after the other.
    """
    asked = {"firearms": list(firearms), "kind": int(MarkKindCode.SERIAL), **opening(actor)}
    found = fetched(_SEEN, asked)
    rows = {row[0]: CardRow._make(row[:-3]) for row in found}
    opened = frozenset(row[0] for row in found if row[-3])
    hidden = {
        row[0]: tuple(Hidden(int(firearm), int(agency)) for firearm, agency in json.loads(row[-2]))
        for row in found
        if row[-3] and row[-2]
    }
    return Seen(rows, opened, hidden, frozenset(row[0] for row in found if row[-3] and row[-1]))


def hidden_in(actor: Actor, firearms: Collection[int]) -> dict[int, tuple[Hidden, ...]]:
    """Give, for those of some firearms that have any, the merged records that the actor may not open."""
    merges = Merge.objects.filter(undone=None, survivor__in=tuple(firearms)).order_by("absorbed_id")
    rows = list(merges.values_list("survivor_id", "absorbed_id", "absorbed__agency_id"))
    if not rows:
        return {}
    wanted = visible_to(actor).filter(pk__in=[absorbed for _, absorbed, _ in rows])
    opened = set(wanted.values_list("pk", flat=True))
    found: defaultdict[int, list[Hidden]] = defaultdict(list)
    for survivor, absorbed, agency in rows:
        if absorbed not in opened:
            found[survivor].append(Hidden(absorbed, agency))
    return {survivor: tuple(many) for survivor, many in found.items()}


def agencies_to_ask(hidden: Collection[Hidden]) -> tuple[str, ...]:
    """Name the agencies that keep some hidden records, each once."""
    names = agency_names() if hidden else {}
    return tuple(dict.fromkeys(names.get(one.agency_id, "") for one in hidden))


def without(life: Life[Row], hidden: Collection[Hidden]) -> Life[Row]:
    """Give what is left of a life without the events of hidden records. What is left keeps its numbers."""
    left_out = {one.firearm for one in hidden}
    kept = [pair for pair in zip(life.rows, life.events, strict=True) if pair[0].firearm_id not in left_out]
    return Life(tuple(row for row, _ in kept), tuple(event for _, event in kept))


def seen_lives(firearms: Collection[int], hidden: Mapping[int, Collection[Hidden]]) -> dict[int, Life[Stored]]:
    """Read the lives of some firearms without what stands in the records ``hidden`` from them."""
    return {one: without(life, hidden[one]) if one in hidden else life for one, life in lives(firearms).items()}


def seen_cards(actor: Actor, firearms: Collection[Firearm]) -> dict[int, Card]:
    """Give the cards of firearms that the actor has opened, by id; their state is that of the events one may see."""
    found = cards(firearms)
    hidden = hidden_in(actor, found)
    told = seen_lives(hidden, hidden)
    return {one: restated(card, told[one]) if one in hidden else card for one, card in found.items()}


def restated(card: Card, life: Life[Row]) -> Card:
    """Give a card with the state that follows from a life."""
    status = derive(life.events).status
    return replace(card, status=status, is_alarming=status in ALARMING)


class Numbers(NamedTuple):
    """The plain numbers on a firearm: those of its records that the actor may open, and those of the hidden ones."""

    seen: frozenset[str]
    closed: frozenset[str]


def numbers_on(hidden: Mapping[int, Collection[Hidden]]) -> dict[int, Numbers]:
    """Give the numbers on the firearms that have hidden records."""
    if not hidden:
        return {}
    members = families(hidden)
    left_out = {one.firearm for many in hidden.values() for one in many}
    owner = {member: one for one, many in members.items() for member in many}
    seen: defaultdict[int, set[str]] = defaultdict(set)
    closed: defaultdict[int, set[str]] = defaultdict(set)
    marks = Mark.objects.filter(firearm__in=owner, inscription__lt=0).values_list("firearm_id", "text")
    for firearm, text in marks:
        (closed if firearm in left_out else seen)[owner[firearm]].add(plain(text))
    return {one: Numbers(frozenset(seen[one]), frozenset(closed[one])) for one in hidden}


def merged_with(actor: Actor, firearms: Collection[int]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Name, by surviving record and plain number, the records merged into it on which the number stands.

    Of those that the actor may open, the first merged first.
    """
    if not firearms:
        return {}
    found: defaultdict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_MERGED, {"firearms": list(firearms), **opening(actor)})
        for survivor, number, text in cursor.fetchall():
            found[survivor, plain(text)][record_numbered(number)] = None
    return {one: tuple(names) for one, names in found.items()}


def masked(candidate: Candidate) -> Candidate:
    """Leave of a candidate its probability."""
    return replace(candidate, record=0, serial="", reasons=())


def seen_candidate(candidate: Candidate, numbers: Numbers | None) -> Candidate:
    """Leave of a candidate what an actor may see who may open its record, but perhaps not all that are merged into it.

    One that was found by a number of a hidden record is masked. Where the number stands in both, what else speaks for
    the candidate may be from either, so that only the number is told.
    """
    if numbers is None:
        return candidate
    if candidate.serial not in numbers.seen:
        return masked(candidate)
    if candidate.serial not in numbers.closed:
        return candidate
    return replace(candidate, reasons=tuple(one for one in candidate.reasons if one.field == "serial"))


def told_name(actor: Actor, firearm: Firearm) -> str:
    """Name a record to an actor: by its number, or, where the actor may not open it, by whom to ask."""
    if may_open(actor, firearm):
        return record_of(firearm)
    return gettext("a record of %(agency)s (ask there)") % {"agency": agency_name(firearm.agency_id)}
