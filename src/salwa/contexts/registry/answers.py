"""Registry, answers, ¶29: what the register tells: cards, lines of a life, candidates. Plain data, already masked."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from salwa.contexts.registry.models import (
    ComponentKind,
    ComponentMaterial,
    Fact,
    HoldReason,
    Legibility,
    MarkKindCode,
    MarkMethod,
    MarkPlace,
    Method,
    Outcome,
    Party,
    Script,
    SuccessionReason,
)
from salwa.kernel.identification.model import Candidate, Ranking
from salwa.kernel.lifecycle import Conflict, EventKind, Gap, Happened, State, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A firearm at a glance. Codes are those of the vocabularies, names empty where unknown.

    ``record`` is the public number, ``serial`` the verbatim serial on the control component; ``import_country`` and
    ``import_year`` are of the last import. ``calibres`` are those it takes beside ``calibre``; ``part`` is set where
    the record is that of a part alone. ``make_as_marked`` and
    ``model_as_marked`` are what stands on the firearm, verbatim, where the vocabulary has no name for it.
    """

    id: int
    record: str
    uuid: UUID
    agency_id: int
    external_id: str = ""
    source: str = ""
    serial: str = ""
    make: str = ""
    model: str = ""
    make_as_marked: str = ""
    model_as_marked: str = ""
    calibre: str = ""
    type: str = ""
    country: str = ""
    year: int | None = None
    import_country: str = ""
    import_year: int | None = None
    calibres: tuple[str, ...] = ()
    part: ComponentKind | None = None
    status: Status = Status.UNKNOWN
    is_alarming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """Something a person should look at.

    ``kind`` is the name of a finding kind, or of an alarming state, in lower case: ``seen_after_destruction``,
    ``shared_component``, ``component_serial``, ``stolen``. ``record`` is the public number of the record it is about
    (None where that is masked), ``entries`` are the ordinals of the lines of life it rests on, ``other`` is a second
    record; where the actor may not open that one, it is None and ``ask`` names the agency that keeps it.
    """

    kind: str
    record: str | None
    entries: tuple[int, ...] = ()
    other: str | None = None
    text: str = ""
    ask: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A candidate: its reasons and probability, and its card, or, where the actor may not open it, whom to ask.

    ``part`` is set where it was found by the number of a part that is not its control component; ``part_serial`` is
    that number, verbatim. Where the part with the number was first registered with another record, ``came_from`` names
    that, or ``came_from_ask`` the agency to ask. ``merged_from`` names the records merged into it on which the number
    stands that was found, of those that the actor may open.
    """

    candidate: Candidate
    card: Card | None
    ask: str = ""
    part: ComponentKind | None = None
    part_serial: str = ""
    came_from: str = ""
    came_from_ask: str = ""
    merged_from: tuple[str, ...] = ()

    @property
    def probability(self) -> float:
        """The candidate's probability; the same whether masked or not."""
        return self.candidate.probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The answer to marks put to the register."""

    ranking: Ranking
    found: tuple[Found, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetail:
    """What is told of a line beside time, place and holder; names of people only where the actor may see holders.

    ``certificate`` is number, issuer, day of issue (None where not known) and standard; ``answers`` are those to the
    questions that the State asks besides, by their names in its country pack, and ``said`` the same in words.
    """

    giver: str = ""
    until: date | None = None
    reference: str = ""
    consignment: str = ""
    permit: str = ""
    method: Method = Method.UNKNOWN
    certificate: tuple[str, str, date | None, str] | None = None
    witnesses: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[str, str], ...] = ()


class Line(NamedTuple):
    """One line of a life. ``ordinal`` counts in the order of recording over all merged records.

    ``holder`` is empty where there is none or the actor may not see it. ``is_withdrawn``: corrected by a later line.
    ``record`` is the record it was written in, where that is another than the one asked for. ``agency`` is the one for
    which the line was recorded. ``stated`` is the source's own word for ``status``, where it stated one.
    """

    ordinal: int
    kind: EventKind
    happened: Happened
    recorded_at: datetime
    recorded_by: str
    reason: str
    entry: int
    status: Status = Status.UNKNOWN
    stated: str = ""
    place: str = ""
    country: str = ""
    holder: str = ""
    corrects: int | None = None
    is_withdrawn: bool = False
    record: str = ""
    agency: str = ""
    detail: LineDetail | None = None
    moves: tuple["PartMove", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A mark on a component: verbatim text, what it is taken to mean, how it stands, and what a rule says to that."""

    ordinal: int
    kind: MarkKindCode
    text: str
    meaning: str
    country: str
    year: int | None
    place: MarkPlace
    method: MarkMethod
    script: Script
    legibility: Legibility
    is_withdrawn: bool = False
    measure: "MeasureView | None" = None
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """How a mark was last found to stand, in millimetres; None: not looked at."""

    depth: Decimal | None
    height: Decimal | None
    on_plate: bool | None
    measured_on: date | None
    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentView:
    """A component with its marks. ``record`` names the record it was first registered with, where that is another.

    Where the actor may not open that one, ``ask`` names the agency. ``key`` is by what a form names the part,
    ``number`` the record that the part has of its own, ``since`` when it was moved here, None where it never was.
    """

    ordinal: int
    kind: ComponentKind
    is_control: bool
    marks: tuple[MarkView, ...]
    record: str = ""
    ask: str = ""
    key: str = ""
    number: str = ""
    since: Happened | None = None
    material: ComponentMaterial = ComponentMaterial.UNKNOWN
    calibres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneView:
    """A part that is here no more: its own record, and in which record it sits now, or whom to ask."""

    kind: ComponentKind
    number: str
    now_in: str
    ask: str
    is_loose: bool
    since: Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class StayView:
    """Where a part was, and since when; ``since`` None: from its registration on."""

    record: str
    ask: str
    is_loose: bool
    since: Happened | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartMove:
    """A part that came in or went out by an event; ``number`` is its own record.

    In the part's own record ``place`` names the weapon it came out of or went into, or the agency to ask.
    """

    kind: ComponentKind
    number: str
    comes_in: bool
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowView:
    """A record that follows one whose identity ended, or the other way round, and why; or whom to ask."""

    record: str
    ask: str
    reason: SuccessionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """A remark under its heading, verbatim."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A fact of the firearm that was set right: what the record said, what it says since, who said so and why.

    ``record`` names the record that said so, where that is one which was merged into this.
    """

    fact: Fact
    before: str
    after: str
    entry: int
    corrected_at: datetime
    corrected_by: str
    reason: str
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything the actor may know of a firearm. Lines stand in the order things happened.

    ``survivor`` is the record this one is shown under (None where it stands for itself), ``absorbed`` those shown
    under it. Gaps, conflicts and the state refer to lines by ordinal. ``ask`` names the agencies that keep records
    merged with this one which the actor may not open: nothing here is from those. ``gone`` are parts that it had,
    ``stays`` where the part has been whose own record this is; ``followed_by`` and ``follows`` are what came after and
    before an identity that ended; ``corrections`` are facts that were set right, the oldest first.
    """

    card: Card
    agency: str
    state: State
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[Conflict, ...]
    findings: tuple[FindingView, ...]
    components: tuple[ComponentView, ...]
    remarks: tuple[RemarkView, ...]
    survivor: str | None = None
    absorbed: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    gone: tuple[GoneView, ...] = ()
    stays: tuple[StayView, ...] = ()
    followed_by: tuple[FollowView, ...] = ()
    follows: tuple[FollowView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A kind of event that the actor may record of a firearm; ``forbidden`` are the rules that refuse it as of today.

    What is forbidden today may still have happened before: it is recorded with its date.
    """

    kind: EventKind
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A hold that is open on a firearm: why, its reference, and who placed it when."""

    id: int
    reason: HoldReason
    reference: str
    placed_at: datetime
    placed_by: str
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """What one side of a proposal said, None where it has said nothing yet."""

    party: Party
    is_given: bool | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposed transfer: the two sides, what is asked, the days, and what became of it (None while it is open).

    ``may_be_carried_out`` says that every consent is there and the day is within ``not_before`` and ``expires``.
    """

    id: int
    record: str
    name: str
    kind: EventKind
    giver: str
    taker: str
    consents: tuple[ConsentView, ...]
    not_before: date
    expires: date
    source: str
    proposed_at: datetime
    proposed_by: str
    reason: str = ""
    until: date | None = None
    reference: str = ""
    permit: str = ""
    outcome: Outcome | None = None
    has_lapsed: bool = False
    may_be_carried_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What an officer can do with a record now. ``version`` is that of the life (see queries/desks.py).

    ``kinds`` are those that the officer's roles record; ``holder`` names the holder on record.
    """

    version: str
    kinds: frozenset[EventKind]
    holds: tuple[HoldView, ...]
    proposal: int | None = None
    may_correct: bool = False
    may_hold: bool = False
    holder: str = ""
    holder_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A firearm that is due back, or due to leave, and the day. ``with_whom`` has it until then."""

    record: str
    name: str
    serial: str
    kind: EventKind
    until: date
    with_whom: str
    days_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderView:
    """A holder as officers pick one: never a person by name."""

    id: int
    number: str
    name: str
    kind: str
