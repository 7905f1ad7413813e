"""Licensing, drafts, ¶37 ¶59: what an officer hands in. Nothing is checked here."""

from dataclasses import dataclass
from datetime import date

from salwa.contexts.licensing.models import (
    Category,
    CheckKind,
    CheckOutcome,
    InspectionKind,
    InspectionOutcome,
    Licence,
    Premises,
    PremisesKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApplication:
    """What is asked for: a kind of the country pack, in which capacity, for how many firearms of which types.

    ``received_on`` None is today; ``renews`` is the licence to be renewed. ``answers`` are those to the questions that
    the State asks besides, by their names in its country pack.
    """

    kind: str
    category: Category
    received_on: date | None = None
    quota: int | None = None
    types: tuple[int, ...] = ()
    premises: Premises | None = None
    fee_reference: str = ""
    renews: Licence | None = None
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is granted: from when, until when (None until further notice), for how many (None without limit).

    ``condition`` is one in the officer's own words, beside those of the kind. ``decided_on`` None is today.
    """

    valid_from: date
    valid_to: date | None = None
    quota: int | None = None
    condition: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """On what grounds, in a code and in words. ``appeal_by`` is the last day for an appeal."""

    grounds: str
    text: str = ""
    appeal_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What an officer does with a licence on a day; ``hand_in_by`` until when firearms are handed in or passed on."""

    day: date
    grounds: str = ""
    text: str = ""
    hand_in_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheck:
    """A check that was made. ``by`` and ``document`` may name somebody; what was found of health is nowhere."""

    kind: CheckKind
    outcome: CheckOutcome
    made_on: date
    valid_to: date | None = None
    by: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPremises:
    """A place: what it is for, how it is told from the holder's others, and its address."""

    kind: PremisesKind
    label: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInspection:
    """An inspection to be made by a day."""

    kind: InspectionKind
    due: date
    premises: Premises | None = None
    licence: Licence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an inspection found: what is to be mended, each a sentence, and when somebody looks again."""

    outcome: InspectionOutcome
    done_on: date
    to_mend: tuple[str, ...] = ()
    follow_up: date | None = None
