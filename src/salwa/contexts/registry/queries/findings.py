"""Registry, queries, ¶29: what a person should look at."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from django.db import connection
from django.utils.translation import gettext

from salwa.contexts.registry.answers import FindingView
from salwa.contexts.registry.models import Finding, FindingKind
from salwa.contexts.registry.naming import record_numbered
from salwa.contexts.registry.policies import findings_visible_to, visible_to
from salwa.contexts.registry.queries._lives import Life, Stored, lives
from salwa.kernel.lifecycle import conflicts
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


class _Row(NamedTuple):
    """What is told of a finding, under the names of :class:`Finding`."""

    id: int
    firearm_id: int
    kind: int
    first: int
    second: int
    text: str
    other_id: int | None
    closed_id: int | None


_ABOUT: Final = """
SELECT id, firearm_id, kind, first, second, text, other_id, closed_id
  FROM registry_finding
 WHERE firearm_id = ANY (%(firearms)s::bigint[]) AND (closed_id IS NOT NULL OR kind >= %(kind)s)
 ORDER BY id
"""
"""What people have closed or opened about some records. Written out, because every identification waits for it."""


def findings(actor: Actor, *, is_open: bool = True) -> tuple[FindingView, ...]:
    """Give the findings about records that the actor may open, the oldest first; also closed ones if asked."""
    wanted = findings_visible_to(actor).order_by("pk")
    kept = (wanted.filter(closed=None) if is_open else wanted).values_list(*_Row._fields)
    rows = [_Row._make(row) for row in kept]
    return _views(rows, _numbers(actor, {one for row in rows for one in (row.firearm_id, row.other_id)}))


def finding(actor: Actor, number: int) -> Finding:
    """Give a finding by its number. Raises NotFound where there is none that the actor may see."""
    found = findings_visible_to(actor).select_related("firearm").filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no finding of that number that you may see."))
    return found


def findings_about(actor: Actor, firearms: Iterable[int]) -> tuple[FindingView, ...]:
    """Give what stands against some records that the actor may open: open findings, and conflicting lives.

    Conflicts of a life are read from its events now; a conflict that a person has closed is not told again.
    """
    records = _numbers(actor, tuple(firearms))
    return findings_against(actor, records, lives(records))


def findings_against(
    actor: Actor, records: Mapping[int, str], read: Mapping[int, Life[Stored]]
) -> tuple[FindingView, ...]:
    """Give what :func:`findings_about` does of records that the actor has opened, in one query.

    ``records`` goes from their ids to their public numbers, ``read`` to their lives.
    """
    if not records:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT, {"firearms": list(records), "kind": int(FindingKind.DUPLICATE)})
        kept = [_Row._make(row) for row in cursor.fetchall()]
    closed = {(row.firearm_id, row.kind, row.first, row.second) for row in kept if row.closed_id is not None}
    told = [row for row in kept if row.closed_id is None]
    others = _numbers(actor, {row.other_id for row in told} - records.keys())
    found = []
    for firearm, life in read.items():
        for conflict in conflicts(life.events):
            if (firearm, int(conflict.kind), conflict.first, conflict.second) not in closed:
                kind = conflict.kind.name.lower()
                entries = (conflict.first, conflict.second)
                found.append(FindingView(kind=kind, record=records[firearm], entries=entries))
    return (*found, *_views(told, {**others, **records}))


def _numbers(actor: Actor, firearms: Collection[int | None]) -> dict[int, str]:
    """Give the public numbers of those records that the actor may open."""
    wanted = {one for one in firearms if one is not None}
    found = visible_to(actor).filter(pk__in=wanted).order_by("pk").values_list("pk", "number") if wanted else ()
    return {pk: record_numbered(number) for pk, number in found}


def _views(rows: Iterable[_Row], numbers: Mapping[int, str]) -> tuple[FindingView, ...]:
    """Show findings about records that the actor has opened; ``numbers`` holds those of all that the actor may open."""
    return tuple(
        FindingView(
            kind=FindingKind(row.kind).name.lower(),
            record=numbers[row.firearm_id],
            entries=tuple(one for one in (row.first, row.second) if one),
            other=None if row.other_id is None else numbers.get(row.other_id),
            text=row.text,
            id=row.id,
        )
        for row in rows
    )
