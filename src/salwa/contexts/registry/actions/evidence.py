"""Registry, actions, ¶29 ¶39: give evidence about one firearm, which a court of another State can check."""

from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import may_open, may_see_holders
from salwa.contexts.registry.queries.evidence import Telling
from salwa.platform import home
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.ledger.proving import proved
from salwa.platform.ledger.sealing import seal_all, signer_of
from salwa.platform.reading import reading

FORMAT: Final = "salwa-evidence/1"
LONGEST: Final = 200


@action("registry.give_evidence", may=may_open)
def give_evidence(*, actor: Actor, firearm: Firearm, recipient: str, reason: str, holders: bool = False) -> int:
    """Record that evidence about a firearm is given, to whom and why; give the entry's number.

    Raises Refused without recipient or reason, NotAllowed where persons are to be named to whom may not see them.
    """
    if not recipient.strip() or not reason.strip():
        raise Refused(_("Say to whom the evidence is given, and why. Both stand in the ledger."))
    if len(recipient) > LONGEST:
        raise Refused(_("Name the recipient in up to %(most)d characters.") % {"most": LONGEST})
    if holders and not may_see_holders(actor):
        raise NotAllowed
    entry = this_entry()
    entry.note(record=record_of(firearm), recipient=recipient.strip(), holders=holders)
    return entry.id


def evidence(actor: Actor, firearm: Firearm, *, recipient: str, reason: str, holders: bool = False) -> dict[str, Any]:
    """Give the evidence bundle of one firearm, as docs/reference/evidence.schema.json describes it.

    It is an action of its own that this is done; then what waits is sealed, so that everything told can be proved.
    ``holders``: persons are named, to whoever may see them. Raises as :func:`give_evidence`; NotReady where the node
    has no key; Conflict where the record, or the ledger, is not as it was signed.
    """
    given = give_evidence(actor=actor, firearm=firearm, recipient=recipient, reason=reason, holders=holders)
    here = home.current()
    signer = signer_of(here)
    seal_all(signer)
    with reading(actor):
        telling = Telling(actor, firearm, holders=holders)
        told = telling.told()
        proofs = proved(telling.rows, signer.key)
    return {
        "format": FORMAT,
        "state": here.node().state,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "given_to": recipient.strip(),
        "reason": reason.strip(),
        "given_in_entry": given,
        "told": told,
        **proofs,
    }
