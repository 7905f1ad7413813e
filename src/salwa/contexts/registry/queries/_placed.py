"""Registry, queries, ¶64: where parts sit, whoever asks; masking is the caller's work."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from salwa.contexts.registry.indexing.placed import LATEST
from salwa.kernel.lifecycle import Happened
from salwa.platform.prepared import Asked, fetched


class Name(NamedTuple):
    """The name of a part for good: the firearm it was first registered with, and its ordinal there."""

    of: int
    ordinal: int


class Seat(NamedTuple):
    """Where a part sits now. ``fitting`` is 0 where it was never moved, ``record`` its own record, None without one."""

    of: int
    ordinal: int
    kind: int
    firearm: int
    is_control: bool
    happened_from: date | None
    happened_to: date | None
    fitting: int
    record: int | None

    @property
    def name(self) -> Name:
        """The part's name for good."""
        return Name(self.of, self.ordinal)

    @property
    def since(self) -> Happened:
        """Since when it has been sitting there; unknown where it was never moved."""
        return Happened(self.happened_from, self.happened_to)

    @property
    def is_loose(self) -> bool:
        """Whether it sits in its own record."""
        return self.firearm == self.record


_SEATS: Final = f"""
SELECT c.firearm_id, c.ordinal, c.kind, coalesce(t.firearm_id, c.firearm_id),
       coalesce(t.is_control, c.ordinal = f.control), t.happened_from, t.happened_to, coalesce(t.id, 0), p.record_id
  FROM (SELECT c.firearm_id, c.ordinal FROM registry_component c WHERE c.firearm_id = ANY (%(firearms)s::bigint[])
         UNION
        SELECT t.of_id, t.ordinal FROM registry_fitting t WHERE t.firearm_id = ANY (%(firearms)s::bigint[])) asked
  JOIN registry_component c ON c.firearm_id = asked.firearm_id AND c.ordinal = asked.ordinal
  JOIN registry_firearm f ON f.id = c.firearm_id
  LEFT JOIN registry_fitting t ON t.of_id = c.firearm_id AND t.ordinal = c.ordinal AND {LATEST}
  LEFT JOIN registry_part p ON p.of_id = c.firearm_id AND p.ordinal = c.ordinal
 ORDER BY c.firearm_id, c.ordinal
"""  # noqa: S608  a piece of our own is put in


def seats(firearms: Iterable[int]) -> list[Seat]:
    """Give where each part sits now that was first registered with one of some firearms, or ever fitted into one."""
    return [Seat._make(row) for row in fetched(*asking_seats(firearms))]


def asking_seats(firearms: Iterable[int]) -> Asked:
    """Give the question of :func:`seats`, for those who ask it with others; an answer's rows are :class:`Seat`."""
    return Asked(_SEATS, {"firearms": list(firearms)})


def sitting_in(firearms: Iterable[int]) -> list[Seat]:
    """Give the parts that some firearms have now; those first that they were registered with."""
    wanted = set(firearms)
    found = [one for one in seats(wanted) if one.firearm in wanted]
    return sorted(found, key=lambda one: (one.of not in wanted, one.of, one.ordinal))


def seat_of(name: Name) -> Seat | None:
    """Give where a part sits now, None where there is no such part."""
    return next((one for one in seats([name.of]) if one.name == name), None)
