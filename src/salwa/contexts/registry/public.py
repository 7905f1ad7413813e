"""Registry, public: the door for higher contexts, the web and the command line."""

from salwa.contexts.registry.actions._requirements import Requirement, no_longer_requires, requires
from salwa.contexts.registry.actions.corrections import correct_event
from salwa.contexts.registry.actions.custody import (
    record_evidence,
    record_find,
    record_seizure,
    record_storage,
    record_surrender,
)
from salwa.contexts.registry.actions.dealings import (
    record_inheritance,
    record_loan,
    record_registration,
    record_return,
    record_sale,
    record_transfer,
)
from salwa.contexts.registry.actions.destructions import record_destruction
from salwa.contexts.registry.actions.evidence import give_evidence
from salwa.contexts.registry.actions.findings import close_finding, open_finding
from salwa.contexts.registry.actions.forfeitures import record_forfeiture, record_retention
from salwa.contexts.registry.actions.holders import register_holder
from salwa.contexts.registry.actions.holdings import close_holdings
from salwa.contexts.registry.actions.holds import lift_hold, place_hold
from salwa.contexts.registry.actions.losses import report_loss, report_theft
from salwa.contexts.registry.actions.marks import add_component, add_mark, correct_mark
from salwa.contexts.registry.actions.merging import merge_firearms, unmerge_firearms
from salwa.contexts.registry.actions.movements import (
    record_export,
    record_import,
    record_temporary_import,
    record_transit,
)
from salwa.contexts.registry.actions.proposals import (
    carry_out_transfer,
    note_consent,
    propose_transfer,
    withdraw_proposal,
)
from salwa.contexts.registry.actions.rebuilding import rebuild_index, rebuild_state
from salwa.contexts.registry.actions.registering import register_firearm
from salwa.contexts.registry.actions.works import (
    record_conversion,
    record_deactivation,
    record_dismantling,
    record_manufacture,
    record_marking,
    record_proof,
    record_reactivation,
    record_reassembly,
    record_repair,
)
from salwa.contexts.registry.answers import (
    Candidates,
    Card,
    ComponentView,
    FindingView,
    Found,
    History,
    Line,
    MarkView,
    RemarkView,
)
from salwa.contexts.registry.drafts import (
    Details,
    Happening,
    NewCertificate,
    NewConsent,
    NewEvent,
    NewFirearm,
    NewHolder,
    NewMark,
    NewProposal,
)
from salwa.contexts.registry.indexing.building import IndexStatus, Rebuilt
from salwa.contexts.registry.indexing.live import OutOfStep
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import check_may_load, may_list, may_load, may_search
from salwa.contexts.registry.queries.bulk import IndexFiles, Named, index_files, named, own_serials
from salwa.contexts.registry.queries.findings import finding, findings, findings_about
from salwa.contexts.registry.queries.histories import history, history_of
from salwa.contexts.registry.queries.index import index_status
from salwa.contexts.registry.queries.matches import candidates
from salwa.contexts.registry.queries.records import by_external_id, card, count, firearm
from salwa.contexts.registry.wording import STATUS_NAMES, finding_sentence, name_of
from salwa.contexts.registry.wording import note as finding_note

__all__ = [
    "STATUS_NAMES",
    "Candidates",
    "Card",
    "ComponentView",
    "Details",
    "FindingView",
    "Found",
    "Happening",
    "History",
    "IndexFiles",
    "IndexStatus",
    "Line",
    "MarkView",
    "Named",
    "NewCertificate",
    "NewConsent",
    "NewEvent",
    "NewFirearm",
    "NewHolder",
    "NewMark",
    "NewProposal",
    "OutOfStep",
    "Rebuilt",
    "RemarkView",
    "Requirement",
    "add_component",
    "add_mark",
    "by_external_id",
    "candidates",
    "card",
    "carry_out_transfer",
    "check_may_load",
    "close_finding",
    "close_holdings",
    "correct_event",
    "correct_mark",
    "count",
    "finding",
    "finding_note",
    "finding_sentence",
    "findings",
    "findings_about",
    "firearm",
    "give_evidence",
    "history",
    "history_of",
    "index_files",
    "index_status",
    "lift_hold",
    "may_list",
    "may_load",
    "may_search",
    "merge_firearms",
    "name_of",
    "named",
    "no_longer_requires",
    "note_consent",
    "open_finding",
    "own_serials",
    "place_hold",
    "propose_transfer",
    "rebuild_index",
    "rebuild_state",
    "record_conversion",
    "record_deactivation",
    "record_destruction",
    "record_dismantling",
    "record_evidence",
    "record_export",
    "record_find",
    "record_forfeiture",
    "record_import",
    "record_inheritance",
    "record_loan",
    "record_manufacture",
    "record_marking",
    "record_of",
    "record_proof",
    "record_reactivation",
    "record_reassembly",
    "record_registration",
    "record_repair",
    "record_retention",
    "record_return",
    "record_sale",
    "record_seizure",
    "record_storage",
    "record_surrender",
    "record_temporary_import",
    "record_transfer",
    "record_transit",
    "register_firearm",
    "register_holder",
    "report_loss",
    "report_theft",
    "requires",
    "unmerge_firearms",
    "withdraw_proposal",
]
