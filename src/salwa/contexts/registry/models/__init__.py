"""Registry, models: tables and their constraints."""

from salwa.contexts.registry.models.bound import FORMS
from salwa.contexts.registry.models.choices import (
    OWN_TEXT,
    ComponentKind,
    ComponentMaterial,
    Fact,
    FindingKind,
    HolderKind,
    HoldReason,
    Legibility,
    MarkKindCode,
    MarkMethod,
    MarkPlace,
    Method,
    Outcome,
    Party,
    Script,
    Sex,
    SuccessionReason,
)
from salwa.contexts.registry.models.details import Certificate, EventAnswer, EventDetail, Witness
from salwa.contexts.registry.models.events import Event, Finding, FirearmState, Place, Statement
from salwa.contexts.registry.models.firearms import (
    REGISTERED_HERE,
    AgencyHoldings,
    Component,
    FactCorrection,
    Firearm,
    Merge,
    Remark,
    Source,
)
from salwa.contexts.registry.models.holders import Holder, LegalPerson, NaturalPerson, PersonIdentity
from salwa.contexts.registry.models.holds import Hold
from salwa.contexts.registry.models.imports import ImportedBatch
from salwa.contexts.registry.models.index import DeltaRow, LiveSegment
from salwa.contexts.registry.models.marks import Inscription, Mark, Withdrawal
from salwa.contexts.registry.models.parts import CalibreOf, Fitting, MarkMeasure, Material, Part, Succession
from salwa.contexts.registry.models.proposals import Consent, Proposal, ProposalEnd

__all__ = [
    "FORMS",
    "OWN_TEXT",
    "REGISTERED_HERE",
    "AgencyHoldings",
    "CalibreOf",
    "Certificate",
    "Component",
    "ComponentKind",
    "ComponentMaterial",
    "Consent",
    "DeltaRow",
    "Event",
    "EventAnswer",
    "EventDetail",
    "Fact",
    "FactCorrection",
    "Finding",
    "FindingKind",
    "Firearm",
    "FirearmState",
    "Fitting",
    "Hold",
    "HoldReason",
    "Holder",
    "HolderKind",
    "ImportedBatch",
    "Inscription",
    "LegalPerson",
    "Legibility",
    "LiveSegment",
    "Mark",
    "MarkKindCode",
    "MarkMeasure",
    "MarkMethod",
    "MarkPlace",
    "Material",
    "Merge",
    "Method",
    "NaturalPerson",
    "Outcome",
    "Part",
    "Party",
    "PersonIdentity",
    "Place",
    "Proposal",
    "ProposalEnd",
    "Remark",
    "Script",
    "Sex",
    "Source",
    "Statement",
    "Succession",
    "SuccessionReason",
    "Withdrawal",
    "Witness",
]
