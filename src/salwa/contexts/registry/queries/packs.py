"""Registry, queries, ¶64: what the State of this node does in its own way, on a day."""

from datetime import date

from salwa.kernel.packs import Pack, pack_of
from salwa.platform import home
from salwa.platform.actor import Actor


def pack_now(actor: Actor, day: date) -> Pack:  # noqa: ARG001  whoever reads, reads for someone; a pack is no secret
    """Give the pack that holds in the node's State on a day; where it has none, the international instruments'."""
    return pack_of(home.current().node().state, day)
