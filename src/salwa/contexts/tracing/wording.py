"""Tracing, wording, ¶29: the verdict and its reasons as sentences for the officer."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from salwa.contexts.tracing.answer import Answer
from salwa.contexts.tracing.rules import TextFault, TextProblem
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.model import MarkKind

KIND_NAMES: Final[dict[MarkKind, str | Promise]] = {
    MarkKind.MAKER: gettext_lazy("Maker"),
    MarkKind.LICENSOR: gettext_lazy("Licensor"),
    MarkKind.IMPORTER: gettext_lazy("Importer"),
    MarkKind.PROOF: gettext_lazy("Proof mark"),
    MarkKind.IMPORT: gettext_lazy("Import mark"),
    MarkKind.STATE_STOCK: gettext_lazy("State stock mark"),
    MarkKind.MODEL: gettext_lazy("Model"),
    MarkKind.CALIBRE: gettext_lazy("Calibre"),
    MarkKind.SERIAL: gettext_lazy("Serial number"),
    MarkKind.APPROVAL: gettext_lazy("Approval number"),
    MarkKind.COUNTRY: gettext_lazy("Country"),
    MarkKind.YEAR: gettext_lazy("Year"),
    MarkKind.TYPE: gettext_lazy("Type"),
    MarkKind.CONDITION: gettext_lazy("Condition"),
    MarkKind.NUMBER: gettext_lazy("Other number"),
    MarkKind.REMARK: gettext_lazy("Remark"),
}
FIELD_NAMES: Final[dict[str, str | Promise]] = {
    "serial": gettext_lazy("Serial number"),
    "make": gettext_lazy("Make"),
    "model": gettext_lazy("Model"),
    "calibre": gettext_lazy("Calibre"),
    "type": gettext_lazy("Type"),
    "year": gettext_lazy("Year"),
    "country": gettext_lazy("Country"),
    "import_country": gettext_lazy("Import country"),
    "import_year": gettext_lazy("Import year"),
}
_CORRECTIONS: Final = frozenset(
    {"look_alike", "substituted", "inserted", "dropped", "transposed", "prefix_lost", "suffix_lost", "differs"}
)


def corrections(answer: Answer) -> int:
    """Count the places in which the likeliest candidate differs from what was written."""
    best = answer.best
    return 0 if best is None else sum(reason.kind in _CORRECTIONS for reason in best.reasons)


def headline(answer: Answer) -> str:
    """Give the verdict in one sentence. It never says that the weapon *is* the record: a person confirms."""
    if answer.verdict is Verdict.MATCH:
        return _("One firearm in the register fits.")
    if answer.verdict is Verdict.MATCH_CORRECTED:
        return _headline_of_corrected(corrections(answer))
    if answer.verdict is Verdict.AMBIGUOUS:
        return _headline_of_ambiguous(answer.equals)
    if answer.verdict is Verdict.INSUFFICIENT:
        return _("What was written is not enough to identify a firearm.")
    return _("No firearm in this register fits what was written.")


def _headline_of_corrected(count: int) -> str:
    if not count:
        return _("One firearm in the register fits, with what could not be read filled in.")
    return ngettext(
        "One firearm in the register fits, with one correction.",
        "One firearm in the register fits, with %(count)d corrections.",
        count,
    ) % {"count": count}


def _headline_of_ambiguous(count: int) -> str:
    if count > 1:
        return ngettext(
            "%(count)d firearm in the register fits equally well.",
            "%(count)d firearms in the register fit equally well.",
            count,
        ) % {"count": count}
    return _("More than one firearm in the register may be the one.")


def advice(answer: Answer) -> str:
    """Give the next step in one sentence."""
    if answer.verdict is Verdict.AMBIGUOUS:
        return _("Look for one more mark: maker, model, calibre, import mark, or the serial at a second place.")
    if answer.verdict is Verdict.INSUFFICIENT:
        return _(
            "This does not mean that the firearm is not registered. Look for a serial number on frame, receiver, "
            "barrel and slide, and write ? for each character that cannot be read."
        )
    if answer.verdict is Verdict.NO_RECORD:
        return _("It may stand in another State's register: look for the maker's country and an import mark.")
    if answer.best is not None and answer.best.is_masked:
        return _("You may not open this record. Ask the agency that keeps it.")
    return _("Compare the record with the firearm in your hand before you act on it.")


def difference(reason: Reason, *, mark: Callable[[str], str] = str) -> str:
    """Say in one sentence where written and registered agree or differ; ``mark`` dresses a mark for its medium."""
    name = str(FIELD_NAMES.get(reason.field, reason.field))
    facts = {
        "field": name,
        "place": reason.position,
        "written": mark(reason.written),
        "registered": mark(reason.registered),
    }
    if reason.field == "serial" and reason.position is not None:
        return _sentence_of_place(_telling(reason), facts)
    return _sentence_of_field(reason.kind, facts)


def _telling(reason: Reason) -> str:
    """Give the kind of a difference, and for a letter taken for a digit or the reverse, which is which."""
    if reason.kind == "look_alike" and reason.written.isdigit() != reason.registered.isdigit():
        return "letter_for_digit" if reason.registered.isdigit() else "digit_for_letter"
    return reason.kind


def _sentence_of_place(kind: str, facts: Mapping[str, object]) -> str:
    sentences = {
        "same": _("Place %(place)s: the same."),
        "look_alike": _("Place %(place)s: written %(written)s, registered %(registered)s; the two look alike."),
        "letter_for_digit": _(
            "Place %(place)s: written the letter %(written)s, registered the digit %(registered)s; the two look alike."
        ),
        "digit_for_letter": _(
            "Place %(place)s: written the digit %(written)s, registered the letter %(registered)s; the two look alike."
        ),
        "substituted": _("Place %(place)s: written %(written)s, registered %(registered)s."),
        "inserted": _("Place %(place)s: written %(written)s, which the register does not have."),
        "dropped": _("Place %(place)s: the register has %(registered)s, which was not written."),
        "transposed": _("From place %(place)s: written %(written)s, registered %(registered)s, in the other order."),
        "unreadable": _("Place %(place)s: could not be read, registered %(registered)s."),
        "prefix_lost": _("The beginning %(registered)s was not written."),
        "suffix_lost": _("The end %(registered)s was not written."),
    }
    return sentences.get(kind, _("Place %(place)s: written %(written)s, registered %(registered)s.")) % facts


def _sentence_of_field(kind: str, facts: Mapping[str, object]) -> str:
    sentences = {
        "same": _("%(field)s: the same, %(registered)s."),
        "missing": _("%(field)s: not registered."),
        "prefix_lost": _("%(field)s: the beginning %(registered)s was not written."),
        "suffix_lost": _("%(field)s: the end %(registered)s was not written."),
        "spacing": _("%(field)s: only spaces or signs between the characters differ."),
        "script": _("%(field)s: written in another script; the shapes are the same."),
        "wrong_field": _("%(field)s: found in another field, as %(written)s."),
    }
    return sentences.get(kind, _("%(field)s: written %(written)s, registered %(registered)s.")) % facts


def incomplete() -> str:
    """Say that the search was cut short."""
    return _(
        "So many records are near that not every one within two changes was looked at. "
        "Add a maker, a model or a calibre."
    )


def fault(found: TextFault) -> str:
    """Say why a text cannot be a field of a question."""
    sentences = {
        TextProblem.LONG: _("This is longer than %(longest)s characters: write only what stands on the firearm."),
        TextProblem.DIRECTION: _(
            "Character %(place)s is an invisible sign that turns the direction of writing: remove it."
        ),
        TextProblem.CONTROL: _("Character %(place)s is a control character: remove it."),
        TextProblem.BROKEN: _("Character %(place)s is half of a character: copy the text again."),
    }
    return sentences[found.problem] % {"place": found.place, "longest": found.longest}
