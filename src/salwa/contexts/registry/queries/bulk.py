"""Registry, queries, ¶29, ¶67: what matching many marks at once needs: the index as files, and names for records."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from django.db import connection

from salwa.contexts.identity.public import agency_names
from salwa.contexts.registry.indexing.folders import folder_of
from salwa.contexts.registry.indexing.live import in_step, live_index
from salwa.contexts.registry.indexing.placed import MARKS_ON
from salwa.contexts.registry.indexing.rows import COLUMNS, batch_of, newest_rows
from salwa.contexts.registry.models import DeltaRow, Firearm, LiveSegment, MarkKindCode
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import OPENED, may_search, opening, visible_to
from salwa.contexts.registry.queries._seen import agencies_to_ask, hidden_in, numbers_on, seen_lives
from salwa.kernel.identification.bulk import Fresh
from salwa.kernel.identification.segments import write_segment
from salwa.kernel.lifecycle import Status, derive
from salwa.platform import home
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

_AT_ONCE: Final = 10_000
_OWN_SERIALS: Final = f"""
SELECT f.id, m.text
  FROM registry_firearm f, LATERAL {MARKS_ON} m
  JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = %(kind)s
 WHERE f.id = ANY (%(firearms)s::bigint[]) AND m.is_control AND m.inscription_id < 0 AND {OPENED.format(firearm="f")}
 ORDER BY f.id, m.ordinal
"""  # noqa: S608  pieces of our own are put in


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """The index as folders of segments, complete at one moment.

    ``fresh``: what changed since the segments were written, and what no longer counts in them.
    """

    folders: tuple[Path, ...]
    fresh: Fresh


@dataclass(frozen=True, slots=True)
class Named:
    """A record's public number, external id and state; where the actor may not open it, whom to ask instead.

    ``numbers``, where records are merged into it that the actor may not open, are the plain numbers on the others.
    """

    record: str | None
    external_id: str = ""
    ask: str = ""
    numbers: frozenset[str] | None = None
    status: Status = Status.UNKNOWN

    def found_by(self, serial: str) -> "Named":
        """Give what may be told of a record that was found by a plain number."""
        if self.numbers is None:
            return self
        if serial in self.numbers:
            return Named(self.record, self.external_id, status=self.status)
        return Named(None, ask=self.ask)


def own_serials(actor: Actor, records: Collection[int]) -> dict[int, str]:
    """Give the serial on the control component, verbatim, of those records that the actor may open and that have one.

    For records that were found by the number of a part: that one is not the firearm's.
    """
    found: dict[int, str] = {}
    wanted = sorted(records)
    for start in range(0, len(wanted), _AT_ONCE):
        asked: dict[str, list[int] | int] = {"firearms": wanted[start : start + _AT_ONCE], **opening(actor)}
        with connection.cursor() as cursor:
            cursor.execute(_OWN_SERIALS, {**asked, "kind": int(MarkKindCode.SERIAL)})
            for firearm, text in cursor.fetchall():
                found.setdefault(firearm, text)
    return found


def index_files(actor: Actor, scratch: Path) -> IndexFiles:
    """Give the index as files; what is in no segment yet is written as one under ``scratch``.

    Raises:
        NotAllowed: the actor opens no records at all.
        NotReady: the index is not whole.
    """
    if not may_search(actor):
        raise NotAllowed
    live_index().current()
    names = LiveSegment.objects.filter(retired=False).order_by("pk").values_list("folder", flat=True)
    folders = [folder_of(home.current().segments, name) for name in names]
    rows = newest_rows(list(DeltaRow.objects.order_by("pk").values_list("xid", *COLUMNS)))
    if not rows:
        return IndexFiles(tuple(folders), Fresh())
    batch = batch_of(rows)
    write_segment(scratch / "fresh", [batch])
    replaced = np.unique(batch.column("record").to_numpy())
    return IndexFiles(tuple(folders), Fresh(scratch / "fresh", replaced))


def named(actor: Actor, records: Collection[int]) -> dict[int, Named]:
    """Give the names of many records by id, as far as this actor may open them.

    Raises:
        OutOfStep: one of them is not in the register.
    """
    names = agency_names()
    found: dict[int, Named] = {}
    wanted = sorted(records)
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        opened = set(visible_to(actor).filter(pk__in=part).values_list("pk", flat=True))
        rows = Firearm.objects.filter(pk__in=part).select_related("state")
        for firearm in rows.only("pk", "number", "external_id", "agency_id", "state__status"):
            if firearm.pk in opened:
                found[firearm.pk] = Named(record_of(firearm), firearm.external_id, status=Status(firearm.state.status))
            else:
                found[firearm.pk] = Named(None, ask=names.get(firearm.agency_id, ""))
        hidden = hidden_in(actor, opened)
        told = seen_lives(hidden, hidden)
        for one, numbers in numbers_on(hidden).items():
            ask, status = ", ".join(agencies_to_ask(hidden[one])), derive(told[one].events).status
            found[one] = replace(found[one], ask=ask, numbers=numbers.seen, status=status)
    in_step(wanted, found)
    return found
