"""Marking, answers, ¶28 ¶63: what the queries tell: accounts, sheets, progress. Plain data."""

from dataclasses import dataclass
from datetime import date, datetime

from salwa.contexts.marking.models import DiscrepancyKind, MachineKind, NoteKind, Outcome, Use
from salwa.contexts.marking.rules.accounting import Account, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series with its account; ``next_mark`` is empty where the series is used up."""

    id: int
    use: Use
    stem: str
    edition: str
    next_mark: str
    left: int
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """An allotment: numbers as marks from first to last, and the job they went to."""

    run: Run
    first: str
    last: str
    job: int
    label: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One number of a job. ``record`` is the firearm's public number, empty where it is not known yet.

    ``outcome`` is None while the number is open; ``is_verified`` whether the mark was read again and is the same.
    ``outcome_id`` names the report to who reads the mark again without telling the mark.
    """

    number: int
    mark: str
    firearm: int | None
    record: str
    described: str
    part: str
    component: int
    is_doubled: bool
    outcome: Outcome | None = None
    outcome_id: int | None = None
    reason: str = ""
    is_verified: bool = False
    is_read: bool = False
    is_entered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """A job and how far it is. ``account`` is of its own numbers; ``version`` changes whenever anything of it does.

    ``is_by_hand``: no machine marks, or one that is a set of hand stamps, and no file is of use to it.
    """

    id: int
    label: str
    use: Use
    agency: str
    machine: str
    is_by_hand: bool
    consignment: int | None
    series: int
    stem: str
    account: Account
    verified: int
    entered: int
    discrepancies: int
    is_sent: bool
    is_closed: bool
    version: str

    @property
    def told(self) -> int:
        """How many of its numbers have an outcome."""
        return self.account.allotted - self.account.still_open


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchView:
    """A sending of a job; ``digest`` is the SHA-256 in hexadecimal digits."""

    form: int
    digest: str
    marks: int
    sent_at: datetime
    sent_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyView:
    """What does not agree about a number. ``read`` is what was read, ``should_be`` the mark."""

    id: int
    job: int
    kind: DiscrepancyKind
    should_be: str
    read: str
    record: str
    other: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsignmentView:
    """A consignment and how far its marking is: firearms, planned, marked and read again."""

    id: int
    use: Use
    reference: str
    agency: str
    country: str
    arrived: date | None
    firearms: int
    planned: int
    marked: int
    importer: str = ""

    @property
    def due(self) -> int:
        """How many firearms are not marked yet."""
        return self.firearms - self.marked


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A firearm of a consignment; ``job`` is the one its mark is planned in."""

    ordinal: int
    record: str
    described: str
    job: int | None
    is_marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineView:
    """A machine in the register; ``until`` is the day it was taken out of service."""

    id: int
    kind: MachineKind
    maker: str
    serial: str
    software: str
    agency: str
    unit: str
    since: date
    until: date | None
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A line of a machine's log."""

    kind: NoteKind
    day: date
    text: str
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellView:
    """Who operated a machine, from when to when."""

    id: int
    person: str
    job: int | None
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A seized firearm that is kept without a unique mark; ``tone`` is the one of its state on every page."""

    record: str
    name: str
    status: str
    tone: str
