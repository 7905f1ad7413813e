"""Registry, papers, ¶29: what papers say of a firearm and of what happened to it. Plain data, already masked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import History, Line, LineDetail
from salwa.contexts.registry.models import Method
from salwa.kernel.lifecycle import EventKind, Happened, Status
from salwa.platform.papers import Fact, Facts, Mark, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMark:
    """A mark as it stands on a part."""

    part: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A firearm as a paper describes it; what is not known is empty."""

    record: str
    make: str = ""
    model: str = ""
    type: str = ""
    calibre: str = ""
    country: str = ""
    year: str = ""
    serial: str = ""
    marks: tuple[PaperMark, ...] = ()

    def told(self) -> dict[str, Any]:
        """Give it as the data of a paper."""
        named = {
            name: getattr(self, name)
            for name in ("record", "make", "model", "type", "calibre", "country", "year", "serial")
        }
        return {**named, "marks": [{"part": one.part, "kind": one.kind, "text": one.text} for one in self.marks]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurred:
    """One line of a life as a paper tells it.

    ``holder`` took the firearm and ``giver`` gave it away; both are empty where there is none or it is not to be told.
    ``until`` is the day on which it is due back.
    """

    line: int
    kind: EventKind
    happened: Happened
    recorded_at: datetime
    recorded_by: str
    agency: str
    entry: int
    place: str = ""
    country: str = ""
    holder: str = ""
    giver: str = ""
    reference: str = ""
    until: date | None = None
    status: Status = Status.UNKNOWN
    stated: str = ""

    def told(self) -> dict[str, Any]:
        """Give it as the data of a paper."""
        return {
            "line": self.line,
            "kind": self.kind.name.lower(),
            "happened": str(self.happened),
            "place": self.place,
            "country": self.country,
            "holder": self.holder,
            "giver": self.giver,
            "reference": self.reference,
            "until": self.until.isoformat() if self.until else "",
            "recorded_at": self.recorded_at.isoformat(),
            "recorded_by": self.recorded_by,
            "agency": self.agency,
            "entry": self.entry,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """What was certified with an event: by whom, when, after which standard. ``method`` is one neutral word."""

    number: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    standard: str = ""
    method: str = ""

    def told(self) -> dict[str, Any]:
        """Give it as the data of a paper."""
        return {
            "number": self.number,
            "issued_by": self.issued_by,
            "issued_on": self.issued_on.isoformat() if self.issued_on else "",
            "standard": self.standard,
            "method": self.method,
        }


def described(history: History) -> Described:
    """Describe the firearm of a history, in the language of now; withdrawn marks are left out."""
    card = history.card
    return Described(
        record=card.record,
        make=card.make or card.make_as_marked,
        model=card.model or card.model_as_marked,
        type=pgettext("type", card.type) if card.type else "",
        calibre=card.calibre,
        country=pgettext("country", card.country) if card.country else "",
        year=str(card.year or ""),
        serial=card.serial,
        marks=tuple(
            PaperMark(part=str(component.kind.label), kind=str(mark.kind.label), text=mark.text)
            for component in history.components
            for mark in component.marks
            if not mark.is_withdrawn
        ),
    )


def occurred(line: Line) -> Occurred:
    """Give a line of a history as a paper tells it."""
    detail = line.detail or LineDetail()
    return Occurred(
        line=line.ordinal,
        kind=line.kind,
        happened=line.happened,
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
        agency=line.agency,
        entry=line.entry,
        place=line.place,
        country=pgettext("country", line.country) if line.country else "",
        holder=line.holder,
        giver=detail.giver,
        reference=detail.reference,
        until=detail.until,
        status=line.status,
        stated=line.stated,
    )


def certified(line: Line) -> Certified:
    """Give what was certified with a line of a history; empty where nothing was."""
    detail = line.detail or LineDetail()
    method = str(detail.method.label) if detail.method != Method.UNKNOWN else ""
    if detail.certificate is None:
        return Certified(method=method)
    number, issuer, issued_on, standard = detail.certificate
    return Certified(number=number, issued_by=issuer, issued_on=issued_on, standard=standard, method=method)


def facts_of_firearm(firearm: Described) -> Facts:
    """Give the part of a paper that says which firearm it is about."""
    return Facts(
        _("The firearm"),
        (
            Fact(_("Record"), Mark(firearm.record)),
            Fact(_("Make"), firearm.make, _("not known")),
            Fact(_("Model"), firearm.model, _("not known")),
            Fact(_("Type"), firearm.type, _("not known")),
            Fact(_("Calibre"), firearm.calibre, _("not known")),
            Fact(_("Serial number"), Mark(firearm.serial) if firearm.serial else "", _("not known")),
            Fact(_("Country of manufacture"), firearm.country, _("not known")),
            Fact(_("Year of manufacture"), firearm.year, _("not known")),
        ),
    )


def marks_of_firearm(firearm: Described) -> Table:
    """Give the part of a paper that lists the marks, verbatim."""
    return Table(
        _("Marks"),
        (_("Part"), _("Kind"), _("Mark")),
        tuple((mark.part, mark.kind, Mark(mark.text)) for mark in firearm.marks),
        _("No mark is recorded."),
    )


def facts_of_event(event: Occurred, title: str, *more: Fact) -> Facts:
    """Give the part of a paper that says what happened, where, when, and who recorded it under which entry."""
    where = " · ".join(part for part in (event.place, event.country) if part)
    return Facts(
        title,
        (
            Fact(_("What happened"), wording.happening(event.kind, event.status, event.stated)),
            Fact(_("When"), wording.when(event.happened)),
            Fact(_("Where"), where),
            *more,
            Fact(_("Recorded by"), _by(event.recorded_by, event.agency)),
            Fact(_("Recorded on"), wording.day(event.recorded_at.date())),
            Fact(_("Entry of the ledger"), Mark(str(event.entry))),
        ),
    )


def _by(officer: str, agency: str) -> str:
    """Name an officer with the agency for which something was recorded, where one is known."""
    return _("%(name)s, %(agency)s") % {"name": officer, "agency": agency} if agency else officer
