"""Registry, queries, ¶29: which version of a life somebody saw, and both versions in words where it was overtaken."""

from collections.abc import Sequence

from django.utils.translation import gettext

from salwa.contexts.registry.models import FactCorrection
from salwa.contexts.registry.queries._lives import Life, Stored, lives
from salwa.contexts.registry.wording import STATUS_NAMES, happening, when
from salwa.kernel.lifecycle import Event, EventKind, derive
from salwa.platform import submissions


def version_of(life: Life[Stored]) -> str:
    """Give the version of a life: the number of its last entry in the ledger, 0 where nothing is recorded."""
    return str(max((row.entry_id for row in life.rows), default=0))


def check_fresh(seen: str, life: Life[Stored]) -> None:
    """Let pass what was written from the life as it is now. Raises Stale with both versions in words."""
    now = version_of(life)
    last = int(seen) if seen.isascii() and seen.isdigit() else 0
    before = [event for row, event in zip(life.rows, life.events, strict=True) if row.entry_id <= last]
    submissions.check_fresh(seen, now, was=_told(before), is_=_told(life.events))


def count_of(firearm: int) -> str:
    """Give the version of a record, its facts with its life: how many lines and corrections of facts there are."""
    corrected = FactCorrection.objects.filter(firearm=firearm).count()
    return str(len(lives([firearm])[firearm].events) + corrected)


def check_count(seen: str, now: str) -> None:
    """Let pass what was written from a record as it is now, by :func:`count_of`. Raises Stale."""
    entries = gettext("%(count)s entries about it")
    submissions.check_fresh(seen, now, was=entries % {"count": seen}, is_=entries % {"count": now})


def _told(events: Sequence[Event]) -> str:
    """Say in words what a life was: its state, and what was recorded last."""
    status = STATUS_NAMES[derive(events).status]
    if not events:
        return gettext("%(status)s; nothing recorded yet") % {"status": status}
    last = max(events, key=lambda one: one.ordinal)
    facts = {
        "status": status,
        "count": len(events),
        "last": happening(EventKind(last.kind), last.status),
        "when": when(last.happened),
    }
    return gettext("%(status)s; line %(count)d, the last: %(last)s, %(when)s") % facts
