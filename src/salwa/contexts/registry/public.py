"""Registry, public: the door for higher contexts, the web and the command line."""

from datetime import UTC, datetime
from typing import Any, Final

from salwa.contexts.registry.actions._moving import Moved
from salwa.contexts.registry.actions._requirements import (
    Requirement,
    follows,
    follows_no_longer,
    no_longer_requires,
    requires,
)
from salwa.contexts.registry.actions.calibres import add_calibre, withdraw_calibre
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
from salwa.contexts.registry.actions.facts import correct_facts
from salwa.contexts.registry.actions.findings import close_finding, open_finding
from salwa.contexts.registry.actions.forfeitures import record_forfeiture, record_retention
from salwa.contexts.registry.actions.holders import register_holder
from salwa.contexts.registry.actions.holdings import close_holdings
from salwa.contexts.registry.actions.holds import lift_hold, place_hold
from salwa.contexts.registry.actions.losses import report_loss, report_theft
from salwa.contexts.registry.actions.marks import add_component, add_mark, correct_mark
from salwa.contexts.registry.actions.measures import measure_mark, state_material
from salwa.contexts.registry.actions.merging import merge_firearms, unmerge_firearms
from salwa.contexts.registry.actions.movements import (
    record_export,
    record_import,
    record_temporary_import,
    record_transit,
)
from salwa.contexts.registry.actions.parts import (
    dismantle_firearm,
    exchange_component,
    fit_component,
    record_part,
    remove_component,
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
    NewFacts,
    NewFirearm,
    NewHolder,
    NewMark,
    NewMeasure,
    NewPart,
    NewProposal,
)
from salwa.contexts.registry.events import LifeRecorded
from salwa.contexts.registry.indexing.building import IndexStatus, Rebuilt
from salwa.contexts.registry.indexing.live import OutOfStep
from salwa.contexts.registry.models import Firearm, Holder, HolderKind, MarkMethod, MarkPlace, Sex
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import (
    check_may_load,
    may_keep,
    may_list,
    may_load,
    may_register,
    may_search,
    may_see_holders,
)
from salwa.contexts.registry.queries._placed import Name as PartName
from salwa.contexts.registry.queries._standing import held_with
from salwa.contexts.registry.queries.bulk import IndexFiles, Named, index_files, named, own_serials
from salwa.contexts.registry.queries.desks import open_holds
from salwa.contexts.registry.queries.evidence import Telling
from salwa.contexts.registry.queries.findings import finding, findings, findings_about
from salwa.contexts.registry.queries.histories import history, history_of
from salwa.contexts.registry.queries.holders_by import company_named, holder_by_uuid
from salwa.contexts.registry.queries.holdings import (
    Came,
    Coming,
    HeldLife,
    Taken,
    comings,
    count_held,
    count_titles,
    firearms_held,
    has_arms,
    holders_with_arms,
    holdings_of,
    lives_held,
    lives_of,
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
from salwa.contexts.registry.queries.states import wrong_states
from salwa.contexts.registry.queries.unmarked import Kept, cards_of, firearms_of_source, seized_and_kept
from salwa.contexts.registry.wording import STATUS_NAMES, finding_sentence, name_of, tone_of
from salwa.contexts.registry.wording import note as finding_note
from salwa.platform import home
from salwa.platform.actor import Actor
from salwa.platform.ledger.proving import proved
from salwa.platform.ledger.sealing import seal_all, signer_of
from salwa.platform.ledger.witnessing import cosigned
from salwa.platform.reading import reading

__all__ = [
    "EVIDENCE",
    "STATUS_NAMES",
    "Came",
    "Candidates",
    "Card",
    "Coming",
    "ComponentView",
    "Details",
    "FindingView",
    "Firearm",
    "Found",
    "Happening",
    "HeldLife",
    "History",
    "Holder",
    "HolderKind",
    "HolderView",
    "IndexFiles",
    "IndexStatus",
    "Kept",
    "LifeRecorded",
    "Line",
    "MarkMethod",
    "MarkPlace",
    "MarkView",
    "Moved",
    "Named",
    "NewCertificate",
    "NewConsent",
    "NewEvent",
    "NewFacts",
    "NewFirearm",
    "NewHolder",
    "NewMark",
    "NewMeasure",
    "NewPart",
    "NewProposal",
    "OutOfStep",
    "PartName",
    "PersonView",
    "Rebuilt",
    "RemarkView",
    "Requirement",
    "Sex",
    "Sought",
    "Taken",
    "add_calibre",
    "add_component",
    "add_mark",
    "born",
    "by_external_id",
    "candidates",
    "card",
    "cards_of",
    "carry_out_transfer",
    "check_may_load",
    "close_finding",
    "close_holdings",
    "comings",
    "companies",
    "company_named",
    "correct_event",
    "correct_facts",
    "correct_mark",
    "count",
    "count_held",
    "count_titles",
    "dismantle_firearm",
    "evidence",
    "exchange_component",
    "finding",
    "finding_note",
    "finding_sentence",
    "findings",
    "findings_about",
    "firearm",
    "firearms_held",
    "firearms_of_source",
    "fit_component",
    "follows",
    "follows_no_longer",
    "give_evidence",
    "has_arms",
    "held_with",
    "history",
    "history_of",
    "holder",
    "holder_by_uuid",
    "holders_by_id",
    "holders_with_arms",
    "holdings_of",
    "identity_of",
    "index_files",
    "index_status",
    "lift_hold",
    "lives_held",
    "lives_of",
    "may_keep",
    "may_list",
    "may_load",
    "may_register",
    "may_search",
    "may_see_holders",
    "measure_mark",
    "merge_firearms",
    "name_of",
    "named",
    "names_of",
    "no_longer_requires",
    "note_consent",
    "open_finding",
    "open_holds",
    "own_serials",
    "persons_with",
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
    "record_part",
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
    "records_of_ids",
    "register_firearm",
    "register_holder",
    "remove_component",
    "report_loss",
    "report_theft",
    "requires",
    "seized_and_kept",
    "state_material",
    "taken_by",
    "tone_of",
    "unmerge_firearms",
    "withdraw_calibre",
    "withdraw_proposal",
    "wrong_states",
]

EVIDENCE: Final = "salwa-evidence/1"
"""The format of an evidence bundle (docs/reference/evidence.md)."""


def evidence(actor: Actor, firearm: Firearm, *, recipient: str, reason: str, holders: bool = False) -> dict[str, Any]:
    """Give the evidence bundle of one firearm, as docs/reference/evidence.md describes it.

    It is an action of its own that this is done; then what waits is sealed, so that everything told can be proved.
    ``holders``: persons are named, to whoever may see them. Raises as :func:`give_evidence`; NotReady where the node
    has no key; Conflict where the record, or the ledger, is not as it was signed.
    """
    given = give_evidence(actor=actor, firearm=firearm, recipient=recipient, reason=reason, holders=holders)
    here = home.current()
    signer = signer_of(here)
    seal_all(signer)
    with reading(actor):
        telling = Telling(actor, firearm, holders=holders)
        told = telling.told()
        seen = [one.note for one in cosigned(here, signer.key)]
        proofs = proved(telling.rows, signer.key, countersigned=seen)
    return {
        "format": EVIDENCE,
        "state": here.node().state,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "given_to": recipient.strip(),
        "reason": reason.strip(),
        "given_in_entry": given,
        "told": told,
        **proofs,
    }
