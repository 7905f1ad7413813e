"""Registry, papers, ¶24, ¶29: certificates of deactivation and of destruction, from what the register holds."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from salwa.contexts.registry import wording
from salwa.contexts.registry.papers.facts import Certified, facts_of_event, facts_of_firearm, marks_of_firearm
from salwa.contexts.registry.papers.issuing import About, sheet
from salwa.platform.papers import Fact, Facts, Mark, Paper, Signatures, Words


def deactivation_certificate(about: About) -> Paper:
    """Say that a firearm is recorded as deactivated, by whose certificate and after which standard."""
    with translation.override(about.language):
        lead = _("The firearm described here is recorded in the register as deactivated.")
        parts = (
            facts_of_firearm(about.firearm),
            marks_of_firearm(about.firearm),
            facts_of_event(about.event, _("The deactivation")),
            *_certificate(about.certified, Fact(_("Standard"), about.certified.standard)),
            Words(
                _("What this means"),
                (
                    _("A deactivated firearm stays in the register, and its marks stay on it."),
                    _("Whoever passes it on passes this document on with it, and has the register told."),
                ),
            ),
            Signatures(_("Signed"), (_("Officer of the register"),)),
        )
        return sheet(about, "deactivation", _("Certificate of deactivation"), lead, parts)


def destruction_certificate(about: About) -> Paper:
    """Say that a firearm is recorded as destroyed, with places for those who saw it to sign."""
    with translation.override(about.language):
        lead = _("The firearm described here is recorded in the register as destroyed.")
        parts = (
            facts_of_firearm(about.firearm),
            marks_of_firearm(about.firearm),
            facts_of_event(about.event, _("The destruction"), Fact(_("Method"), about.certified.method)),
            *_certificate(about.certified),
            Words(
                _("What this means"),
                (
                    _("The record is kept: a firearm with these marks that turns up after this day is a finding."),
                    _("Tell the register of it, and of the number of this document."),
                ),
            ),
            Signatures(_("Signed"), (_("Officer in charge"), _("Witness"), _("Second witness"))),
        )
        return sheet(about, "destruction", _("Certificate of destruction"), lead, parts)


def _certificate(certified: Certified, *more: Fact) -> Iterator[Facts | Words]:
    """Tell the certificate of those who verified it; where none is recorded, say that this paper is not one."""
    if not certified.number:
        yield Words(
            _("The certificate"),
            (_("No certificate of those who verified it is recorded. This document says what the register holds."),),
        )
        return
    yield Facts(
        _("The certificate"),
        (
            Fact(_("Number of the certificate"), Mark(certified.number)),
            Fact(_("Issued by"), certified.issued_by),
            Fact(_("Issued on"), wording.day(certified.issued_on) if certified.issued_on else ""),
            *more,
        ),
    )
