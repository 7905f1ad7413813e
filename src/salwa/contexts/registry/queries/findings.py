"""Registry, queries, ¶29: what a person should look at."""

from collections.abc import Iterable

from django.utils.translation import gettext

from salwa.contexts.registry.answers import FindingView
from salwa.contexts.registry.models import Finding, FindingKind
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import findings_visible_to, visible_to
from salwa.contexts.registry.queries._lives import lives
from salwa.kernel.lifecycle import conflicts
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def findings(actor: Actor, *, is_open: bool = True) -> tuple[FindingView, ...]:
    """Give the findings about records that the actor may open, the oldest first; also closed ones if asked."""
    wanted = findings_visible_to(actor).select_related("firearm", "other").order_by("pk")
    return _views(actor, wanted.filter(closed=None) if is_open else wanted)


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
    records = {one.pk: record_of(one) for one in visible_to(actor).filter(pk__in=tuple(firearms)).order_by("pk")}
    kept = findings_visible_to(actor).filter(firearm__in=records)
    closed = set(kept.exclude(closed=None).values_list("firearm_id", "kind", "first", "second"))
    told = _views(actor, kept.filter(closed=None, kind__gte=FindingKind.DUPLICATE).select_related("firearm", "other"))
    found = []
    for firearm, life in lives(records).items():
        for conflict in conflicts(life.events):
            if (firearm, int(conflict.kind), conflict.first, conflict.second) not in closed:
                kind = conflict.kind.name.lower()
                entries = (conflict.first, conflict.second)
                found.append(FindingView(kind=kind, record=records[firearm], entries=entries))
    return (*found, *told)


def _views(actor: Actor, wanted: Iterable[Finding]) -> tuple[FindingView, ...]:
    rows = list(wanted)
    others = {row.other_id for row in rows if row.other_id is not None}
    seen = set(visible_to(actor).filter(pk__in=others).values_list("pk", flat=True))
    return tuple(
        FindingView(
            kind=FindingKind(row.kind).name.lower(),
            record=record_of(row.firearm),
            entries=tuple(one for one in (row.first, row.second) if one),
            other=record_of(row.other) if row.other is not None and row.other_id in seen else None,
            text=row.text,
            id=row.pk,
        )
        for row in rows
    )
