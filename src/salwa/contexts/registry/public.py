"""Registry, public: the door for higher contexts, the web and the command line."""

from salwa.contexts.registry.actions.corrections import correct_event
from salwa.contexts.registry.actions.custody import record_find, record_seizure, record_surrender
from salwa.contexts.registry.actions.dealings import record_import, record_registration, record_transfer
from salwa.contexts.registry.actions.destructions import record_destruction
from salwa.contexts.registry.actions.findings import close_finding, open_finding
from salwa.contexts.registry.actions.holders import register_holder
from salwa.contexts.registry.actions.holdings import close_holdings
from salwa.contexts.registry.actions.losses import report_loss, report_theft
from salwa.contexts.registry.actions.marks import add_component, add_mark, correct_mark
from salwa.contexts.registry.actions.merging import merge_firearms, unmerge_firearms
from salwa.contexts.registry.actions.rebuilding import rebuild_index, rebuild_state
from salwa.contexts.registry.actions.registering import register_firearm
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
from salwa.contexts.registry.drafts import NewEvent, NewFirearm, NewHolder, NewMark
from salwa.contexts.registry.events import LifeRecorded
from salwa.contexts.registry.indexing.building import IndexStatus, Rebuilt
from salwa.contexts.registry.indexing.live import OutOfStep
from salwa.contexts.registry.models import Firearm, Holder, HolderKind, Sex
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import check_may_load, may_list, may_load, may_search, may_see_holders
from salwa.contexts.registry.queries.bulk import IndexFiles, Named, index_files, named, own_serials
from salwa.contexts.registry.queries.findings import finding, findings, findings_about
from salwa.contexts.registry.queries.histories import history, history_of
from salwa.contexts.registry.queries.holdings import (
    HeldLife,
    Taken,
    count_held,
    firearms_held,
    has_arms,
    holders_with_arms,
    holdings_of,
    lives_held,
    records_of_ids,
    taken_by,
)
from salwa.contexts.registry.queries.index import index_status
from salwa.contexts.registry.queries.matches import candidates
from salwa.contexts.registry.queries.persons import (
    HolderView,
    PersonView,
    Sought,
    born,
    companies,
    holder,
    holders_by_id,
    identity_of,
    names_of,
    persons_with,
)
from salwa.contexts.registry.queries.records import by_external_id, card, count, firearm
from salwa.contexts.registry.wording import STATUS_NAMES, finding_sentence, name_of
from salwa.contexts.registry.wording import note as finding_note

__all__ = [
    "STATUS_NAMES",
    "Candidates",
    "Card",
    "ComponentView",
    "FindingView",
    "Firearm",
    "Found",
    "HeldLife",
    "History",
    "Holder",
    "HolderKind",
    "HolderView",
    "IndexFiles",
    "IndexStatus",
    "LifeRecorded",
    "Line",
    "MarkView",
    "Named",
    "NewEvent",
    "NewFirearm",
    "NewHolder",
    "NewMark",
    "OutOfStep",
    "PersonView",
    "Rebuilt",
    "RemarkView",
    "Sex",
    "Sought",
    "Taken",
    "add_component",
    "add_mark",
    "born",
    "by_external_id",
    "candidates",
    "card",
    "check_may_load",
    "close_finding",
    "close_holdings",
    "companies",
    "correct_event",
    "correct_mark",
    "count",
    "count_held",
    "finding",
    "finding_note",
    "finding_sentence",
    "findings",
    "findings_about",
    "firearm",
    "firearms_held",
    "has_arms",
    "history",
    "history_of",
    "holder",
    "holders_by_id",
    "holders_with_arms",
    "holdings_of",
    "identity_of",
    "index_files",
    "index_status",
    "lives_held",
    "may_list",
    "may_load",
    "may_search",
    "may_see_holders",
    "merge_firearms",
    "name_of",
    "named",
    "names_of",
    "open_finding",
    "own_serials",
    "persons_with",
    "rebuild_index",
    "rebuild_state",
    "record_destruction",
    "record_find",
    "record_import",
    "record_of",
    "record_registration",
    "record_seizure",
    "record_surrender",
    "record_transfer",
    "records_of_ids",
    "register_firearm",
    "register_holder",
    "report_loss",
    "report_theft",
    "taken_by",
    "unmerge_firearms",
]
