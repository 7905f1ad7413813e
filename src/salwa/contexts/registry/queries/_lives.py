"""Registry, queries: the lives of firearms as the kernel sees them, merged records read as one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from salwa.contexts.registry.models import Event, Merge
from salwa.kernel.lifecycle import Event as LifeEvent
from salwa.kernel.lifecycle import EventKind, Status


@dataclass(frozen=True, slots=True)
class Life:
    """All events of a firearm and of the records merged into it, numbered through in the order of recording.

    ``rows`` and ``events`` run in parallel.
    """

    rows: tuple[Event, ...]
    events: tuple[LifeEvent, ...]

    def place_of(self, ordinal: int) -> tuple[int, int]:
        """Give the firearm and the ordinal under which the event is stored."""
        row = self.rows[ordinal - 1]
        return row.firearm_id, row.ordinal


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
    merges = Merge.objects.filter(undone=None, absorbed__in=tuple(firearms))
    return dict(merges.values_list("absorbed_id", "survivor_id"))


def lives(firearms: Iterable[int]) -> dict[int, Life]:
    """Read the lives of some firearms, in two queries however many they are."""
    members = families(firearms)
    events = Event.objects.filter(firearm__in={one for many in members.values() for one in many})
    stored: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events:
        stored[event.firearm_id].append(event)
    return {one: life_of([event for member in many for event in stored[member]]) for one, many in members.items()}


def life_of(rows: Sequence[Event]) -> Life:
    """Number stored events through in the order of recording; a record that stands alone keeps its own numbers.

    Merged records are interleaved by entry. Within one record its own order holds, whatever entry came first.
    """
    latest: dict[int, int] = {}
    keyed = []
    for row in sorted(rows, key=lambda one: one.ordinal):
        latest[row.firearm_id] = max(latest.get(row.firearm_id, 0), row.entry_id)
        keyed.append(((latest[row.firearm_id], row.firearm_id, row.ordinal), row))
    ordered = [row for _, row in sorted(keyed, key=lambda one: one[0])]
    numbers = {(row.firearm_id, row.ordinal): at for at, row in enumerate(ordered, start=1)}
    events = tuple(
        LifeEvent(
            ordinal=at,
            kind=EventKind(row.kind),
            happened=row.happened,
            holder=row.holder_id,
            status=Status(row.status),
            corrects=None if row.corrects is None else numbers[row.firearm_id, row.corrects],
        )
        for at, row in enumerate(ordered, start=1)
    )
    return Life(tuple(ordered), events)
