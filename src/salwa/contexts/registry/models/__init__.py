"""Registry, models: tables and their constraints."""

from salwa.contexts.registry.models.choices import (
    OWN_TEXT,
    ComponentKind,
    ComponentMaterial,
    FindingKind,
    HolderKind,
    Legibility,
    MarkKindCode,
    MarkMethod,
    MarkPlace,
    Script,
    Sex,
    SuccessionReason,
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
from salwa.contexts.registry.models.parts import CalibreOf, Fitting, MarkMeasure, Material, Part, Succession

__all__ = [
    "OWN_TEXT",
    "REGISTERED_HERE",
    "AgencyHoldings",
    "CalibreOf",
    "Component",
    "ComponentKind",
    "ComponentMaterial",
    "DeltaRow",
    "Event",
    "Finding",
    "FindingKind",
    "Firearm",
    "FirearmState",
    "Fitting",
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
    "NaturalPerson",
    "Part",
    "PersonIdentity",
    "Place",
    "Remark",
    "Script",
    "Sex",
    "Source",
    "Statement",
    "Succession",
    "SuccessionReason",
    "Withdrawal",
]
