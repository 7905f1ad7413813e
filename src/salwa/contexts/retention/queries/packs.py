"""Retention, queries: the pack of the State, the one place where this context asks for it."""

from datetime import date

from salwa.kernel.packs import Pack, pack_of
from salwa.platform import home


def pack_now(day: date) -> Pack:
    """Give the pack that holds in this node's State on a day."""
    return pack_of(home.current().node().state, day)
