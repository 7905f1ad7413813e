"""Licensing, rules, ¶37 ¶59 ¶64: what a licence is, what it rests on, and what may follow what. Pure."""

from salwa.contexts.licensing.rules.days import is_renewed_on, month_later
from salwa.contexts.licensing.rules.life import (
    Event,
    EventKind,
    Standing,
    State,
    derive,
    standing,
)
from salwa.contexts.licensing.rules.requirements import (
    REQUIREMENTS,
    Case,
    Fact,
    Outcome,
    Requirement,
    requirements,
)
from salwa.contexts.licensing.rules.rule import Rule
from salwa.contexts.licensing.rules.steps import STEP_RULES, Step, broken_steps
from salwa.contexts.licensing.rules.use import PERMIT_RULES, Permit, Use, admits, broken_by

__all__ = [
    "PERMIT_RULES",
    "REQUIREMENTS",
    "STEP_RULES",
    "Case",
    "Event",
    "EventKind",
    "Fact",
    "Outcome",
    "Permit",
    "Requirement",
    "Rule",
    "Standing",
    "State",
    "Step",
    "Use",
    "admits",
    "broken_by",
    "broken_steps",
    "derive",
    "is_renewed_on",
    "month_later",
    "requirements",
    "standing",
]
