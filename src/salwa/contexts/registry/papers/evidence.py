"""Registry, papers, ¶29, ¶64: the evidence of one firearm, for a court of another State: its life and the proof."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import History
from salwa.contexts.registry.papers import bundles
from salwa.contexts.registry.papers.facts import described, facts_of_firearm
from salwa.platform.papers import Issuer, Paper, written

FILE: Final = "evidence.json"
CHECK: Final = f"python3 verify_ledger.py {FILE} --key KEY"
"""What somebody types who checks the attached file without Salwa."""


def evidence_paper(
    bundle: Mapping[str, Any], history: History, *, issuer: Issuer, language: str = "en", data: bytes = b""
) -> Paper:
    """Give the paper that tells an evidence bundle in words, with the bundle itself inside.

    ``history`` is the life that the bundle proves, read for the same officer. ``data`` are the bytes of the bundle as
    they were handed out, where they are handed out as a file, too; otherwise the bundle is written by
    :func:`written`. Holders stand in the paper as they stand in the bundle.

    Raises ValueError where it is no bundle of a form that this paper knows.
    """
    told = bundles.checked(bundle)
    at = datetime.fromisoformat(told["made_at"])
    record = str(told["told"]["record"])
    with translation.override(language):
        return Paper(
            title=_("Evidence about one firearm"),
            number=f"{record}/{told['given_in_entry']}",
            issuer=issuer,
            at=at,
            data=data or written(told),
            data_name=FILE,
            template="registry/papers/evidence.html",
            shown=_shown(told, history),
            language=language,
        )


def _shown(told: Mapping[str, Any], history: History) -> dict[str, Any]:
    checkpoint = str(told["checkpoint"])
    signers = bundles.signers_of(checkpoint)
    life = bundles.life_of(history, told["told"]["history"])
    return {
        "record": str(told["told"]["record"]),
        "purpose": str(told["reason"]),
        "recipient": str(told["given_to"]),
        "firearm": replace(facts_of_firearm(described(history)), is_paired=False),
        "status": wording.STATUS_NAMES[history.state.status],
        "absorbed": history.absorbed,
        "ask": history.ask,
        "corrections": bundles.corrections_of(history),
        "marks": bundles.marks_of(history),
        "life": life,
        "withdrawn": sum(row.is_withdrawn for row in life.rows),
        "has_gaps": any(row.is_gap for row in life.rows),
        "has_holders": any(row.holder for row in life.rows),
        "checkpoint": checkpoint,
        "size": bundles.size_of(checkpoint),
        "signers": signers,
        "witnesses": sum(signer.is_witness for signer in signers),
        "outside": [signer.name for signer in signers if signer.is_witness],
        "proved": len(told["entries"]),
        "key": str(told["key"]),
        "check": CHECK,
        "file": FILE,
        "entries": bundles.entries_of(told),
        "rows": bundles.rows_of(told),
        "erased": [str(entry) for entry in told["erased"]],
    }
