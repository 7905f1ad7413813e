"""Registry, queries: the lives of firearms as the kernel sees them, merged records read as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Final, Generic, NamedTuple, TypeVar

from salwa.contexts.registry.models import Event, Merge
from salwa.kernel.lifecycle import Conflict, EventKind, Happened, Status
from salwa.kernel.lifecycle import Event as LifeEvent
from salwa.platform.prepared import fetched


class Stored(NamedTuple):
    """A stored event with no more than a life needs: some fields of :class:`Event`, under the same names."""

    firearm_id: int
    ordinal: int
    entry_id: int
    kind: int
    happened_from: date | None
    happened_to: date | None
    status: int
    holder_id: int | None
    corrects: int | None

    @property
    def happened(self) -> Happened:
        """When it happened, with its precision."""
        return Happened(self.happened_from, self.happened_to)


class Told(NamedTuple):
    """A stored event with all that a line of a life tells of it, its first fields those of :class:`Stored`.

    ``agency`` is the one for which it was recorded. ``holder_kind`` is 0 where it names no holder; ``holder_name`` is
    that of an agency or a company, never a person's.
    """

    firearm_id: int
    ordinal: int
    entry_id: int
    kind: int
    happened_from: date | None
    happened_to: date | None
    status: int
    holder_id: int | None
    corrects: int | None
    recorded_at: datetime
    recorded_by: str
    reason: str
    agency: str
    place: str
    country: int
    stated: str
    holder_kind: int
    holder_name: str

    @property
    def happened(self) -> Happened:
        """When it happened, with its precision."""
        return Happened(self.happened_from, self.happened_to)


_LIVES: Final = """
WITH member AS (
    SELECT one AS life, one AS firearm FROM unnest(%(firearms)s::bigint[]) AS one
    UNION ALL
    SELECT survivor_id, absorbed_id FROM registry_merge
     WHERE undone_id IS NULL AND survivor_id = ANY (%(firearms)s::bigint[]))
SELECT member.life, e.firearm_id, e.ordinal, e.entry_id, e.kind, e.happened_from, e.happened_to, e.status, e.holder_id,
       e.corrects
  FROM member
  JOIN registry_event e ON e.firearm_id = member.firearm
"""
"""All events of some lives. Written out, because every identification waits for it."""

_KINDS: Final = {kind.value: kind for kind in EventKind}
_STATUSES: Final = {status.value: status for status in Status}
_SURVIVORS: Final = """
SELECT absorbed_id, survivor_id FROM registry_merge
 WHERE undone_id IS NULL AND absorbed_id = ANY (%(firearms)s::bigint[])
"""

_RECORDED: Final = attrgetter("ordinal")

Row = TypeVar("Row", Event, Stored, Told)


class ConflictKey(NamedTuple):
    """A conflict as a finding keeps it: its two stored events; ``other_id`` where the second is in another record."""

    firearm_id: int
    other_id: int | None
    kind: int
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Life(Generic[Row]):
    """All events of a firearm and of the records merged into it, numbered through in the order of recording.

    ``rows`` and ``events`` run in parallel.
    """

    rows: tuple[Row, ...]
    events: tuple[LifeEvent, ...]

    def place_of(self, ordinal: int) -> tuple[int, int]:
        """Give the firearm and the ordinal under which the event is stored."""
        row = next(row for row, event in zip(self.rows, self.events, strict=True) if event.ordinal == ordinal)
        return row.firearm_id, row.ordinal

    def key_of(self, conflict: Conflict) -> ConflictKey:
        """Name a conflict by its stored events, whose numbers no merge shifts."""
        firearm, first = self.place_of(conflict.first)
        other, second = self.place_of(conflict.second)
        return ConflictKey(firearm, None if other == firearm else other, int(conflict.kind), first, second)


def families(firearms: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Give, for each firearm, the records whose events make its life: itself and those merged into it."""
    wanted = tuple(firearms)
    found: dict[int, list[int]] = {one: [one] for one in wanted}
    merges = Merge.objects.filter(undone=None, survivor__in=wanted).order_by("absorbed_id")
    for survivor, absorbed in merges.values_list("survivor_id", "absorbed_id"):
        found[survivor].append(absorbed)
    return {one: tuple(members) for one, members in found.items()}


def survivors(firearms: Iterable[int]) -> dict[int, int]:
    """Give the surviving record of each firearm that was merged into another."""
    wanted = list(firearms)
    return dict(fetched(_SURVIVORS, {"firearms": wanted})) if wanted else {}


def lives(firearms: Iterable[int]) -> dict[int, Life[Stored]]:
    """Read the lives of some firearms, in one query however many they are."""
    stored: dict[int, list[Stored]] = {one: [] for one in firearms}
    if not stored:
        return {}
    for life, *event in fetched(_LIVES, {"firearms": list(stored)}):
        stored[life].append(Stored._make(event))
    return {one: life_of(events) for one, events in stored.items()}


def life_of(rows: Sequence[Row]) -> Life[Row]:
    """Number stored events through in the order of recording; a record that stands alone keeps its own numbers.

    Merged records are interleaved by entry. Within one record its own order holds, whatever entry came first.
    """
    ordered = _ordered(rows)
    corrections = any(row.corrects is not None for row in ordered)
    numbered = enumerate(ordered, start=1) if corrections else ()
    numbers = {(row.firearm_id, row.ordinal): at for at, row in numbered}
    events = tuple(
        LifeEvent(
            at,
            _KINDS[row.kind],
            row.happened,
            row.holder_id,
            _STATUSES[row.status],
            None if row.corrects is None else numbers[row.firearm_id, row.corrects],
        )
        for at, row in enumerate(ordered, start=1)
    )
    return Life(tuple(ordered), events)


def _ordered(rows: Sequence[Row]) -> list[Row]:
    ordered = sorted(rows, key=_RECORDED)
    if len({row.firearm_id for row in ordered}) < 2:
        return ordered
    latest: dict[int, int] = {}
    keyed = []
    for row in ordered:
        latest[row.firearm_id] = max(latest.get(row.firearm_id, 0), row.entry_id)
        keyed.append(((latest[row.firearm_id], row.firearm_id, row.ordinal), row))
    return [row for _, row in sorted(keyed, key=lambda one: one[0])]
