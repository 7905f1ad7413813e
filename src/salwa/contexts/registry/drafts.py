"""Registry, drafts, ¶29: what an officer hands in: a firearm, a mark, an event, a holder. Nothing is checked here."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from salwa.contexts.registry.models import (
    ComponentKind,
    ComponentMaterial,
    Holder,
    HolderKind,
    Legibility,
    MarkMethod,
    MarkPlace,
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
class NewEvent:
    """Something that happened. ``country`` is the State entered; ``holder`` who has title or custody by it."""

    kind: EventKind
    happened: Happened = UNKNOWN_TIME
    country: int = 0
    place: str = ""
    holder: Holder | None = None
    status: Status = Status.UNKNOWN
    corrects: int | None = None


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
