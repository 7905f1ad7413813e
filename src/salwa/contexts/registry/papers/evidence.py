"""Registry, papers, ¶29, ¶64: the evidence of one firearm, for a court of another State: its life and the proof."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from salwa.contexts.registry.papers import bundles
from salwa.platform.papers import Facts, Issuer, Paper, written

FILE: Final = "evidence.json"
CHECK: Final = f"python3 verify_ledger.py {FILE} --key KEY"
"""What somebody types who checks the attached file without Salwa."""


def evidence_paper(
    bundle: Mapping[str, Any], *, issuer: Issuer, at: datetime, language: str = "en", data: bytes = b""
) -> Paper:
    """Give the paper that tells an evidence bundle in words, with the bundle itself inside.

    ``data`` are the bytes of the bundle as they were handed out, where they are handed out as a file, too; otherwise
    the bundle is written by :func:`written`. Holders stand in the paper only where they stand in the bundle.

    Raises ValueError where it is no bundle of a form that this paper knows.
    """
    told = bundles.checked(bundle)
    with translation.override(language):
        return Paper(
            title=_("Evidence about one firearm"),
            number=f"{told.get('record', '')}/{at.astimezone(UTC):%Y%m%d-%H%M%S}",
            issuer=issuer,
            at=at,
            data=data or written(told),
            data_name=FILE,
            template="registry/papers/evidence.html",
            shown=_shown(told),
            language=language,
        )


def _shown(told: Mapping[str, Any]) -> dict[str, Any]:
    checkpoint = str(told.get("checkpoint") or "")
    signers = bundles.signers_of(checkpoint)
    life = bundles.life_of(told)
    return {
        "record": str(told.get("record") or ""),
        "made_at": bundles.moment(told.get("made_at")),
        "purpose": str(told.get("reason") or told.get("purpose") or ""),
        "recipient": str(told.get("recipient") or ""),
        "firearm": Facts(_("The firearm"), bundles.facts_of(told.get("firearm") or {}), is_paired=False),
        "marks": bundles.marks_of(told),
        "life": life,
        "lines": len(told.get("history") or ()),
        "withdrawn": sum(row.is_withdrawn for row in life.rows),
        "has_gaps": any(row.is_gap for row in life.rows),
        "has_holders": any(row.holder for row in life.rows),
        "checkpoint": checkpoint,
        "size": bundles.size_of(checkpoint),
        "signers": signers,
        "witnesses": sum(signer.is_witness for signer in signers),
        "key": str(told.get("key") or ""),
        "check": CHECK,
        "file": FILE,
        "entries": bundles.entries_of(told),
        "rows": bundles.rows_of(told),
        "erased": bundles.erased_of(told),
    }
