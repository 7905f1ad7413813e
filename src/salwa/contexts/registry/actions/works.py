"""Registry, actions, ¶24 ¶28 ¶29 ¶64: record what was done to a firearm: made, proved, marked, repaired, deactivated.

That it was done is recorded, with its papers; how is never described.
"""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import Happening
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_find_reactivated, may_import, may_work
from salwa.kernel.lifecycle import EventKind
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.record_manufacture", may=may_import)
def record_manufacture(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record when and where a firearm was made.

    Raises:
        Refused: a manufacture is recorded already, or something that happened before this one.
    """
    return record(locked(actor, firearm), told.event(EventKind.MANUFACTURE))


@action("registry.record_proof", may=may_work)
def record_proof(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was proved, with its certificate where there is one.

    Raises:
        Refused: it is deactivated, taken apart, missing or destroyed on record.
    """
    return record(locked(actor, firearm), told.event(EventKind.PROOF))


@action("registry.record_marking", may=may_work)
def record_marking(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was marked. The marks themselves are added to the record by ``add_mark``."""
    return record(locked(actor, firearm), told.event(EventKind.MARKING))


@action("registry.record_repair", may=may_work)
def record_repair(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record a repair: done, or, where ``told.holder`` names a repairer, that the firearm is with that repairer.

    Raises:
        Refused: it is deactivated, taken apart, missing, or due back before it was given.
    """
    return record(locked(actor, firearm), told.event(EventKind.REPAIR))


@action("registry.record_conversion", may=may_work)
def record_conversion(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was converted: that it happened, by whom and under which paper, never how.

    Raises:
        Refused: it is deactivated, missing, under a hold or destroyed on record.
    """
    return record(locked(actor, firearm), told.event(EventKind.CONVERSION))


@action("registry.record_deactivation", may=may_work)
def record_deactivation(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was deactivated, by the certificate in ``told.details``.

    Raises:
        Refused: there is no certificate, or the firearm is evidence, missing, under a hold or destroyed on record.
    """
    return record(locked(actor, firearm), told.event(EventKind.DEACTIVATION))


@action("registry.record_reactivation", may=may_find_reactivated)
def record_reactivation(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a deactivated firearm was found to fire again: that it was found so, never how it was done."""
    return record(locked(actor, firearm), told.event(EventKind.REACTIVATION))


@action("registry.record_dismantling", may=may_work)
def record_dismantling(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm was taken apart for good or for a time.

    Raises:
        Refused: it is evidence, missing, under a hold, or taken apart already.
    """
    return record(locked(actor, firearm), told.event(EventKind.DISMANTLING))


@action("registry.record_reassembly", may=may_work)
def record_reassembly(*, actor: Actor, firearm: Firearm, told: Happening, reason: str = "") -> Event:
    """Record that a firearm that was taken apart is whole again. Raises Refused where it was not taken apart."""
    return record(locked(actor, firearm), told.event(EventKind.REASSEMBLY))
