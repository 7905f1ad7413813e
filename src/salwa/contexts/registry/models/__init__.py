"""Registry, models: tables and their constraints."""

from salwa.contexts.registry.models.bound import FORMS
from salwa.contexts.registry.models.choices import (
    OWN_TEXT,
    ComponentKind,
    FindingKind,
    HolderKind,
    Legibility,
    MarkKindCode,
    MarkMethod,
    MarkPlace,
    Script,
    Sex,
)
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
from salwa.contexts.registry.models.imports import ImportedBatch
from salwa.contexts.registry.models.index import DeltaRow, LiveSegment
from salwa.contexts.registry.models.marks import Inscription, Mark, Withdrawal

__all__ = [
    "FORMS",
    "OWN_TEXT",
    "REGISTERED_HERE",
    "AgencyHoldings",
    "Component",
    "ComponentKind",
    "DeltaRow",
    "Event",
    "Finding",
    "FindingKind",
    "Firearm",
    "FirearmState",
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
    "NaturalPerson",
    "PersonIdentity",
    "Place",
    "Remark",
    "Script",
    "Sex",
    "Source",
    "Statement",
    "Withdrawal",
]
