"""Registry, queries, ¶29 ¶64: what stands in the way of an event, whoever asks; masking is the caller's work."""

from typing import Final, NamedTuple

from salwa.contexts.registry.indexing.placed import LATEST
from salwa.contexts.registry.queries._placed import Name
from salwa.platform.prepared import fetched

_WITH_IT: Final = f"""
SELECT %(firearm)s::bigint AS id
 UNION ALL
SELECT g.absorbed_id FROM registry_merge g WHERE g.survivor_id = %(firearm)s::bigint AND g.undone_id IS NULL
 UNION ALL
SELECT p.record_id
  FROM registry_fitting t
  JOIN registry_part p ON p.of_id = t.of_id AND p.ordinal = t.ordinal
 WHERE t.firearm_id = ANY (ARRAY(
       SELECT %(firearm)s::bigint UNION ALL
       SELECT g.absorbed_id FROM registry_merge g
        WHERE g.survivor_id = %(firearm)s::bigint AND g.undone_id IS NULL))
   AND {LATEST}
"""  # noqa: S608  a piece of our own is put in
"""A record, those merged into it, and those of the parts that sit in it: a hold on one of them holds the firearm."""
_STANDING: Final = f"""
SELECT EXISTS (SELECT FROM registry_hold h WHERE h.lifted_id IS NULL AND h.firearm_id = ANY (ARRAY({_WITH_IT}))),
       p.of_id, p.ordinal
  FROM (SELECT %(firearm)s::bigint AS id) asked
  LEFT JOIN registry_part p ON p.record_id = asked.id
"""  # noqa: S608  a piece of our own is put in


class Standing(NamedTuple):
    """Whether a hold is open on a firearm or on a part in it; ``part``: the part whose own record this is."""

    is_held: bool
    part: Name | None


def standing_of(firearm: int) -> Standing:
    """Say in one statement what stands in the way of an event: whoever records something waits for it."""
    ((is_held, of, ordinal),) = fetched(_STANDING, {"firearm": firearm})
    return Standing(is_held, None if of is None else Name(of, ordinal))


def held_with(firearm: int) -> list[int]:
    """Give the records on which a hold keeps a firearm: its own, those merged into it, those of the parts in it."""
    return list(dict.fromkeys(int(row[0]) for row in fetched(_WITH_IT, {"firearm": firearm})))
