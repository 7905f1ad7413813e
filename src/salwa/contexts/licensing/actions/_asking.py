"""Licensing, actions, ¶29 ¶37: what the register asks before a transfer, with the taker's permits locked."""

from datetime import date

from salwa.contexts.licensing.models import LicenceState
from salwa.contexts.licensing.queries.packs import unlimited_kinds
from salwa.contexts.licensing.queries.permits import faults_of, permit_asked
from salwa.contexts.registry.public import Firearm, NewEvent
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault


def taker_lacks(actor: Actor, firearm: Firearm, new_event: NewEvent, day: date) -> list[Fault]:
    """Say what the taker of a firearm lacks, as :func:`faults_of` does, with the taker's permits locked.

    Who would pass another firearm on to the same taker at the same moment waits, and then finds a permit for one use
    used up and a number of firearms reached. A licence without limit admits both, and is waited for by nobody.
    """
    if new_event.holder is not None and permit_asked(actor, new_event, day) is not None:
        held = LicenceState.objects.filter(licence__holder=new_event.holder, ended=None)
        limited = held.exclude(quota=None, licence__kind__in=unlimited_kinds(actor))
        list(limited.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return faults_of(actor, firearm, new_event, day)
