"""Retention, models, ¶29: holds, what was proposed for erasure and decided, certificates, records taken over."""

from salwa.contexts.retention.models.bound import FORMS
from salwa.contexts.retention.models.choices import KINDS, Carrier, HoldKind, KindCode, Outcome
from salwa.contexts.retention.models.erasures import Decision, Erased, Proposal, Proposed
from salwa.contexts.retention.models.handovers import HandOver, Loaded
from salwa.contexts.retention.models.holds import Hold, Lift, Review

__all__ = [
    "FORMS",
    "KINDS",
    "Carrier",
    "Decision",
    "Erased",
    "HandOver",
    "Hold",
    "HoldKind",
    "KindCode",
    "Lift",
    "Loaded",
    "Outcome",
    "Proposal",
    "Proposed",
    "Review",
]
