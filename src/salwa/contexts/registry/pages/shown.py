"""Registry, page, ¶29, ¶64: a record made ready for the templates, in words, with what is not known said to be so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import Card, ComponentView, History, Line, MarkView
from salwa.contexts.registry.models import MarkMethod, MarkPlace, Script
from salwa.kernel.lifecycle import EventKind, Gap, Happened, Precision, Status

_BAD: Final = frozenset({EventKind.LOSS, EventKind.THEFT, EventKind.SEIZURE})
_GOOD: Final = frozenset({Status.REGISTERED, Status.STORED, Status.RETAINED})


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    value: str
    is_mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line of a life, or a gap between two. ``machine`` is the date for machines, empty where it is a span."""

    name: str | Promise
    when: str
    machine: str = ""
    details: tuple[str, ...] = ()
    tag: str = ""
    tone: str = ""
    is_gap: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMark:
    """A mark with everything about it in words."""

    kind: str
    text: str
    meaning: str
    where: str
    legibility: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownComponent:
    """A component and its marks; ``origin`` is the record it was first registered with, where that is another."""

    name: str
    is_control: bool
    origin: str
    marks: tuple[ShownMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding as a sentence; ``other`` is a second record it is about."""

    sentence: str
    other: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """Everything the page of a record shows."""

    number: str
    name: str
    serial: str
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


def show(history: History) -> ShownRecord:
    """Make a record ready for its page."""
    card = history.card
    status = history.state.status
    return ShownRecord(
        number=card.record,
        name=wording.name_of(card.make, card.model),
        serial=card.serial,
        custodian=history.agency,
        status=wording.STATUS_NAMES[status],
        tone="bad" if card.is_alarming else "good" if status in _GOOD else "warn" if not status else "",
        merged_into=history.survivor,
        absorbed=history.absorbed,
        ask=history.ask,
        facts=tuple(_facts(card)),
        findings=tuple(
            ShownFinding(sentence=wording.finding_sentence(found.kind, found.text, found.ask), other=found.other)
            for found in history.findings
        ),
        lines=tuple(_lines(history)),
        components=tuple(_component(component) for component in history.components),
        remarks=tuple(Fact(remark.heading, remark.text) for remark in history.remarks),
    )


def _facts(card: Card) -> Iterator[Fact]:
    not_known = _("not known")
    yield Fact(_("Make"), card.make or not_known)
    yield Fact(_("Model"), card.model or not_known)
    yield Fact(_("Type"), pgettext("type", card.type) if card.type else not_known)
    yield Fact(_("Calibre"), card.calibre or not_known)
    yield Fact(_("Country of manufacture"), pgettext("country", card.country) if card.country else not_known)
    yield Fact(_("Year of manufacture"), str(card.year) if card.year else not_known)
    yield Fact(_("Serial number"), card.serial or not_known, is_mark=bool(card.serial))
    if card.external_id:
        yield Fact(_("Number at the source"), card.external_id, is_mark=True)
    yield Fact(_("Source"), card.source)


def _lines(history: History) -> Iterator[ShownLine]:
    gaps = {gap.before: gap for gap in history.gaps}
    disputed = {ordinal for conflict in history.conflicts for ordinal in (conflict.first, conflict.second)}
    for line in history.lines:
        if line.ordinal in gaps:
            yield _gap(gaps[line.ordinal])
        yield _line(line, is_disputed=line.ordinal in disputed)


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
    )


def _details(line: Line) -> Iterator[str]:
    where = " · ".join(part for part in (line.place, line.country, line.holder) if part)
    if where:
        yield where
    if line.corrects is not None:
        yield _("Corrects entry %(number)d of this record.") % {"number": line.corrects}
    if line.reason:
        yield line.reason
    facts = {"day": _day(line.recorded_at.date()), "name": line.recorded_by}
    yield _("Recorded %(day)s by %(name)s") % facts


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
    meaning = [mark.meaning, mark.country, str(mark.year) if mark.year else ""]
    return ShownMark(
        kind=str(mark.kind.label),
        text=mark.text,
        meaning=" · ".join(dict.fromkeys(part for part in meaning if part)),
        where=", ".join(known) or _("not stated"),
        legibility=str(mark.legibility.label),
        is_withdrawn=mark.is_withdrawn,
    )


def _day(value: date) -> str:
    return wording.day(value)


def _machine(happened: Happened) -> str:
    """Give a date for machines where it is one day, month or year; a span has none in HTML."""
    return str(happened) if happened.precision in {Precision.DAY, Precision.MONTH, Precision.YEAR} else ""
