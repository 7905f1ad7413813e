"""Registry, queries, ¶29: what a history tells, read in few statements that the server has planned already."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from salwa.contexts.registry.answers import CorrectionView
from salwa.contexts.registry.models import Fact, Firearm
from salwa.contexts.registry.naming import record_numbered, record_of
from salwa.contexts.registry.policies import OPENED, opening
from salwa.contexts.registry.queries._cards import Row as CardRow
from salwa.contexts.registry.queries._cards import asking_rows, name_of
from salwa.contexts.registry.queries._lives import Life, Told, life_of
from salwa.contexts.registry.queries._placed import Seat, asking_seats
from salwa.contexts.registry.queries._seen import Hidden, without
from salwa.platform.actor import Actor
from salwa.platform.prepared import Asked, fetched, fetched_together

_HERE: Final = "firearm_id = ANY (ARRAY(SELECT id FROM asked))"
_FAMILY: Final = f"""
WITH member (id) AS MATERIALIZED (
    SELECT %(firearm)s::bigint UNION
    SELECT g.absorbed_id FROM registry_merge g WHERE g.survivor_id = %(firearm)s AND g.undone_id IS NULL),
asked (id) AS MATERIALIZED (
    SELECT id FROM member UNION
    SELECT t.of_id FROM registry_fitting t WHERE t.firearm_id = ANY (ARRAY(SELECT id FROM member)))
SELECT there.*, related.*
  FROM (SELECT (SELECT name FROM identity_agency WHERE id = %(keeper)s),
               EXISTS (SELECT FROM registry_event_detail WHERE {_HERE}),
               EXISTS (SELECT FROM registry_certificate WHERE {_HERE}),
               EXISTS (SELECT FROM registry_event_answer WHERE {_HERE}),
               EXISTS (SELECT FROM registry_witness WHERE {_HERE}),
               EXISTS (SELECT FROM registry_material WHERE {_HERE}),
               EXISTS (SELECT FROM registry_calibre_of WHERE {_HERE}),
               EXISTS (SELECT FROM registry_mark_measure WHERE {_HERE}),
               EXISTS (SELECT FROM registry_succession WHERE earlier_id = ANY (ARRAY(SELECT id FROM member)))
               OR EXISTS (SELECT FROM registry_succession WHERE later_id = ANY (ARRAY(SELECT id FROM member))),
               EXISTS (SELECT FROM registry_finding WHERE {_HERE}),
               EXISTS (SELECT FROM registry_remark WHERE {_HERE}),
               EXISTS (SELECT FROM registry_fact_correction WHERE {_HERE})) there
  LEFT JOIN (
       SELECT false AS is_above, f.id, f.agency_id, f.number, {OPENED.format(firearm="f")}
         FROM registry_merge g JOIN registry_firearm f ON f.id = g.absorbed_id
        WHERE g.survivor_id = %(firearm)s AND g.undone_id IS NULL
        UNION ALL
       SELECT true, f.id, f.agency_id, f.number, {OPENED.format(firearm="f")}
         FROM registry_merge g JOIN registry_firearm f ON f.id = g.survivor_id
        WHERE g.absorbed_id = %(firearm)s AND g.undone_id IS NULL) related ON true
 ORDER BY related.is_above, related.id
"""  # noqa: S608  a policy of our own is put in
"""The keeper's name, and what there is at all beside events and marks of a record, of those merged into it and of the
parts that were fitted into them; the records merged into it, the one it is merged into, and whether the actor may open
them."""
_EVENTS: Final = """
SELECT e.firearm_id, e.ordinal, e.entry_id, e.kind, e.happened_from, e.happened_to, e.status, e.holder_id, e.corrects,
       n.recorded_at, n.actor_name, n.reason, coalesce(a.name, ''), coalesce(p.text, ''), coalesce(e.country, 0),
       coalesce(s.text, ''), coalesce(h.kind, 0), coalesce(c.name, o.name, '')
  FROM registry_event e
  JOIN platform_entry n ON n.id = e.entry_id
  LEFT JOIN identity_agency a ON a.id = n.agency_id
  LEFT JOIN registry_place p ON p.id = e.place_id
  LEFT JOIN registry_statement s ON s.id = e.stated_id
  LEFT JOIN registry_holder h ON h.id = e.holder_id
  LEFT JOIN registry_legal_person c ON c.holder_id = h.id
  LEFT JOIN identity_agency o ON o.id = h.agency_id
 WHERE e.firearm_id = ANY (%(firearms)s::bigint[])
"""
_MARKS: Final = """
SELECT m.firearm_id, m.component, m.ordinal, i.kind, coalesce(nullif(m.text, ''), i.text), i.code, i.country, i.year,
       m.place, i.method, i.script, m.legibility,
       EXISTS (SELECT FROM registry_withdrawal w WHERE w.firearm_id = m.firearm_id AND w.ordinal = m.ordinal)
  FROM registry_mark m JOIN registry_inscription i ON i.id = m.inscription_id
 WHERE m.firearm_id = ANY (ARRAY(
       SELECT unnest(%(firearms)s::bigint[]) UNION
       SELECT t.of_id FROM registry_fitting t WHERE t.firearm_id = ANY (%(firearms)s::bigint[])))
 ORDER BY m.ordinal
"""
"""The marks on what was registered with some firearms, and on what the parts ever fitted into these came from."""
_REMARKS: Final = """
SELECT heading, text FROM registry_remark WHERE firearm_id = ANY (%(firearms)s::bigint[]) ORDER BY firearm_id, id
"""
_CORRECTIONS: Final = """
SELECT c.firearm_id, c.fact, c.before, c.after, c.entry_id, n.recorded_at, n.actor_name, n.reason
  FROM registry_fact_correction c JOIN platform_entry n ON n.id = c.entry_id
 WHERE c.firearm_id = ANY (%(firearms)s::bigint[])
 ORDER BY c.id
"""


class Beside(NamedTuple):
    """What there is at all of what most firearms have nothing of, so that only that is asked for."""

    details: bool
    certificates: bool
    answers: bool
    witnesses: bool
    materials: bool
    calibres: bool
    measures: bool
    followers: bool
    findings: bool
    remarks: bool
    corrections: bool


class Family(NamedTuple):
    """A record, ``opened`` with those merged into it that the actor may open, by id, and their public numbers.

    ``keeper`` is the agency that keeps it, ``hidden`` are those that the actor may not open. ``above`` is the record it
    is merged into itself; ``is_above_opened``: the actor may open that, whose public number is ``above_number``.
    """

    keeper: str
    opened: dict[int, str]
    hidden: tuple[Hidden, ...]
    above: Hidden | None = None
    above_number: str = ""
    is_above_opened: bool = False


class MarkRow(NamedTuple):
    """A mark with the inscription that it shares, as codes."""

    firearm_id: int
    component: int
    ordinal: int
    kind: int
    text: str
    code: int
    country: int
    year: int
    place: int
    method: int
    script: int
    legibility: int
    is_withdrawn: bool


class Read(NamedTuple):
    """What is read of a family at one go: its life, the card's row, its parts, and the marks on these."""

    life: Life[Told]
    card: CardRow
    seats: list[Seat]
    marks: list[MarkRow]


def family_of(actor: Actor, firearm: Firearm) -> tuple[Family, Beside]:
    """Give the records that belong to one that the actor has opened, and what there is beside their events and marks.

    The latter of the hidden ones too, and of the parts that were fitted into any of them.
    """
    asked = {"firearm": firearm.pk, "keeper": firearm.agency_id, **opening(actor)}
    found = fetched(_FAMILY, asked)
    opened, hidden = {firearm.pk: record_of(firearm)}, []
    family = Family(found[0][0], opened, ())
    for is_above, one, agency, number, is_opened in (row[-5:] for row in found if row[-4] is not None):
        if is_above:
            above = Hidden(one, agency)
            family = family._replace(above=above, above_number=record_numbered(number), is_above_opened=is_opened)
        elif is_opened:
            opened[one] = record_numbered(number)
        else:
            hidden.append(Hidden(one, agency))
    return family._replace(hidden=tuple(hidden)), Beside._make(found[0][1:-5])


def read_of(firearm: Firearm, family: Family) -> Read:
    """Read what a history tells of nearly every firearm; events of hidden records keep their numbers only."""
    opened = list(family.opened)
    events, cards, parts, marks = fetched_together(
        Asked(_EVENTS, {"firearms": opened + [one.firearm for one in family.hidden]}),
        asking_rows([firearm.pk]),
        asking_seats(opened),
        Asked(_MARKS, {"firearms": opened}),
    )
    life = life_of([Told._make(row) for row in events])
    return Read(
        without(life, family.hidden) if family.hidden else life,
        CardRow._make(cards[0]),
        [Seat._make(row) for row in parts],
        [MarkRow._make(row) for row in marks],
    )


def corrections_of(firearm: int, members: Mapping[int, str]) -> tuple[CorrectionView, ...]:
    """Tell which facts of a record, and of those merged into it, were set right, the oldest first.

    ``members`` are the public numbers of all of them. Each of the others is named: its facts are not this record's.
    """
    rows = fetched(_CORRECTIONS, {"firearms": list(members)})
    return tuple(
        CorrectionView(
            fact=Fact(fact),
            before=fact_words(fact, before),
            after=fact_words(fact, after),
            entry=entry,
            corrected_at=at,
            corrected_by=by,
            reason=reason,
            record="" if of == firearm else members[of],
        )
        for of, fact, before, after, entry, at, by, reason in rows
    )


def fact_words(fact: int, value: int) -> str:
    """Say a fact of a firearm in words: a year, or the name of a code; empty where it is unknown."""
    if not value:
        return ""
    return str(value) if fact == Fact.YEAR else name_of(Fact(fact).vocabulary, value)


def remark_rows(firearms: Collection[int]) -> list[tuple[str, str]]:
    """Read the remarks about some records: heading and text."""
    return fetched(_REMARKS, {"firearms": list(firearms)})
