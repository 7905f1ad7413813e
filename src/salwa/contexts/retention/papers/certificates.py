"""Retention, papers, ¶29: the certificate of an erasure, for the file: how many, by which rule, and what proves it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salwa.contexts.retention.answers import Certificate, ProposalView
from salwa.contexts.retention.models import KindCode
from salwa.contexts.retention.wording import kind_name
from salwa.platform.dates import day
from salwa.platform.papers import Fact, Facts, Issuer, Mark, Paper, Sheet, Signatures, Words, written


def erasure_certificate(
    proposal: ProposalView, proved: Certificate, *, issuer: Issuer, at: datetime, language: str = "en"
) -> Paper:
    """Say what was erased and that it fits, or first that something does not. It names nobody whose data went."""
    with translation.override(language):
        parts = (
            _what(proposal),
            _proof(proved),
            Words(_("How it is proved"), _proving(proved)),
            Signatures(_("Signed"), (_("Officer in charge"), _("Auditor"))),
        )
        return Paper(
            title=_("Certificate of erasure"),
            number=str(proposal.uuid),
            issuer=issuer,
            at=at,
            data=written(_told(proposal, proved, issuer, at)),
            data_name="erasure.json",
            shown={"sheet": Sheet(_lead(proved), parts)},
            language=language,
        )


def _lead(proved: Certificate) -> str:
    if not proved.is_right:
        return _("Something does not fit. Call whoever investigates, and change nothing.")
    text = ngettext(
        "%(number)d record lost its personal data, and everything fits.",
        "%(number)d records lost their personal data, and everything fits.",
        proved.erased,
    )
    return text % {"number": proved.erased}


def _what(proposal: ProposalView) -> Facts:
    decided = day(proposal.decided_at) if proposal.decided_at is not None else ""
    return Facts(
        _("What was erased"),
        (
            Fact(_("Personal data"), kind_name(KindCode(proposal.kind).kind)),
            Fact(_("Rule"), proposal.rule),
            Fact(_("Country pack"), Mark(proposal.pack)),
            Fact(_("Proposed by"), proposal.proposed_by),
            Fact(_("Proposed on"), day(proposal.proposed_at)),
            Fact(_("Carried out by"), proposal.decided_by),
            Fact(_("Carried out on"), decided),
        ),
        is_paired=False,
    )


def _proof(proved: Certificate) -> Facts:
    faults = " ".join(str(one) for one in proved.faults)
    facts = [
        Fact(_("Erased"), str(proved.erased)),
        Fact(_("Spared: held, or no longer due"), str(proved.spared)),
        Fact(_("Commitments held against their entries"), str(proved.fitting)),
        Fact(_("From before commitments"), str(proved.bare)),
        Fact(_("Root over all lines"), Mark(proved.root)),
        Fact(_("Sealed in entry"), Mark(str(proved.entry))),
    ]
    if faults:
        facts.append(Fact(_("Does not fit"), Mark(faults)))
    return Facts(_("What stays"), tuple(facts), is_paired=False)


def _proving(proved: Certificate) -> tuple[str, ...]:
    fits = _("Each commitment stands in the sealed entry that it names, and nothing is left of what it binds.")
    again = _("Held against the tables on the day of printing. Do it again by the command: %(command)s")
    backups = _("Backups hold the data until they are overwritten.")
    command = again % {"command": "salwa retention certificate"}
    return (fits, command, backups) if proved.is_right else (command, backups)


def _told(proposal: ProposalView, proved: Certificate, issuer: Issuer, at: datetime) -> Mapping[str, Any]:
    return {
        "format": "salwa-paper/1",
        "paper": "erasure",
        "number": str(proposal.uuid),
        "issued_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "issued_by": issuer.officer,
        "agency": issuer.agency,
        "state": issuer.state,
        "node": issuer.node,
        "kind": KindCode(proposal.kind).kind.value,
        "rule": proposal.rule,
        "pack": proposal.pack,
        "proposed_in": proposal.entry,
        "decided_in": proposal.decided_in,
        "erased": proved.erased,
        "spared": proved.spared,
        "fitting": proved.fitting,
        "bare": proved.bare,
        "root": proved.root,
        "entry": proved.entry,
        "faults": list(proved.faults),
        "is_right": proved.is_right,
    }
