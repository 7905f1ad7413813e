"""Licensing, queries, ¶37 ¶64: what was seen on a shelf against what the register says is there."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext

from salwa.contexts.licensing.answers import Compared, StockTakeView
from salwa.contexts.licensing.models import Seen, StockTake
from salwa.contexts.licensing.policies import stock_takes, tasks
from salwa.contexts.registry import public as registry
from salwa.kernel.marks.folding import plain
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def compared(actor: Actor, holder: int, serials: Sequence[str]) -> tuple[Compared, ...]:
    """Compare the numbers that were seen with those of the firearms that the holder has on record.

    Spaces and signs within a number do not matter; every letter and digit does. A number that was seen twice and is
    on record once is found once, and once not in the book.
    """
    waiting: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for firearm, record, serial in registry.firearms_held(actor, holder):
        waiting[plain(serial)].append((firearm, record, serial))
    lines = []
    for seen in serials:
        known = waiting.get(plain(seen))
        if known:
            firearm, record, _serial = known.pop(0)
            lines.append(Compared(outcome=Seen.FOUND, serial=seen, firearm=firearm, record=record))
        else:
            lines.append(Compared(outcome=Seen.EXTRA, serial=seen))
    left = [one for many in waiting.values() for one in many]
    missing = [
        Compared(outcome=Seen.MISSING, serial=serial, firearm=firearm, record=record)
        for firearm, record, serial in sorted(left)
    ]
    return (*lines, *missing)


def stock_take(actor: Actor, number: int) -> StockTakeView:
    """Give a stock-take with its lines. Raises NotFound."""
    row = stock_takes(actor).select_related("entry").filter(pk=number).first()
    if row is None:
        raise NotFound(gettext("There is no such stock-take that you may open."))
    stored = list(row.lines.order_by("ordinal"))
    opened = iter(tasks(actor).filter(stock_take=row).order_by("ordinal").values_list("pk", flat=True))
    records = registry.records_of_ids(actor, {one.firearm_id for one in stored if one.firearm_id is not None})
    return StockTakeView(
        id=row.pk,
        holder=_holder(actor, row),
        taken_on=row.taken_on,
        by=row.entry.actor_name,
        lines=tuple(
            Compared(
                outcome=Seen(one.outcome),
                serial=one.serial,
                firearm=one.firearm_id,
                record=records.get(one.firearm_id or 0, ""),
                task=None if one.outcome == Seen.FOUND else next(opened, None),
            )
            for one in stored
        ),
    )


def _holder(actor: Actor, row: StockTake) -> registry.HolderView:
    return registry.holders_by_id(actor, [row.holder_id])[row.holder_id]
