"""Registry, drafts, ¶29: what an officer hands in: a firearm, a mark, an event, a holder. Nothing is checked here."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from salwa.contexts.registry.models import (
    ComponentKind,
    ComponentMaterial,
    Holder,
    HolderKind,
    Legibility,
    MarkMethod,
    MarkPlace,
    Method,
    Party,
    Sex,
)
from salwa.kernel.lifecycle import UNKNOWN_TIME, EventKind, Happened, Status
from salwa.kernel.marks.model import MarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMark:
    """A mark: verbatim ``text``, where it stands, and what it means (vocabulary ``code``, ISO numeric ``country``).

    ``component`` is the ordinal of the component, from 1.
    """

    kind: MarkKind
    text: str
    component: int = 1
    code: int = 0
    country: int = 0
    year: int = 0
    place: MarkPlace = MarkPlace.UNKNOWN
    method: MarkMethod = MarkMethod.UNKNOWN
    legibility: Legibility = Legibility.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCertificate:
    """The paper by which somebody vouches for an event; ``standard`` is what it was done by, as the paper has it."""

    number: str
    issuer: str
    issued_on: date | None = None
    standard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is told of an event beside time, place and holder.

    ``giver`` is who gives the firearm away, ``until`` the day on which it is due back or due to leave. ``answers`` are
    those to the questions that the State asks besides, by the names of its country pack.
    """

    giver: Holder | None = None
    until: date | None = None
    reference: str = ""
    consignment: str = ""
    permit: str = ""
    method: Method = Method.UNKNOWN
    certificate: NewCertificate | None = None
    witnesses: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    seen: str = ""


NO_DETAILS: Final = Details()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """Something that happened. ``country`` is the State entered; ``holder`` who has title or custody by it."""

    kind: EventKind
    happened: Happened = UNKNOWN_TIME
    country: int = 0
    place: str = ""
    holder: Holder | None = None
    status: Status = Status.UNKNOWN
    corrects: int | None = None
    details: Details = NO_DETAILS


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """When and where something happened, who has the firearm by it, and what else is told: of any kind of event."""

    happened: Happened = UNKNOWN_TIME
    place: str = ""
    country: int = 0
    holder: Holder | None = None
    details: Details = NO_DETAILS

    def event(self, kind: EventKind) -> NewEvent:
        """Give it as an event of a kind."""
        return NewEvent(
            kind=kind,
            happened=self.happened,
            place=self.place,
            country=self.country,
            holder=self.holder,
            details=self.details,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFacts:
    """What a firearm is, where a record says it wrongly or not at all; None leaves a fact as it is, 0 is unknown.

    ``seen`` is the version of the record that was looked at (queries/_versions.py, ``count_of``).
    """

    make: int | None = None
    model: int | None = None
    calibre: int | None = None
    type: int | None = None
    country: int | None = None
    year: int | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """A transfer that the law lets happen only with consents, or after days: what it will be, and to whom.

    ``giver`` None stands for the holder on record. ``until`` is the day on which a loan is due back, ``expires`` the
    last day on which the consents count (None: as long as the register lets it, :data:`PROPOSAL_DAYS`).
    """

    kind: EventKind
    taker: Holder
    giver: Holder | None = None
    until: date | None = None
    expires: date | None = None
    reference: str = ""
    permit: str = ""
    seen: str = ""


PROPOSAL_DAYS: Final = 90
"""Days for which a proposal stands where whoever makes it names no last day; a choice of ours, said on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """What one side says to a proposal; ``reference`` is that of the signed paper."""

    party: Party
    is_given: bool
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFirearm:
    """A firearm: vocabulary codes (0 unknown), components in order of their ordinals, marks, and remarks by heading.

    ``control`` is the ordinal of the component that carries the identity.
    """

    make: int = 0
    model: int = 0
    calibre: int = 0
    type: int = 0
    country: int = 0
    year: int = 0
    external_id: str = ""
    source: str = ""
    components: tuple[ComponentKind, ...] = (ComponentKind.UNKNOWN,)
    control: int = 1
    marks: tuple[NewMark, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """A part that sits in no weapon: its kind, what is known of it (vocabulary codes, 0 unknown), and its marks."""

    kind: ComponentKind
    make: int = 0
    model: int = 0
    calibre: int = 0
    type: int = 0
    country: int = 0
    year: int = 0
    material: ComponentMaterial = ComponentMaterial.UNKNOWN
    marks: tuple[NewMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasure:
    """How a mark was found to stand: depth and height in millimetres, on a metal plate or not; None: not looked at."""

    depth: Decimal | None = None
    height: Decimal | None = None
    on_plate: bool | None = None
    measured_on: date | None = None
    instrument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHolder:
    """A holder. Of a person: sex, year of birth (0 unknown), and the identity, kept apart. Of a company: its name."""

    kind: HolderKind
    agency_id: int | None = None
    name: str = ""
    country: int = 0
    registration_number: str = ""
    sex: Sex = Sex.UNKNOWN
    year_of_birth: int = 0
    family_name: str = ""
    given_names: str = ""
    born: date | None = None
    document: tuple[int, str, str] = field(default=(0, "", ""))
    """Country, kind and number of a document."""
