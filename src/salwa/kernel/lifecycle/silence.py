"""Kernel, life cycle: stretches of a life of which the register knows nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from salwa.kernel.lifecycle.kinds import PAPERWORK
from salwa.kernel.lifecycle.model import Event
from salwa.kernel.lifecycle.order import in_force, in_order

WORTH_TELLING: Final = 12
"""Months of silence from which a gap is shown."""


@dataclass(frozen=True, slots=True)
class Gap:
    """No record from ``begins`` (last day of the entry before) to ``ends`` (first day of the entry after)."""

    after: int
    before: int
    begins: date
    ends: date
    months: int


def gaps(events: Sequence[Event], *, at_least: int = WORTH_TELLING) -> tuple[Gap, ...]:
    """Give the gaps of ``at_least`` whole months between dated entries in force.

    A gap is counted between the days that are certain, so it is never longer than the truth. Silence is not diversion:
    it is a question to ask.
    """
    out: list[Gap] = []
    latest: tuple[date, int] | None = None
    for event in in_order([one for one in in_force(events) if one.kind not in PAPERWORK]):
        first, last = event.happened.first, event.happened.last
        if latest is not None and first is not None:
            months = _whole_months(latest[0], first)
            if months >= at_least:
                out.append(Gap(latest[1], event.ordinal, latest[0], first, months))
        if last is not None and (latest is None or last > latest[0]):
            latest = (last, event.ordinal)
    return tuple(out)


def _whole_months(begins: date, ends: date) -> int:
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    return months - 1 if ends.day < begins.day else months
