"""Marking, drafts, ¶28 ¶63: what an officer hands in. Nothing is checked here."""

from dataclasses import dataclass
from datetime import date

from salwa.contexts.marking.models import MachineKind, Outcome, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsignment:
    """Firearms to be marked together. ``country`` is ISO 3166-1 numeric, 0 unknown.

    ``importer`` is a company on record: its name, and its registration number where several have that name.
    """

    use: Use
    reference: str
    country: int = 0
    importer: tuple[str, str] = ("", "")
    arrived: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """Who marks: an agency (the actor's own where none is named), by a machine or by hand; the unit of the scheme."""

    agency_id: int | None = None
    machine_id: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPad:
    """Numbers on paper for firearms that nobody knows yet: how many, for what, whom, and what the pad is called."""

    use: Use
    count: int
    label: str
    agency_id: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was reported of one mark: ``mark`` as written, its outcome, the record where it is another, the reason.

    ``line`` is where it stood in what was handed in, from 1; 0 where it has no line.
    """

    mark: str
    outcome: Outcome
    record: str = ""
    reason: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMachine:
    """A machine, or a set of stamps, and since when it stands where it stands."""

    kind: MachineKind
    maker: str
    serial: str
    since: date
    software: str = ""
    unit_id: int | None = None
