"""Registry, queries, ¶29: what a history tells, read in few statements that the server has planned already."""

from collections.abc import Collection
from typing import Final, NamedTuple

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.naming import record_numbered, record_of
from salwa.contexts.registry.policies import OPENED, opening
from salwa.contexts.registry.queries._lives import Life, Told, life_of
from salwa.contexts.registry.queries._seen import Hidden, without
from salwa.platform.actor import Actor
from salwa.platform.prepared import fetched

_RELATED: Final = f"""
SELECT false, f.id, f.agency_id, f.number, {OPENED.format(firearm="f")}
  FROM registry_merge g JOIN registry_firearm f ON f.id = g.absorbed_id
 WHERE g.survivor_id = %(firearm)s AND g.undone_id IS NULL
 UNION ALL
SELECT true, f.id, f.agency_id, f.number, {OPENED.format(firearm="f")}
  FROM registry_merge g JOIN registry_firearm f ON f.id = g.survivor_id
 WHERE g.absorbed_id = %(firearm)s AND g.undone_id IS NULL
 ORDER BY 1, 2
"""  # noqa: S608  a policy of our own is put in
"""The records merged into one, and the one it is merged into; whether the actor may open them."""
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
 WHERE m.firearm_id = ANY (%(firearms)s::bigint[])
 ORDER BY m.ordinal
"""
_COMPONENTS: Final = """
SELECT firearm_id, ordinal, kind FROM registry_component WHERE firearm_id = ANY (%(firearms)s::bigint[])
 ORDER BY firearm_id, ordinal
"""
_REMARKS: Final = """
SELECT heading, text FROM registry_remark WHERE firearm_id = ANY (%(firearms)s::bigint[]) ORDER BY firearm_id, id
"""

_HERE: Final = "firearm_id = ANY (ARRAY(SELECT id FROM asked))"
_BESIDE: Final = f"""
WITH asked (id) AS (
    SELECT unnest(%(firearms)s::bigint[]) UNION
    SELECT t.of_id FROM registry_fitting t WHERE t.firearm_id = ANY (%(firearms)s::bigint[]))
SELECT EXISTS (SELECT FROM registry_event_detail WHERE {_HERE}),
       EXISTS (SELECT FROM registry_certificate WHERE {_HERE}),
       EXISTS (SELECT FROM registry_event_answer WHERE {_HERE}),
       EXISTS (SELECT FROM registry_witness WHERE {_HERE}),
       EXISTS (SELECT FROM registry_material WHERE {_HERE}),
       EXISTS (SELECT FROM registry_calibre_of WHERE {_HERE}),
       EXISTS (SELECT FROM registry_mark_measure WHERE {_HERE}),
       EXISTS (SELECT FROM registry_succession WHERE earlier_id = ANY (%(firearms)s::bigint[]))
       OR EXISTS (SELECT FROM registry_succession WHERE later_id = ANY (%(firearms)s::bigint[]))
"""  # noqa: S608  our own text


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


class Family(NamedTuple):
    """A record, ``opened`` with those merged into it that the actor may open, by id, and their public numbers.

    ``hidden`` are those that the actor may not open; ``above`` is the record it is merged into itself, and
    ``is_above_opened`` whether the actor may open that: ``above_number`` is its public number.
    """

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


class ComponentRow(NamedTuple):
    """A component, its kind as a code."""

    firearm_id: int
    ordinal: int
    kind: int


def family_of(actor: Actor, firearm: Firearm) -> Family:
    """Give the records that belong to one that the actor has opened."""
    opened, hidden = {firearm.pk: record_of(firearm)}, []
    family = Family(opened, ())
    for is_above, one, agency, number, is_opened in fetched(_RELATED, {"firearm": firearm.pk, **opening(actor)}):
        if is_above:
            family = Family(opened, (), Hidden(one, agency), record_numbered(number), is_opened)
        elif is_opened:
            opened[one] = record_numbered(number)
        else:
            hidden.append(Hidden(one, agency))
    return family._replace(hidden=tuple(hidden))


def told_life(family: Family) -> Life[Told]:
    """Read the life of a family with all that its lines tell; events of hidden records keep their numbers only."""
    members = [*family.opened, *(one.firearm for one in family.hidden)]
    return without(life_of([Told._make(row) for row in fetched(_EVENTS, {"firearms": members})]), family.hidden)


def beside_of(family: Family) -> Beside:
    """Say what there is beside events and marks of some records, and of the parts that were fitted into them."""
    members = [*family.opened, *(one.firearm for one in family.hidden)]
    return Beside._make(fetched(_BESIDE, {"firearms": members})[0])


def mark_rows(firearms: Collection[int]) -> list[MarkRow]:
    """Read the marks of some records, each record's in its order."""
    return [MarkRow._make(row) for row in fetched(_MARKS, {"firearms": list(firearms)})]


def component_rows(firearms: Collection[int]) -> list[ComponentRow]:
    """Read the components of some records, each record's in its order."""
    return [ComponentRow._make(row) for row in fetched(_COMPONENTS, {"firearms": list(firearms)})]


def remark_rows(firearms: Collection[int]) -> list[tuple[str, str]]:
    """Read the remarks about some records: heading and text."""
    return fetched(_REMARKS, {"firearms": list(firearms)})
