"""Registry, actions, ¶29 ¶64: give evidence of a firearm to a court or an authority that asked for it."""

from typing import Any, Final

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_text, refuse
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.policies import may_open
from salwa.contexts.registry.queries.evidence import evidence
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault

LONGEST_RECIPIENT: Final = 200
LONGEST_REASON: Final = 500


@action("registry.give_evidence", may=may_open)
def give_evidence(*, actor: Actor, firearm: Firearm, recipient: str, reason: str) -> dict[str, Any]:
    """Give what the register holds about a firearm, with its proofs, to whoever asked: ``recipient``, for ``reason``.

    Raises:
        Refused: it is not said to whom, or for what.
        Conflict: an entry of the life is not sealed yet.
    """
    missing = [
        Fault(0, name, gettext("Say who gets the evidence, and for what."))
        for name, text in (("recipient", recipient), ("reason", reason))
        if not text.strip()
    ]
    of_recipient = faults_of_text("recipient", recipient, LONGEST_RECIPIENT)
    refuse([*missing, *of_recipient, *faults_of_text("reason", reason, LONGEST_REASON)])
    entry = this_entry()
    entry.note(record=firearm.pk, recipient=recipient)
    told = evidence(actor, firearm, at=entry.recorded_at)
    return told | {"recipient": recipient, "reason": reason}
