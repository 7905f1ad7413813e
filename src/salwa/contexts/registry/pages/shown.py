"""Registry, page, ¶29, ¶64: a record made ready for the templates, in words, with what is not known said to be so."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import (
    Card,
    ComponentView,
    CorrectionView,
    FindingView,
    History,
    Line,
    MarkView,
    PartMove,
)
from salwa.contexts.registry.models import MarkKindCode, MarkMethod, MarkPlace, Script
from salwa.contexts.registry.pages._details import details_told
from salwa.contexts.registry.queries.lists import Hit, Why
from salwa.kernel.lifecycle import EventKind, Gap, Happened, Precision
from salwa.kernel.vocabularies import countries

_BAD: Final = frozenset({EventKind.LOSS, EventKind.THEFT, EventKind.SEIZURE})
_AMBIGUOUS: Final = 2
"""Letters of an abbreviation that may be a province as well as a country: CA, IN."""
_WHY: Final[dict[Why, str | Promise]] = {
    Why.SOURCE: gettext_lazy("found by its number at the source"),
    Why.SERIAL: gettext_lazy("found by its serial number"),
    Why.PART: gettext_lazy("found by the number of a part"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it; ``note`` says where that is from.

    ``is_of_record``: it is about the record and not about the firearm, so that two records may differ in it.
    """

    label: str
    value: str
    is_mark: bool = False
    is_known: bool = True
    note: str = ""
    is_of_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line of a life, or a gap between two. ``machine`` is the date for machines, empty where it is a span.

    ``ordinal`` is 0 of a gap; ``is_paperwork``: an entry about the record that nobody puts right by itself.
    """

    name: str | Promise
    when: str
    machine: str = ""
    details: tuple[SafeString | str, ...] = ()
    tag: str = ""
    tone: str = ""
    is_gap: bool = False
    is_withdrawn: bool = False
    ordinal: int = 0
    is_paperwork: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMark:
    """A mark with everything about it in words."""

    kind: str
    text: str
    meaning: str
    where: str
    measured: str
    advice: tuple[str, ...]
    legibility: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCorrection:
    """A fact that was set right: what the record said and says, and who said so when and why.

    ``record`` is the one that said so, where that was merged into the one that is shown.
    """

    fact: str
    before: str
    after: str
    said: str
    reason: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownComponent:
    """A component and its marks; ``origin`` is the record it was first registered with, where that is another."""

    name: str
    is_control: bool
    origin: str
    marks: tuple[ShownMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding as a sentence, with its next step in words; ``told`` is what was noted with it, ``ask`` an agency.

    ``record`` is the record it is about, ``other`` a second one; with both, the two can be compared.
    """

    id: int | None
    sentence: str
    told: str
    ask: str
    step: str
    record: str | None
    other: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A record in a list: ``why`` says by which number it was found, ``ask`` whom to ask where it is not shown."""

    number: str = ""
    name: str = ""
    serial: str = ""
    external_id: str = ""
    source: str = ""
    status: str | Promise = ""
    tone: str = ""
    why: str | Promise = ""
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """Everything the page of a record shows."""

    number: str
    name: str
    name_note: str
    serial: str
    serial_part: str
    custodian: str
    status: str | Promise
    tone: str
    merged_into: str | None
    absorbed: tuple[str, ...]
    ask: tuple[str, ...]
    facts: tuple[Fact, ...]
    findings: tuple[ShownFinding, ...]
    lines: tuple[ShownLine, ...]
    components: tuple[ShownComponent, ...]
    remarks: tuple[Fact, ...]
    corrections: tuple[ShownCorrection, ...]


def show(history: History) -> ShownRecord:
    """Make a record ready for its page."""
    card = history.card
    status = history.state.status
    return ShownRecord(
        number=card.record,
        name=_name(card),
        name_note=_("make as written") if card.make_as_marked and not card.make else "",
        serial=card.serial,
        serial_part=_part_of_serial(history),
        custodian=history.agency,
        status=wording.STATUS_NAMES[status],
        tone=wording.tone_of(status),
        merged_into=history.survivor,
        absorbed=history.absorbed,
        ask=history.ask,
        facts=tuple(_facts(card, _part_of_serial(history))),
        findings=tuple(show_finding(found) for found in history.findings),
        lines=tuple(_lines(history)),
        components=tuple(_component(component) for component in history.components),
        remarks=tuple(Fact(remark.heading, remark.text) for remark in history.remarks),
        corrections=tuple(_correction(one) for one in history.corrections),
    )


def _correction(one: CorrectionView) -> ShownCorrection:
    unknown = _("not known")
    return ShownCorrection(
        fact=str(one.fact.label),
        before=one.before or unknown,
        after=one.after or unknown,
        said=wording.set_right(one.corrected_at.date(), one.corrected_by),
        reason=one.reason,
        record=one.record,
    )


def show_finding(found: FindingView) -> ShownFinding:
    """Make a finding ready for a page."""
    return ShownFinding(
        id=found.id,
        sentence=wording.finding_sentence(found.kind),
        told=wording.note(found.text),
        ask=found.ask,
        step=wording.next_step(found.kind, has_other=found.other is not None),
        record=found.record,
        other=found.other,
    )


def show_row(card: Card) -> ShownRow:
    """Make a record ready for a list."""
    return ShownRow(
        number=card.record,
        name=_name(card),
        serial=card.serial,
        external_id=card.external_id,
        source=card.source,
        status=wording.STATUS_NAMES[card.status],
        tone=wording.tone_of(card.status),
    )


def show_hit(hit: Hit) -> ShownRow:
    """Make a record that carries a number ready for a list."""
    if hit.card is None:
        return ShownRow(why=_WHY[hit.why], ask=hit.ask)
    return replace(show_row(hit.card), why=_WHY[hit.why])


def _name(card: Card) -> str:
    """Say what a firearm is called; of a part alone, what part it is."""
    name = wording.name_of(card.make or card.make_as_marked, card.model or card.model_as_marked)
    if card.part is None:
        return name
    return _("%(part)s, %(name)s") % {"part": card.part.label, "name": name} if name else str(card.part.label)


def _part_of_serial(history: History) -> str:
    """Name the part that carries the serial of the card where the control component carries none; else nothing."""
    for component in sorted(history.components, key=lambda one: not one.is_control):
        for mark in component.marks:
            if mark.kind == MarkKindCode.SERIAL and mark.text == history.card.serial and not mark.is_withdrawn:
                return "" if component.is_control else str(component.kind.label)
    return ""


def _fact(label: str, value: str) -> Fact:
    return Fact(label, value) if value else Fact(label, _("not known"), is_known=False)


def _named(label: str, name: str, as_marked: str) -> Fact:
    """Give a name of the vocabulary, else what stands on the firearm, marked as such."""
    return Fact(label, as_marked, note=_("as written")) if as_marked and not name else _fact(label, name)


def _serial(card: Card, part: str) -> Iterator[Fact]:
    if part:
        yield Fact(_("Serial number"), _("not known"), is_known=False)
        yield Fact(_("Number of a part (%(part)s)") % {"part": part}, card.serial, is_mark=True)
    elif card.serial:
        yield Fact(_("Serial number"), card.serial, is_mark=True)
    else:
        yield Fact(_("Serial number"), _("not known"), is_known=False)


def _facts(card: Card, part: str) -> Iterator[Fact]:
    yield _named(_("Make"), card.make, card.make_as_marked)
    yield _named(_("Model"), card.model, card.model_as_marked)
    yield _fact(_("Type"), _term("type", card.type))
    yield _fact(_("Calibre"), card.calibre)
    if card.calibres:
        yield Fact(_("Also takes"), " · ".join(card.calibres))
    yield _fact(_("Country of manufacture"), _term("country", card.country))
    yield _fact(_("Year of manufacture"), str(card.year or ""))
    yield from _serial(card, part)
    if card.external_id:
        yield Fact(_("Number at the source"), card.external_id, is_mark=True, is_of_record=True)
    yield Fact(_("Source"), card.source, is_of_record=True)


def _lines(history: History) -> Iterator[ShownLine]:
    gaps = {gap.before: gap for gap in history.gaps}
    disputed = {ordinal for conflict in history.conflicts for ordinal in (conflict.first, conflict.second)}
    for line in history.lines:
        if line.ordinal in gaps:
            yield _gap(gaps[line.ordinal])
        yield _line(line, is_disputed=line.ordinal in disputed)


def conflicting(history: History, entries: Collection[int]) -> tuple[ShownLine, ...]:
    """Give the lines that a finding rests on, in the order they happened."""
    return tuple(_line(line, is_disputed=True) for line in history.lines if line.ordinal in entries)


def _gap(gap: Gap) -> ShownLine:
    text = ngettext("No entry for %(count)d month", "No entries for %(count)d months", gap.months)
    return ShownLine(
        name=text % {"count": gap.months},
        when="–",
        details=(_("Between %(begins)s and %(ends)s.") % {"begins": _day(gap.begins), "ends": _day(gap.ends)},),
        tag=_("gap"),
        tone="warn",
        is_gap=True,
    )


def _line(line: Line, *, is_disputed: bool) -> ShownLine:
    name = wording.happening(line.kind, line.status, line.stated)
    tag, tone = "", "bad" if line.kind in _BAD else ""
    if is_disputed:
        tag, tone = _("conflict"), "bad"
    if line.is_withdrawn:
        tag, tone = _("corrected"), "warn"
    return ShownLine(
        name=name,
        when=wording.when(line.happened),
        machine=_machine(line.happened),
        details=tuple(_details(line)),
        tag=tag,
        tone=tone,
        is_withdrawn=line.is_withdrawn,
        ordinal=line.ordinal,
        is_paperwork=line.kind is EventKind.CORRECTION,
    )


def _details(line: Line) -> Iterator[SafeString | str]:
    where = [part for part in (line.place, _country(line), line.holder) if part]
    if where:
        yield format_html_join(" · ", "<bdi>{}</bdi>", ((part,) for part in where))
    if line.detail is not None:
        yield from details_told(line.detail)
    for move in line.moves:
        yield _move(move)
    if line.corrects is not None:
        yield _("Corrects entry %(number)d of this record.") % {"number": line.corrects}
    if line.reason:
        yield _isolated(line.reason)
    if not line.recorded_by:
        yield _("Recorded %(day)s; by whom was erased when its time was over") % {"day": _day(line.recorded_at.date())}
        return
    facts = {"day": _day(line.recorded_at.date()), "name": _isolated(line.recorded_by)}
    yield SafeString(_("Recorded %(day)s by %(name)s") % facts)


def _move(move: PartMove) -> SafeString:
    """Say which part came in or went out; in the part's own record, out of which weapon or into which."""
    if move.place:
        told = _("Out of %(record)s") if move.comes_in else _("Into %(record)s")
    else:
        told = _("In: %(part)s %(number)s") if move.comes_in else _("Out: %(part)s %(number)s")
    facts = {"part": move.kind.label, "number": _marked(move.number), "record": _marked(move.place)}
    return SafeString(told % facts)


def _marked(text: str) -> SafeString:
    """Give a number as a mark, as the filter of the templates does."""
    return format_html('<bdi class="mark" dir="ltr">{}</bdi>', text) if text else SafeString("")


def _country(line: Line) -> str:
    """Name the country of a line in the reader's language, also where the place is its abbreviation, such as USA."""
    if line.country or not line.place.isupper() or len(line.place) <= _AMBIGUOUS:
        return _term("country", line.country)
    country = countries().exact(line.place)
    return _term("country", country.name) if country is not None else ""


def _isolated(text: str) -> SafeString:
    """Give what somebody wrote set apart from the sentence around it, in its own direction."""
    return format_html("<bdi>{}</bdi>", text)


def _term(kind: str, name: str) -> str:
    return pgettext(kind, name) if name else ""


def _component(component: ComponentView) -> ShownComponent:
    return ShownComponent(
        name=str(component.kind.label),
        is_control=component.is_control,
        origin=component.record,
        marks=tuple(_mark(mark) for mark in component.marks),
    )


def _mark(mark: MarkView) -> ShownMark:
    known = [
        str(part.label)
        for part, unknown in (
            (mark.place, MarkPlace.UNKNOWN),
            (mark.method, MarkMethod.UNKNOWN),
            (mark.script, Script.UNKNOWN),
        )
        if part != unknown
    ]
    meaning = [mark.meaning, _term("country", mark.country), str(mark.year) if mark.year else ""]
    return ShownMark(
        kind=str(mark.kind.label),
        text=mark.text,
        meaning=" · ".join(dict.fromkeys(part for part in meaning if part)),
        where=", ".join(known) or _("not stated"),
        measured=_measured(mark),
        advice=mark.advice,
        legibility=str(mark.legibility.label),
        is_withdrawn=mark.is_withdrawn,
    )


def _measured(mark: MarkView) -> str:
    """Say how a mark was last found to stand; nothing where nobody measured."""
    if mark.measure is None:
        return ""
    told = []
    if mark.measure.height is not None:
        told.append(_("%(height)s mm high") % {"height": mark.measure.height})
    if mark.measure.depth is not None:
        told.append(_("%(depth)s mm deep") % {"depth": mark.measure.depth})
    if mark.measure.on_plate is not None:
        told.append(_("on a metal plate") if mark.measure.on_plate else _("on no metal plate"))
    if mark.measure.measured_on is not None:
        told.append(_("measured on %(day)s") % {"day": _day(mark.measure.measured_on)})
    return ", ".join(told)


def _day(value: date) -> str:
    return wording.day(value)


def _machine(happened: Happened) -> str:
    """Give a date for machines where it is one day, month or year; a span has none in HTML."""
    return str(happened) if happened.precision in {Precision.DAY, Precision.MONTH, Precision.YEAR} else ""
