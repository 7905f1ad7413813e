"""Retention, public: the door for higher contexts, the web and the command line."""

from salwa.contexts.retention.actions.erasures import carry_out_erasure, propose_erasure, turn_down_erasure
from salwa.contexts.retention.actions.handovers import attach_import, take_over_records
from salwa.contexts.retention.actions.holds import lift_hold, place_hold, review_hold
from salwa.contexts.retention.drafts import NewHandOver, NewHold
from salwa.contexts.retention.models import Carrier, HandOver, Hold, HoldKind, Proposal
from salwa.contexts.retention.policies import may_see
from salwa.contexts.retention.queries._held import faults_of, is_held
from salwa.contexts.retention.queries.certificates import certificate
from salwa.contexts.retention.queries.due import counts, due, stream
from salwa.contexts.retention.queries.erasures import erased_by_nobody
from salwa.contexts.retention.queries.handovers import hand_over, hand_overs
from salwa.contexts.retention.queries.holds import hold, holds
from salwa.contexts.retention.queries.proposals import proposal, proposals
from salwa.contexts.retention.wording import kind_name, time_of, told

__all__ = [
    "Carrier",
    "HandOver",
    "Hold",
    "HoldKind",
    "NewHandOver",
    "NewHold",
    "Proposal",
    "attach_import",
    "carry_out_erasure",
    "certificate",
    "counts",
    "due",
    "erased_by_nobody",
    "faults_of",
    "hand_over",
    "hand_overs",
    "hold",
    "holds",
    "is_held",
    "kind_name",
    "lift_hold",
    "may_see",
    "place_hold",
    "proposal",
    "proposals",
    "propose_erasure",
    "review_hold",
    "stream",
    "take_over_records",
    "time_of",
    "told",
    "turn_down_erasure",
]
