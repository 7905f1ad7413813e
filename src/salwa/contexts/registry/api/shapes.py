"""Registry, API, ¶29: the shapes of a record and of its history."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema

from salwa.contexts.registry.answers import ComponentView, FindingView, History, Line
from salwa.contexts.registry.queries.searches import Listing
from salwa.contexts.registry.wording import note


class MarkOut(Schema):
    """A mark as it stands on its component; ``meaning`` is what it is taken for."""

    kind: str
    text: str
    meaning: str | None
    country: str | None
    year: int | None
    place: str
    method: str
    script: str
    legibility: str
    withdrawn: bool


class ComponentOut(Schema):
    """A component and its marks; ``record`` is the one it was first registered with, where that is another."""

    kind: str
    control: bool
    record: str | None
    marks: list[MarkOut]


class FindingOut(Schema):
    """Something that a person should look at; ``entries`` are ordinals of lines of the history.

    Where you may not open the other record, ``other`` is null and ``ask`` names the agency that keeps it. ``id`` is the
    finding's number; a conflict that was read from a life just now has none.
    """

    id: int | None
    kind: str
    record: str | None
    other: str | None
    ask: str | None
    entries: list[int]
    text: str


class FirearmOut(Schema):
    """What a firearm is, with everything marked on it. ``merged_into`` names the record it is shown under.

    ``ask`` names the agencies that keep records of the same firearm which you may not open.
    """

    record: str
    uuid: UUID
    agency: str
    source: str
    external_id: str | None
    serial: str | None
    make: str | None
    model: str | None
    calibre: str | None
    type: str | None
    country: str | None
    year: int | None
    status: str
    merged_into: str | None
    absorbed: list[str]
    ask: list[str]
    components: list[ComponentOut]
    findings: list[FindingOut]


class ListedOut(Schema):
    """A firearm at a glance. ``merged_into`` names the record it is shown under, if you may open that.

    ``part`` and ``part_serial`` are set where it was found by the number of a part.
    """

    record: str
    uuid: UUID
    source: str
    external_id: str | None
    serial: str | None
    make: str | None
    model: str | None
    calibre: str | None
    type: str | None
    country: str | None
    year: int | None
    status: str
    merged_into: str | None
    part: str | None
    part_serial: str | None


class LineOut(Schema):
    """One thing that happened. ``happened`` is ISO 8601 as exactly as it is known: a day, month, year or span.

    ``status`` is what a source states, ``stated`` its own word for it.
    """

    ordinal: int
    kind: str
    happened: str | None
    place: str | None
    country: str | None
    holder: str | None
    status: str | None
    stated: str | None
    corrects: int | None
    withdrawn: bool
    record: str | None
    recorded_at: datetime
    recorded_by: str
    reason: str | None


class GapOut(Schema):
    """A stretch of which the register knows nothing: a question to ask, and no proof of anything."""

    after: int
    before: int
    begins: date
    ends: date
    months: int


class ConflictOut(Schema):
    """Two lines that cannot both be true, or that need an explanation."""

    kind: str
    first: int
    second: int


class HistoryOut(Schema):
    """What happened to a firearm, in the order it happened."""

    record: str
    status: str
    lines: list[LineOut]
    gaps: list[GapOut]
    conflicts: list[ConflictOut]


def firearm_out(history: History) -> FirearmOut:
    """Give a record in its shape."""
    card = history.card
    return FirearmOut(
        record=card.record,
        uuid=card.uuid,
        agency=history.agency,
        source=card.source,
        external_id=card.external_id or None,
        serial=card.serial or None,
        make=card.make or None,
        model=card.model or None,
        calibre=card.calibre or None,
        type=card.type or None,
        country=card.country or None,
        year=card.year,
        status=history.state.status.name.lower(),
        merged_into=history.survivor,
        absorbed=list(history.absorbed),
        ask=list(history.ask),
        components=[_component(component) for component in history.components],
        findings=[finding_out(finding) for finding in history.findings],
    )


def listed_out(listing: Listing) -> ListedOut:
    """Give a record of a list in its shape."""
    card = listing.card
    return ListedOut(
        record=card.record,
        uuid=card.uuid,
        source=card.source,
        external_id=card.external_id or None,
        serial=card.serial or None,
        make=card.make or card.make_as_marked or None,
        model=card.model or card.model_as_marked or None,
        calibre=card.calibre or None,
        type=card.type or None,
        country=card.country or None,
        year=card.year,
        status=card.status.name.lower(),
        merged_into=listing.merged_into or None,
        part=None if listing.part is None else listing.part.name.lower(),
        part_serial=listing.part_serial or None,
    )


def history_out(history: History) -> HistoryOut:
    """Give a history in its shape."""
    return HistoryOut(
        record=history.card.record,
        status=history.state.status.name.lower(),
        lines=[_line(line) for line in history.lines],
        gaps=[
            GapOut(after=gap.after, before=gap.before, begins=gap.begins, ends=gap.ends, months=gap.months)
            for gap in history.gaps
        ],
        conflicts=[
            ConflictOut(kind=conflict.kind.name.lower(), first=conflict.first, second=conflict.second)
            for conflict in history.conflicts
        ],
    )


def _component(component: ComponentView) -> ComponentOut:
    return ComponentOut(
        kind=component.kind.name.lower(),
        control=component.is_control,
        record=component.record or None,
        marks=[
            MarkOut(
                kind=mark.kind.name.lower(),
                text=mark.text,
                meaning=mark.meaning or None,
                country=mark.country or None,
                year=mark.year,
                place=mark.place.name.lower(),
                method=mark.method.name.lower(),
                script=mark.script.name.lower(),
                legibility=mark.legibility.name.lower(),
                withdrawn=mark.is_withdrawn,
            )
            for mark in component.marks
        ],
    )


def finding_out(finding: FindingView) -> FindingOut:
    """Give a finding in its shape."""
    return FindingOut(
        id=finding.id,
        kind=finding.kind,
        record=finding.record,
        other=finding.other,
        ask=finding.ask or None,
        entries=list(finding.entries),
        text=note(finding.text),
    )


def _line(line: Line) -> LineOut:
    return LineOut(
        ordinal=line.ordinal,
        kind=line.kind.name.lower(),
        happened=str(line.happened) or None,
        place=line.place or None,
        country=line.country or None,
        holder=line.holder or None,
        status=line.status.name.lower() if line.status else None,
        stated=line.stated or None,
        corrects=line.corrects,
        withdrawn=line.is_withdrawn,
        record=line.record or None,
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
        reason=line.reason or None,
    )
