"""Registry, actions, ¶29 ¶39: give evidence about one firearm, which a court of another State can check."""

from typing import Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import may_open, may_see_holders
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused

LONGEST: Final = 200


@action("registry.give_evidence", may=may_open)
def give_evidence(*, actor: Actor, firearm: Firearm, recipient: str, reason: str, holders: bool = False) -> int:
    """Record that evidence about a firearm is given, to whom and why; give the entry's number.

    Who gets it may be a person: so recipient and reason stand in the entry's reason, which the log binds by a salted
    commitment and which can be erased one day.

    Raises Refused without recipient or reason, NotAllowed where persons are to be named to whom may not see them.
    """
    if not recipient.strip() or not reason.strip():
        raise Refused(_("Say to whom the evidence is given, and why. Both stand in the ledger."))
    if len(recipient) > LONGEST:
        raise Refused(_("Name the recipient in up to %(most)d characters.") % {"most": LONGEST})
    if holders and not may_see_holders(actor):
        raise NotAllowed
    entry = this_entry()
    entry.reason = f"{recipient.strip()}: {reason.strip()}"
    entry.note(record=record_of(firearm), holders=holders)
    return entry.id
