"""Retention, papers, ¶29: the receipt for records of a maker or dealer that closed, for whoever brought them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from salwa.contexts.retention.answers import HandOverView
from salwa.contexts.retention.models import Carrier
from salwa.platform.dates import day
from salwa.platform.papers import Fact, Facts, Issuer, Mark, Paper, Sheet, Signatures, Words, written


def receipt_paper(taken: HandOverView, *, issuer: Issuer, at: datetime, language: str = "en") -> Paper:
    """Say which records were taken over, on what they stand and where they are kept now."""
    with translation.override(language):
        lead = _("The records named here were taken over by the State, which keeps them from now on.")
        kept = _("Keep this receipt: the records can be asked for under its number.")
        parts = (
            _facts(taken),
            Words(_("For whoever brought them"), (kept,)),
            Signatures(_("Signed"), (_("Handed over by"), _("Taken over by"))),
        )
        return Paper(
            title=_("Receipt of records taken over"),
            number=str(taken.uuid),
            issuer=issuer,
            at=at,
            data=written(_told(taken, issuer, at)),
            data_name="records.json",
            shown={"sheet": Sheet(lead, parts)},
            language=language,
        )


def _facts(taken: HandOverView) -> Facts:
    # Who handed them over, and how, stays in the register: it is the entry's reason, and may name a person.
    return Facts(
        _("The records"),
        (
            Fact(_("Maker or dealer"), taken.company),
            Fact(_("Closed on"), day(taken.ceased)),
            Fact(_("On what the records stand"), str(Carrier(taken.carrier).label)),
            Fact(_("Boxes, volumes, discs or files"), str(taken.pieces)),
            Fact(_("Firearms they tell of"), str(taken.records) if taken.records else "", _("not said")),
            Fact(_("SHA-256 of the file"), Mark(taken.digest) if taken.digest else ""),
            Fact(_("Kept now at"), taken.kept_at),
            Fact(_("Taken over on"), day(taken.taken_at)),
            Fact(_("Entry"), Mark(str(taken.entry))),
        ),
        is_paired=False,
    )


def _told(taken: HandOverView, issuer: Issuer, at: datetime) -> Mapping[str, Any]:
    return {
        "format": "salwa-paper/1",
        "paper": "records-taken-over",
        "number": str(taken.uuid),
        "issued_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "issued_by": issuer.officer,
        "agency": issuer.agency,
        "state": issuer.state,
        "node": issuer.node,
        "company": taken.company,
        "ceased": taken.ceased.isoformat(),
        "carrier": Carrier(taken.carrier).name.lower(),
        "pieces": taken.pieces,
        "records": taken.records,
        "digest": taken.digest,
        "kept_at": taken.kept_at,
        "taken_at": taken.taken_at.astimezone(UTC).isoformat(timespec="seconds"),
        "entry": taken.entry,
    }
