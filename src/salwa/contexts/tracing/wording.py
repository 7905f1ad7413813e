"""Tracing, wording, ¶29: the verdict and its reasons as sentences for the officer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.contexts.tracing.rules import TextFault, TextProblem
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.folding import plain
from salwa.kernel.marks.model import MarkKind
from salwa.kernel.marks.scripts import digits_in, has_foreign_letters
from salwa.kernel.vocabularies import Country, countries, makes
from salwa.kernel.vocabularies.saying import Said, Sentence
from salwa.platform.percent import percent

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
_KINDS_OF_TERM: Final = {"type": "type", "country": "country", "import_country": "country"}
"""Fields whose registered value is a word of a language, and the context of its translation."""
_CORRECTIONS: Final = frozenset(
    {"look_alike", "substituted", "inserted", "dropped", "transposed", "prefix_lost", "suffix_lost", "differs"}
)


def corrections(answer: Answer) -> int:
    """Count the places in which the likeliest candidate differs from what was written."""
    best = answer.best
    return 0 if best is None else sum(reason.kind in _CORRECTIONS for reason in best.reasons)


def headline(answer: Answer, *, mark: Callable[[str], str] = str) -> str:
    """Give the verdict in one sentence. It never says that the weapon *is* the record: a person confirms."""
    if is_of_part(answer) and answer.best is not None and not answer.best.set_aside:
        return _headline_of_part(answer, answer.best)
    if answer.verdict is Verdict.MATCH:
        return _("One firearm in the register fits.")
    if answer.verdict is Verdict.MATCH_CORRECTED:
        return _headline_of_corrected(answer, mark)
    if answer.verdict is Verdict.AMBIGUOUS:
        return _headline_of_ambiguous(answer)
    if answer.verdict is Verdict.INSUFFICIENT:
        return _("What was written is not enough to identify a firearm.")
    return _("No firearm in this register fits what was written.")


def _headline_of_corrected(answer: Answer, mark: Callable[[str], str]) -> str:
    best, count = answer.best, corrections(answer)
    if best is not None and best.is_masked:
        return _("One firearm in the register fits, with corrections.")
    if best is not None and best.set_aside:
        if count > len(best.set_aside):
            return _("One firearm in the register fits, with corrections to its number and to other marks.")
        return _headline_of_set_aside(best.set_aside, mark)
    if not count:
        return _("One firearm in the register fits, with what could not be read filled in.")
    return ngettext(
        "One firearm in the register fits, with one correction.",
        "One firearm in the register fits, with %(count)d corrections.",
        count,
    ) % {"count": count}


def is_of_part(answer: Answer) -> bool:
    """Say whether one firearm fits, and the number by which it was found is that of a part of it."""
    is_match = answer.verdict in {Verdict.MATCH, Verdict.MATCH_CORRECTED}
    return is_match and answer.best is not None and bool(answer.best.part)


def _headline_of_part(answer: Answer, best: CandidateAnswer) -> str:
    """Say first that the number is not the firearm's own."""
    if answer.verdict is Verdict.MATCH:
        return _(
            "This is the number of a part (%(part)s) of one firearm in the register, not the firearm's own number."
        ) % {"part": best.part}
    return _(
        "With corrections, this is the number of a part (%(part)s) of one firearm in the register, not the firearm's "
        "own number."
    ) % {"part": best.part}


def of_part(candidate: CandidateAnswer, *, mark: Callable[[str], str] = str) -> str:
    """Say on which part the number stands by which a candidate was found; empty where it is the firearm's own."""
    if not candidate.part:
        return ""
    facts = {"number": mark(candidate.part_serial), "part": candidate.part, "serial": mark(candidate.serial)}
    if candidate.serial and candidate.serial != candidate.part_serial:
        text = _("%(number)s is the number of a part (%(part)s). The firearm's own serial number is %(serial)s.")
        return text % facts
    return _("%(number)s is the number of a part (%(part)s). The firearm has no serial number on record.") % facts


def _headline_of_set_aside(reasons: Sequence[Reason], mark: Callable[[str], str]) -> str:
    """Say first which marks the register contradicts: the number alone speaks for this firearm."""
    if len(reasons) > 1:
        return ngettext(
            "The number fits one firearm in the register, but %(count)d other mark does not.",
            "The number fits one firearm in the register, but %(count)d other marks do not.",
            len(reasons),
        ) % {"count": len(reasons)}
    sentences = {
        "make": _("The number fits one firearm in the register, but another make: %(registered)s, not %(written)s."),
        "model": _("The number fits one firearm in the register, but another model: %(registered)s, not %(written)s."),
        "calibre": _(
            "The number fits one firearm in the register, but another calibre: %(registered)s, not %(written)s."
        ),
        "type": _("The number fits one firearm in the register, but another type: %(registered)s, not %(written)s."),
    }
    (reason,) = reasons
    return sentences[reason.field] % {"written": mark(reason.written), "registered": mark(_registered(reason))}


def _headline_of_ambiguous(answer: Answer) -> str:
    count = answer.equals
    if answer.is_one_or_none:
        return _("Either this firearm, or one that is not in this register.")
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
        return _advice_on_several(answer)
    if answer.verdict is Verdict.INSUFFICIENT:
        return _(
            "This does not mean that the firearm is not registered. Look for a serial number on frame, receiver, "
            "barrel and slide, and write ? for each character that cannot be read."
        )
    if answer.verdict is Verdict.NO_RECORD:
        return _advice_where_to_ask(answer)
    if answer.best is not None and answer.best.is_masked:
        return _("You may not open this record. Ask the agency that keeps it.")
    if is_of_part(answer):
        return _("Parts are exchanged. Compare the firearm's own serial number with the record before you act on it.")
    return _("Compare the record with the firearm in your hand before you act on it.")


def _advice_on_several(answer: Answer) -> str:
    if answer.twins is not None:
        return _(
            "Perhaps one firearm is registered twice. Compare the two records: a registrar shows them as one, or says "
            "that they are two."
        )
    return _("Look for one more mark: maker, model, calibre, import mark, or the serial at a second place.")


def _advice_where_to_ask(answer: Answer) -> str:
    """Name the State to ask: that of the last import first, without an import mark that of manufacture."""
    imported, made = _country_of_import(answer), _country_of_make(answer)
    if imported:
        return _(
            "It may stand in another State's register. The State of the last import is asked first: "
            "the marks name %(country)s."
        ) % {"country": imported}
    if made:
        return _(
            "It may stand in another State's register. No import mark was read: look for one, for the State of the "
            "last import is asked first; without one, the State of manufacture, %(country)s."
        ) % {"country": made}
    return _(
        "It may stand in another State's register. Look for an import mark: the State of the last import is asked "
        "first; without one, the State of manufacture."
    )


def _country_of_import(answer: Answer) -> str:
    """Give the State of the import mark, else that of the importer, where one is read."""
    codes = [one.code for one in answer.reading if one.kind is MarkKind.IMPORT and one.code]
    if codes:
        return _country_named(countries().get(codes[0]))
    return _country_of(answer, MarkKind.IMPORTER)


def _country_of_make(answer: Answer) -> str:
    """Give the State that the marks name as that of manufacture, else the maker's."""
    codes = [one.code for one in answer.reading if one.kind is MarkKind.COUNTRY and one.code]
    return _country_named(countries().get(codes[0])) if codes else _country_of(answer, MarkKind.MAKER)


def _country_of(answer: Answer, kind: MarkKind) -> str:
    named = [makes().get(one.code) for one in answer.reading if one.kind is kind and one.code]
    return _country_named(countries().named(named[0].country.lower())) if named and named[0] is not None else ""


def _country_named(country: Country | None) -> str:
    return term_name("country", country.name) if country is not None else ""


def difference(reason: Reason, *, mark: Callable[[str], str] = str) -> str:
    """Say in one sentence where written and registered agree or differ; ``mark`` dresses a mark for its medium."""
    name = str(FIELD_NAMES.get(reason.field, reason.field))
    facts = {
        "field": name,
        "place": reason.position,
        "written": mark(reason.written),
        "registered": mark(_registered(reason)),
    }
    if reason.field == "serial" and reason.position is not None:
        return _sentence_of_place(_telling(reason), facts)
    if reason.field == "serial" and reason.kind == "script":
        return _sentence_of_script(reason.written, facts | {"read": mark(plain(reason.written))})
    if reason.field == "model" and reason.kind == "wrong_field":
        return _("Written as the make: %(written)s; registered as the model: %(registered)s.") % facts
    return _sentence_of_field(reason.kind, facts)


def _registered(reason: Reason) -> str:
    """Give what is registered, the names of types and countries in the reader's language."""
    return (
        term_name(_KINDS_OF_TERM[reason.field], reason.registered)
        if reason.field in _KINDS_OF_TERM
        else reason.registered
    )


def term_name(kind: str, name: str) -> str:
    """Give the name of a type or a country in the reader's language."""
    return pgettext(kind, name) if name else ""


def finding(found: FindingAnswer) -> str:
    """Say what a person should look at before acting, in one line."""
    asked = _("Ask %(agency)s.") % {"agency": found.ask} if found.ask else ""
    return " ".join(part for part in (found.sentence, found.told, asked) if part)


def said(text: str, *, mark: Callable[[str], str] = str) -> str:
    """Say in the reader's language what the kernel says in English; ``mark`` dresses what an officer wrote."""
    if isinstance(text, Said):
        facts = {name: _fact(fact, mark) if isinstance(fact, str) else fact for name, fact in text.facts.items()}
        return _(text.template).format(**facts)
    return _(text) if isinstance(text, Sentence) else text


def _fact(fact: str, mark: Callable[[str], str]) -> str:
    return said(fact, mark=mark) if isinstance(fact, Said | Sentence) else mark(fact)


def _sentence_of_script(written: str, facts: Mapping[str, object]) -> str:
    """Say as what another writing was read, with what was written as it was typed."""
    digits, has_letters = digits_in(written), has_foreign_letters(written)
    sentences = {
        "arabic_indic": _("Serial number: written %(written)s; Arabic-Indic digits read as %(read)s."),
        "devanagari": _("Serial number: written %(written)s; Devanagari digits read as %(read)s."),
        "bengali": _("Serial number: written %(written)s; Bengali digits read as %(read)s."),
        "thai": _("Serial number: written %(written)s; Thai digits read as %(read)s."),
        "chinese": _("Serial number: written %(written)s; Chinese digits read as %(read)s."),
        "full_width": _("Serial number: written %(written)s; full-width characters read as %(read)s."),
        "other": _("Serial number: written %(written)s; digits of another script read as %(read)s."),
    }
    if digits and not has_letters:
        return sentences[digits] % facts
    if digits:
        return _("Serial number: written %(written)s; letters and digits of another script read as %(read)s.") % facts
    if has_letters:
        return _("Serial number: written %(written)s; letters of another script read as %(read)s.") % facts
    return _("Serial number: written %(written)s; the register has it in another script, %(registered)s.") % facts


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
        "wrong_field": _("%(field)s: found in another field, as %(written)s."),
    }
    return sentences.get(kind, _("%(field)s: written %(written)s, registered %(registered)s.")) % facts


def imported(candidate: CandidateAnswer) -> str:
    """Say where a candidate was last imported, and when, as far as it is registered; empty where neither is."""
    facts = {"country": term_name("country", candidate.import_country), "year": candidate.import_year}
    if not candidate.import_country:
        return _("Last imported in %(year)s; the country is not registered.") % facts if candidate.import_year else ""
    if candidate.import_year is None:
        return _("Last import: %(country)s.") % facts
    return _("Last import: %(country)s, %(year)s.") % facts


def merged(candidate: CandidateAnswer, *, mark: Callable[[str], str] = str) -> str:
    """Say on which records the number stands that were merged into a candidate; empty where on none."""
    if not candidate.merged_from:
        return ""
    text = ngettext(
        "The number stands on record %(records)s, which was merged into this one.",
        "The number stands on records %(records)s, which were merged into this one.",
        len(candidate.merged_from),
    )
    return text % {"records": ", ".join(mark(record) for record in candidate.merged_from)}


def notes(answer: Answer) -> tuple[str, ...]:
    """Give all that the officer should know beside the verdict, as sentences."""
    told = [said(note) for note in answer.notes]
    return (*told, *(() if answer.complete else (incomplete(),)))


def slight(candidates: Sequence[CandidateAnswer]) -> str:
    """Say how many records are so unlikely that they are not told one by one, and how likely they are together."""
    share = percent(sum(one.probability for one in candidates))
    text = ngettext(
        "%(count)d further record, %(share)s", "%(count)d further records, together %(share)s", len(candidates)
    )
    return text % {"count": len(candidates), "share": share}


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
