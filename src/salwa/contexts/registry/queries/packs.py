"""Registry, queries, ¶29 ¶37: what the State of this node asks in its own way, on a day."""

from datetime import date
from typing import Final

from salwa.kernel.lifecycle import EventKind
from salwa.kernel.packs.model import Extra, Pack, TransferRule
from salwa.kernel.packs.reading import pack_of
from salwa.platform import home
from salwa.platform.actor import Actor

PROPOSED: Final = frozenset({EventKind.TRANSFER, EventKind.SALE, EventKind.INHERITANCE, EventKind.LOAN})
"""Kinds that a State's rule on transfers may let happen only with consents, or after days. What crosses a border waits
for its licence instead."""


def pack_now(actor: Actor, day: date) -> Pack:  # noqa: ARG001  a State has one pack, and whoever reads is named
    """Give the country pack that holds in the State of this node on a day, whoever asks."""
    return pack_of(home.current().node().state, day)


def transfer_rule(actor: Actor, kind: EventKind, day: date) -> TransferRule | None:
    """Give what the State asks before a firearm passes on, None where it is recorded at once."""
    if kind not in PROPOSED:
        return None
    rule = pack_now(actor, day).transfer(kind.name.lower())
    return rule if rule is not None and (rule.consents or rule.waiting_days) else None


def asked_besides(actor: Actor, kind: EventKind, day: date) -> tuple[Extra, ...]:
    """Give the questions that the State asks besides when such an event is recorded."""
    return pack_now(actor, day).asked(kind.name.lower())
