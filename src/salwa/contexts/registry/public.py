"""Registry, public: the door for higher contexts, the web and the command line."""

from datetime import UTC, datetime
from typing import Any, Final

from salwa.contexts.registry.actions.corrections import correct_event
from salwa.contexts.registry.actions.custody import record_find, record_seizure, record_surrender
from salwa.contexts.registry.actions.dealings import record_import, record_registration, record_transfer
from salwa.contexts.registry.actions.destructions import record_destruction
from salwa.contexts.registry.actions.evidence import give_evidence
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
from salwa.contexts.registry.indexing.building import IndexStatus, Rebuilt
from salwa.contexts.registry.indexing.live import OutOfStep
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import check_may_load, may_list, may_load, may_search
from salwa.contexts.registry.queries.bulk import IndexFiles, Named, index_files, named, own_serials
from salwa.contexts.registry.queries.evidence import Telling
from salwa.contexts.registry.queries.findings import finding, findings, findings_about
from salwa.contexts.registry.queries.histories import history, history_of
from salwa.contexts.registry.queries.index import index_status
from salwa.contexts.registry.queries.matches import candidates
from salwa.contexts.registry.queries.records import by_external_id, card, count, firearm
from salwa.contexts.registry.wording import STATUS_NAMES, finding_sentence, name_of
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
    "Candidates",
    "Card",
    "ComponentView",
    "FindingView",
    "Found",
    "History",
    "IndexFiles",
    "IndexStatus",
    "Line",
    "MarkView",
    "Named",
    "NewEvent",
    "NewFirearm",
    "NewHolder",
    "NewMark",
    "OutOfStep",
    "Rebuilt",
    "RemarkView",
    "add_component",
    "add_mark",
    "by_external_id",
    "candidates",
    "card",
    "check_may_load",
    "close_finding",
    "close_holdings",
    "correct_event",
    "correct_mark",
    "count",
    "evidence",
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
    "may_list",
    "may_load",
    "may_search",
    "merge_firearms",
    "name_of",
    "named",
    "open_finding",
    "own_serials",
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
    "register_firearm",
    "register_holder",
    "report_loss",
    "report_theft",
    "unmerge_firearms",
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
