"""Registry, papers, ¶24, ¶25: receipts for a firearm that was handed in, seized, or passed from hand to hand."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from salwa.contexts.registry import wording
from salwa.contexts.registry.papers.facts import Occurred, facts_of_event, facts_of_firearm, marks_of_firearm
from salwa.contexts.registry.papers.issuing import About, sheet
from salwa.platform.papers import Fact, Mark, Paper, Signatures, Words


def surrender_receipt(about: About) -> Paper:
    """Say that a firearm was handed in. It names nobody who did, and holds nothing against anybody."""
    with translation.override(about.language):
        lead = _("The firearm described here was handed in, and is in the care of the State.")
        parts = (
            facts_of_firearm(about.firearm),
            marks_of_firearm(about.firearm),
            facts_of_event(about.event, _("The surrender")),
            Words(
                _("For whoever handed it in"),
                (
                    _("This receipt says that a firearm was handed in. It says nothing against you."),
                    _("Your name is not on it, and you need not sign it. Keep it: it shows that you gave it up."),
                ),
            ),
            Signatures(_("Signed"), (_("Officer who took it over"), _("Who handed it in, if they wish"))),
        )
        return sheet(about, "surrender", _("Receipt for a surrendered firearm"), lead, parts)


def seizure_receipt(about: About) -> Paper:
    """Say what was seized, when, where and by whom. It decides nothing about the person it was taken from."""
    with translation.override(about.language):
        lead = _("The firearm described here was seized, and is in the care of the State.")
        parts = (
            facts_of_firearm(about.firearm),
            marks_of_firearm(about.firearm),
            facts_of_event(about.event, _("The seizure")),
            Words(
                _("For whoever had it"),
                (
                    _("This receipt says what was taken, when and by whom. It decides nothing about you."),
                    _("Keep it: whoever decides about the firearm will ask for the number of this document."),
                ),
            ),
            Signatures(_("Signed"), (_("Officer who took it"), _("Who had it, or why it was not signed"))),
        )
        return sheet(about, "seizure", _("Receipt for a seized firearm"), lead, parts)


def hand_over_receipt(about: About) -> Paper:
    """Say that a firearm passed from one hand to another, with places for both to sign."""
    with translation.override(about.language):
        lead = _("The firearm described here was handed over as told below.")
        parts = (
            facts_of_firearm(about.firearm),
            marks_of_firearm(about.firearm),
            facts_of_event(about.event, _("The hand-over"), *_between(about.event)),
            Words(
                _("Before you sign"),
                (
                    _("Compare every mark with the firearm, one character after the other."),
                    _("What differs is written on this page and told to the register the same day."),
                ),
            ),
            Signatures(_("Signed"), (_("Handed over by"), _("Taken over by"))),
        )
        return sheet(about, "hand-over", _("Receipt of a hand-over"), lead, parts, with_holder=True)


def _between(event: Occurred) -> Iterator[Fact]:
    """Tell the two sides of a hand-over, and what was agreed, where it is recorded."""
    if event.giver:
        yield Fact(_("Handed over by"), event.giver)
    yield Fact(_("Taken over by"), event.holder)
    if event.until:
        yield Fact(_("Due back on"), wording.day(event.until))
    if event.reference:
        yield Fact(_("Number of the paper"), Mark(event.reference))
