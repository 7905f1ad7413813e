"""Registry, models: tables and their constraints."""

from salwa.contexts.registry.models.bound import FORMS
from salwa.contexts.registry.models.choices import (
    OWN_TEXT,
    ComponentKind,
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
)
from salwa.contexts.registry.models.details import Certificate, EventAnswer, EventDetail, Witness
from salwa.contexts.registry.models.events import Event, Finding, FirearmState, Place, Statement
from salwa.contexts.registry.models.firearms import (
    REGISTERED_HERE,
    AgencyHoldings,
    Component,
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
from salwa.contexts.registry.models.proposals import Consent, Proposal, ProposalEnd

__all__ = [
    "FORMS",
    "OWN_TEXT",
    "REGISTERED_HERE",
    "AgencyHoldings",
    "Certificate",
    "Component",
    "ComponentKind",
    "Consent",
    "DeltaRow",
    "Event",
    "EventAnswer",
    "EventDetail",
    "Finding",
    "FindingKind",
    "Firearm",
    "FirearmState",
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
    "MarkMethod",
    "MarkPlace",
    "Merge",
    "Method",
    "NaturalPerson",
    "Outcome",
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
    "Withdrawal",
    "Witness",
]
