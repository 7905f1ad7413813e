"""Licensing, models: tables and their constraints."""

from salwa.contexts.licensing.models.applications import (
    Application,
    ApplicationAnswer,
    ApplicationType,
    Decision,
    Proposal,
)
from salwa.contexts.licensing.models.bound import FORMS
from salwa.contexts.licensing.models.choices import (
    Category,
    CheckKind,
    CheckOutcome,
    DecisionOutcome,
    Grounds,
    InspectionKind,
    InspectionOutcome,
    Part,
    PremisesKind,
    Seen,
    TaskKind,
)
from salwa.contexts.licensing.models.holders import CheckFact, CheckWithdrawal, Licensee, Premises
from salwa.contexts.licensing.models.inspections import Inspection, InspectionResult, StockTake, StockTakeLine, Task
from salwa.contexts.licensing.models.licences import (
    Licence,
    LicenceCondition,
    LicenceEvent,
    LicenceState,
    LicenceType,
    PermitUse,
)
from salwa.contexts.licensing.models.words import Words

__all__ = [
    "FORMS",
    "Application",
    "ApplicationAnswer",
    "ApplicationType",
    "Category",
    "CheckFact",
    "CheckKind",
    "CheckOutcome",
    "CheckWithdrawal",
    "Decision",
    "DecisionOutcome",
    "Grounds",
    "Inspection",
    "InspectionKind",
    "InspectionOutcome",
    "InspectionResult",
    "Licence",
    "LicenceCondition",
    "LicenceEvent",
    "LicenceState",
    "LicenceType",
    "Licensee",
    "Part",
    "PermitUse",
    "Premises",
    "PremisesKind",
    "Proposal",
    "Seen",
    "StockTake",
    "StockTakeLine",
    "Task",
    "TaskKind",
    "Words",
]
