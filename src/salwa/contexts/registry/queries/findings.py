"""Registry, queries, ¶29: what a person should look at."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext

from salwa.contexts.registry.answers import FindingView
from salwa.contexts.registry.models import Finding, FindingKind, Firearm
from salwa.contexts.registry.naming import record_numbered
from salwa.contexts.registry.policies import CLOSING_FINDINGS, findings_visible_to, visible_to
from salwa.contexts.registry.queries._lives import Life, Stored, Told, families, lives, survivors
from salwa.contexts.registry.queries._seen import hidden_in, seen_lives
from salwa.kernel.lifecycle import Conflict, conflicts
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound
from salwa.platform.prepared import fetched


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
SELECT f.id, f.firearm_id, f.kind, f.first, f.second, f.text, f.other_id, f.closed_id
  FROM registry_finding f
  LEFT JOIN platform_entry e ON e.id = f.closed_id
 WHERE f.firearm_id = ANY (%(firearms)s::bigint[])
   AND CASE WHEN f.kind >= %(kind)s THEN f.closed_id IS NULL ELSE e.action = %(closing)s END
 ORDER BY f.id
"""
"""What is open about some records, and the conflicts of their lives that people have closed.

Written out, because every identification waits for it.
"""


def findings(actor: Actor, *, is_open: bool = True) -> tuple[FindingView, ...]:
    """Give the findings about records that the actor may open, the oldest first; also closed ones if asked."""
    wanted = findings_visible_to(actor).order_by("pk")
    kept = (wanted.filter(closed=None) if is_open else wanted).values_list(*_Row._fields)
    rows = _as_shown(actor, [_Row._make(row) for row in kept])
    return _views(rows, _numbers(actor, {one for row in rows for one in (row.firearm_id, row.other_id)}))


def open_findings(actor: Actor, *, after: int = 0, most: int = 50) -> tuple[FindingView, ...]:
    """Give at most ``most`` open findings, the oldest first, from the one that follows the number ``after`` on."""
    wanted = findings_visible_to(actor).filter(closed=None, pk__gt=after).order_by("pk")
    rows = _as_shown(actor, [_Row._make(row) for row in wanted.values_list(*_Row._fields)[:most]])
    return _views(rows, _numbers(actor, {one for row in rows for one in (row.firearm_id, row.other_id)}))


def view_of(actor: Actor, found: Finding) -> FindingView:
    """Give a finding that :func:`finding` gave, as the lists show it."""
    rows = _as_shown(actor, [_Row._make(getattr(found, name) for name in _Row._fields)])
    (view,) = _views(rows, _numbers(actor, {rows[0].firearm_id, rows[0].other_id}))
    return view


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
    return findings_against(actor, records, seen_lives(records, hidden_in(actor, records)))


def findings_against(
    actor: Actor,
    records: Mapping[int, str],
    read: Mapping[int, Life[Stored]] | Mapping[int, Life[Told]],
    known: Mapping[int, Sequence[Conflict]] | None = None,
    *,
    are_kept: bool = True,
) -> tuple[FindingView, ...]:
    """Give what :func:`findings_about` does of records that the actor has opened, in one query.

    ``records`` goes from their ids to their public numbers, ``read`` to their lives as the actor may see them, and
    ``known`` to the conflicts in these, where the caller has found them already. ``are_kept`` False: the caller knows
    that no finding about any of them is kept, open or closed.
    """
    if not records:
        return ()
    members = {row.firearm_id for life in read.values() for row in life.rows}
    wanted, doubts = list(members | records.keys()), int(FindingKind.DUPLICATE)
    asked = {"firearms": wanted, "kind": doubts, "closing": CLOSING_FINDINGS}
    kept = [_Row._make(row) for row in fetched(_ABOUT, asked)] if are_kept else []
    closed = {(row.firearm_id, row.other_id, row.kind, row.first, row.second) for row in kept if row.closed_id}
    told = [row for row in kept if row.closed_id is None and row.firearm_id in records]
    others = _numbers(actor, {row.other_id for row in told} - records.keys())
    found: list[FindingView] = []
    for firearm, life in read.items():
        proven = conflicts(life.events) if known is None else known[firearm]
        for conflict in proven:
            if life.key_of(conflict) not in closed:
                kind = conflict.kind.name.lower()
                entries = (conflict.first, conflict.second)
                found.append(FindingView(kind=kind, record=records[firearm], entries=entries))
    return (*found, *_views(told, {**others, **records}))


def _as_shown(actor: Actor, rows: list[_Row]) -> list[_Row]:
    """Name conflicts that stand in merged records by the survivor and its lines, where the actor may open that."""
    conflicting = [row for row in rows if row.kind < FindingKind.DUPLICATE]
    above = survivors({row.firearm_id for row in conflicting})
    owners = families({above.get(row.firearm_id, row.firearm_id) for row in conflicting})
    merged = [survivor for survivor, members in owners.items() if len(members) > 1]
    shown = lives(_numbers(actor, merged)) if merged else {}
    lines = {
        (survivor, row.firearm_id, row.ordinal): event.ordinal
        for survivor, life in shown.items()
        for row, event in zip(life.rows, life.events, strict=True)
    }
    out = []
    for row in rows:
        survivor = above.get(row.firearm_id, row.firearm_id)
        first = lines.get((survivor, row.firearm_id, row.first))
        second = lines.get((survivor, row.other_id or row.firearm_id, row.second))
        if row.kind < FindingKind.DUPLICATE and first is not None and second is not None:
            out.append(row._replace(firearm_id=survivor, other_id=None, first=first, second=second))
        else:
            out.append(row)
    return out


def _numbers(actor: Actor, firearms: Iterable[int | None]) -> dict[int, str]:
    """Give the public numbers of those records that the actor may open."""
    wanted = {one for one in firearms if one is not None}
    found = visible_to(actor).filter(pk__in=wanted).order_by("pk").values_list("pk", "number") if wanted else ()
    return {pk: record_numbered(number) for pk, number in found}


def _views(rows: Collection[_Row], numbers: Mapping[int, str]) -> tuple[FindingView, ...]:
    """Show findings about records that the actor has opened; ``numbers`` holds those of all that the actor may open."""
    hidden = {row.other_id for row in rows if row.other_id is not None} - numbers.keys()
    keepers = dict(Firearm.objects.filter(pk__in=hidden).values_list("pk", "agency__name")) if hidden else {}
    return tuple(
        FindingView(
            kind=FindingKind(row.kind).name.lower(),
            record=numbers[row.firearm_id],
            entries=tuple(one for one in (row.first, row.second) if one),
            other=None if row.other_id is None else numbers.get(row.other_id),
            text=row.text,
            ask=keepers.get(row.other_id or 0, ""),
            id=row.id,
        )
        for row in rows
    )
