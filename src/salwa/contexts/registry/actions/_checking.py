"""Registry, actions: look at what was handed in before anything is written, and name every fault."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.registry.drafts import NewFirearm, NewMark
from salwa.contexts.registry.models import Fact, MarkKindCode
from salwa.contexts.registry.models.firearms import YEAR_KNOWN
from salwa.contexts.registry.rules import MarkFacts, Rule, broken_marks
from salwa.kernel import vocabularies
from salwa.kernel.marks.controls import TURNING
from salwa.kernel.marks.model import MarkKind
from salwa.platform.action import this_entry
from salwa.platform.errors import Fault, Refused

LONGEST_MARK: Final = 200
LONGEST_TEXT: Final = 10_000
MOST_MARKS: Final = 200
FACTS: Final = {fact.name.lower(): fact for fact in Fact}
"""What a record says of a firearm itself, by the names of the columns."""
_MEANS: Final = {
    MarkKind.MAKER: "makes",
    MarkKind.LICENSOR: "makes",
    MarkKind.IMPORTER: "makes",
    MarkKind.MODEL: "models",
    MarkKind.CALIBRE: "calibres",
    MarkKind.TYPE: "types",
}


def refuse(faults: Sequence[Fault]) -> None:
    """Raise Refused with all faults, where there are any."""
    if faults:
        raise Refused(tuple(faults))


def refuse_broken(rules: Sequence[type[Rule]]) -> None:
    """Raise Refused in the words of the broken rules, where there are any."""
    refuse([Fault(0, "", gettext(rule.text())) for rule in rules])


def faults_of_text(column: str, text: str, longest: int) -> Iterator[Fault]:
    """Find what makes a text unfit to be kept: too long, or with characters that command or turn it (ADR 0007)."""
    if len(text) > longest:
        problem = gettext("has %(count)s characters; at most %(most)s are kept")
        yield Fault(0, column, problem % {"count": len(text), "most": longest})
    for at, character in enumerate(text, start=1):
        if TURNING.match(character) or (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"):
            yield Fault(0, column, gettext("character %(at)s cannot be seen: type the text again") % {"at": at})
            return


def faults_of_code(vocabulary: str, code: int, column: str) -> Iterator[Fault]:
    """Find a code that the vocabulary does not have; 0 is unknown and always fits."""
    if code and getattr(vocabularies, vocabulary)().get(code) is None:
        yield Fault(0, column, gettext("%(code)s is no code of this vocabulary") % {"code": code})


def faults_of_year(column: str, year: int) -> Iterator[Fault]:
    """Find a year in which no firearm can have been made or marked: before there were any, or still to come."""
    if year and not YEAR_KNOWN[0] <= year <= this_entry().recorded_at.year:
        yield Fault(0, column, gettext("%(year)s is not a year of firearms") % {"year": year})


def faults_of_facts(facts: Mapping[str, int]) -> Iterator[Fault]:
    """Find what a firearm cannot be: a code that is none, or a year in which none was made."""
    for column, value in facts.items():
        if vocabulary := FACTS[column].vocabulary:
            yield from faults_of_code(vocabulary, value, column)
        else:
            yield from faults_of_year(column, value)


def check_firearm(new: NewFirearm) -> None:
    """Raise Refused where a firearm cannot be registered as handed in."""
    faults = list(faults_of_text("external_id", new.external_id, 64))
    faults += faults_of_text("source", new.source, 120)
    faults += faults_of_facts({name: getattr(new, name) for name in FACTS})
    if not 1 <= new.control <= len(new.components):
        faults.append(Fault(0, "control", gettext("the firearm has no such component")))
    for heading, text in new.remarks:
        faults += faults_of_text("remark", heading, 120)
        faults += faults_of_text(heading, text, LONGEST_TEXT)
    if not (new.marks or new.make or new.model):
        faults.append(Fault(0, "", gettext("Say at least one mark, the make or the model: what is it?")))
    refuse(faults)
    check_marks(new.marks, components=len(new.components), control=new.control)


def check_marks(marks: Sequence[NewMark], *, components: int, control: int) -> None:
    """Raise Refused where marks cannot be kept, or break a rule that refuses."""
    faults: list[Fault] = []
    if len(marks) > MOST_MARKS:
        most = gettext("a firearm has at most %(most)s marks here") % {"most": MOST_MARKS}
        faults.append(Fault(0, "marks", most))
    for mark in marks[:MOST_MARKS]:
        faults += _faults_of_mark(mark, components)
    refuse(faults)
    refuse_broken(broken_marks([facts_of(mark, control) for mark in marks]))


def facts_of(mark: NewMark, control: int) -> MarkFacts:
    """Give what the rules ask of a mark; a maker's country is that of the make."""
    country = mark.country
    if mark.kind is MarkKind.MAKER and mark.code and not country:
        make = vocabularies.makes().get(mark.code)
        country = 1 if make is not None and make.country else 0
    return MarkFacts(mark.kind, mark.text, mark.component == control, mark.code, country, mark.year)


def _faults_of_mark(mark: NewMark, components: int) -> Iterator[Fault]:
    column = mark.kind.value
    if mark.kind.name not in MarkKindCode.__members__:
        yield Fault(0, column, gettext("this is no mark on a firearm: write it as a remark"))
        return
    if not mark.text.strip():
        yield Fault(0, column, gettext("the mark has no text"))
    yield from faults_of_text(column, mark.text, LONGEST_MARK)
    if mark.kind in _MEANS:
        yield from faults_of_code(_MEANS[mark.kind], mark.code, column)
    yield from faults_of_code("countries", mark.country, column)
    yield from faults_of_year(column, mark.year)
    if not 1 <= mark.component <= components:
        yield Fault(0, column, gettext("the firearm has no component %(number)s") % {"number": mark.component})
