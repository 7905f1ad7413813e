"""Licensing, answers, ¶37 ¶59 ¶64: what is told of licences. Plain data; a person is not named but on purpose."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from salwa.contexts.licensing.models import (
    CheckKind,
    CheckOutcome,
    DecisionOutcome,
    InspectionKind,
    InspectionOutcome,
    Seen,
    TaskKind,
)
from salwa.contexts.licensing.rules import EventKind, Requirement, Standing
from salwa.contexts.registry.public import Came, Card, HolderView, PersonView, name_of
from salwa.kernel.packs import Extra, LicenceKind


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper whose time of keeping is over on ``due``: its number and identifier, whose it is, from when it counts."""

    subject: int
    uuid: UUID
    holder: int
    since: date
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceView:
    """A licence at a glance. ``kind`` is None where the pack of its day no longer ships; then ``code`` speaks."""

    id: int
    number: str
    holder: HolderView
    code: str
    kind: LicenceKind | None
    category: str
    standing: Standing
    granted_on: date
    valid_from: date | None
    valid_to: date | None
    quota: int | None
    since: date | None = None
    hand_in_by: date | None = None
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of a licence's life. ``text`` is empty where no words were written, or they were erased."""

    ordinal: int
    kind: EventKind
    day: date
    valid_from: date | None
    valid_to: date | None
    quota: int | None
    grounds: str
    text: str
    hand_in_by: date | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceFile:
    """A licence with its life, its terms and what it covers. ``version`` changes with each event.

    ``is_to_renew``: the time before the end has come in which the State has it renewed.
    ``answers`` are those to the questions ``asked`` besides, when it was granted or last renewed.
    """

    licence: LicenceView
    events: tuple[EventView, ...]
    conditions: tuple[str, ...]
    types: tuple[int, ...]
    premises: str
    held: int
    is_to_renew: bool = False
    used_on: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    asked: tuple[Extra, ...] = ()

    @property
    def version(self) -> str:
        """What a form about this licence was filled in from."""
        return str(len(self.events))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A check that counts, with who made it where that is kept."""

    id: int
    kind: CheckKind
    outcome: CheckOutcome
    made_on: date
    valid_to: date | None
    by: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremisesView:
    """A place in use, with its address where the actor may see it."""

    id: int
    label: str
    kind: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionView:
    """An inspection, and what it found where it was made."""

    id: int
    holder: HolderView
    kind: InspectionKind
    due: date
    premises: str = ""
    outcome: InspectionOutcome | None = None
    done_on: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """Something to be done; ``record`` is the public number of the firearm it is about, where the actor may open it.

    ``stock_take`` and ``inspection`` are the numbers of what found it.
    """

    id: int
    holder: HolderView
    kind: TaskKind
    serial: str = ""
    record: str = ""
    text: str = ""
    due: date | None = None
    is_open: bool = True
    stock_take: int | None = None
    inspection: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A decision against what the requirements show, that waits for a second officer."""

    id: int
    outcome: DecisionOutcome
    by: str
    by_id: int
    reason: str
    valid_from: date | None = None
    valid_to: date | None = None
    quota: int | None = None
    grounds: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What came of an application."""

    outcome: DecisionOutcome
    decided_on: date
    by: str
    grounds: str = ""
    text: str = ""
    appeal_by: date | None = None
    licence: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationView:
    """What was asked for, what it rests on, and what came of it.

    ``answers`` are those to the questions that the State asks besides, by their names in its country pack; an answer
    is empty where it was erased. ``asked`` are the questions as they were put on the day of receipt.
    """

    id: int
    holder: HolderView
    code: str
    kind: LicenceKind | None
    category: str
    received_on: date
    quota: int | None
    types: tuple[int, ...] = ()
    fee_reference: str = ""
    renews: str = ""
    premises: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    asked: tuple[Extra, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    proposal: ProposalView | None = None
    decision: DecisionView | None = None

    @property
    def is_met(self) -> bool:
        """Whether everything is met; what cannot be told is not."""
        return all(one.is_met for one in self.requirements)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """All that the actor may know of a holder: without the name of a person, which is opened with a purpose."""

    holder: HolderView
    categories: tuple[tuple[int, str, date], ...]
    licences: tuple[LicenceView, ...]
    applications: tuple[ApplicationView, ...]
    checks: tuple[CheckView, ...]
    premises: tuple[PremisesView, ...]
    inspections: tuple[InspectionView, ...]
    tasks: tuple[TaskView, ...]
    arms: tuple[Card, ...]
    held: int
    has_book: bool
    person: PersonView | None = None


BOOK_HEADING: Final = (
    *("record", "make", "model", "type", "calibre", "serial", "importer"),
    *("acquired", "from", "disposed", "to", "remark"),
)
"""Columns of a book that is taken away; the same in every language, so that a program can read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One line of a dealer's book: a firearm that came in, from whom, and where it went.

    Dates are written as exactly as they are known. ``is_struck``: so it stood until it was corrected.
    """

    record: str
    make: str
    model: str
    type: str
    calibre: str
    serial: str
    importer: str
    acquired: str
    acquired_day: date | None
    giver: str
    disposed: str = ""
    disposed_day: date | None = None
    taker: str = ""
    is_open: bool = False
    is_struck: bool = False
    recorded_at: datetime | None = None

    @property
    def name(self) -> str:
        """What the firearm is called, the maker once."""
        return name_of(self.make, self.model)

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as the cells of a table, in the order of :data:`BOOK_HEADING`."""
        remark = "struck" if self.is_struck else "in stock" if self.is_open else ""
        firearm = (self.record, self.make, self.model, self.type, self.calibre, self.serial, self.importer)
        return (*firearm, self.acquired, self.giver, self.disposed, self.taker, remark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A dealer's book over a period: its lines, how many came in, went out and are in stock.

    ``is_named``: persons stand in it by name. The next page begins after ``after``; ``came`` and ``went`` are None
    where a page does not count so long a book.
    """

    holder: HolderView
    lines: tuple[BookLine, ...]
    first: date | None
    last: date | None
    came: int | None
    went: int | None
    stock: int
    is_named: bool = False
    after: Came | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A number of a stock-take against the book. ``firearm`` is the record's id, ``task`` what is open or was done."""

    outcome: Seen
    serial: str
    firearm: int | None = None
    record: str = ""
    name: str = ""
    task: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockTakeView:
    """What a stock-take found."""

    id: int
    holder: HolderView
    taken_on: date
    by: str
    lines: tuple[Compared, ...] = field(default_factory=tuple)

    def count(self, outcome: Seen) -> int:
        """Count the lines of an outcome."""
        return sum(one.outcome is outcome for one in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of a due-list: whom it is about, what, by when, where it leads, how many firearms that holder has.

    ``after`` names the line, so that a list can go on from it.
    """

    holder: HolderView
    what: str
    day: date | None
    number: str = ""
    route: str = ""
    key: str = ""
    after: str = ""
    note: str = ""
    held: int = 0
