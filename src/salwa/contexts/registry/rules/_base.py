"""Registry, rules: what a rule is, and what it is asked about."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from salwa.kernel.lifecycle import Event, State, conflicts
from salwa.kernel.lifecycle.conflicts import ConflictKind
from salwa.kernel.lifecycle.kinds import PAPERWORK
from salwa.kernel.marks.model import MarkKind


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """What rules ask of a mark: kind, verbatim text, whether it is on the control component, what it means."""

    kind: MarkKind
    text: str
    on_control: bool = True
    code: int = 0
    country: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """An event about to be recorded, with the life before it and the day on which it is recorded.

    ``state`` is that of the life without the entry that the event corrects. ``giver`` is who gives it away by it,
    ``until`` the day on which it is due back, ``certified`` the day of its certificate (None where there is none, the
    first day of all where there is one without a date). ``is_held`` says that a hold is open on the firearm,
    ``lacks_consent`` that the State asks for consents which are not there.
    """

    life: Sequence[Event]
    state: State
    event: Event
    today: date
    giver: int | None = None
    until: date | None = None
    certified: date | None = None
    is_held: bool = False
    lacks_consent: bool = False


class Rule:
    """A check with a name. Source: each rule names its own.

    ``source`` is the instrument; ``unverified`` says that its text was quoted from memory and stands to be checked.
    """

    source: ClassVar[str] = ""
    unverified: ClassVar[bool] = False

    @classmethod
    def text(cls) -> str:
        """Give the sentence for the user."""
        return " ".join((cls.__doc__ or "").split("Source:")[0].split())


class MarkRule(Rule):
    """A check of the marks of one firearm. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        """Whether the marks satisfy the rule."""


class StepRule(Rule):
    """A check of one event against the life before it. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def is_kept(cls, step: Step) -> bool:
        """Whether the event may be recorded."""


def brings(step: Step, kind: ConflictKind) -> bool:
    """Whether the event makes a conflict of this kind that the life did not have. Source: the rule that asks."""
    before = set(conflicts(step.life))
    return any(found.kind is kind and found not in before for found in conflicts([*step.life, step.event]))


def sets_right(step: Step) -> bool:
    """Whether the event takes an entry back, or says over again what happened by it. Source: the rule that asks.

    An entry that is put right into something else happens like any other, in the state without that entry.
    """
    corrects = step.event.corrects
    if corrects is None:
        return False
    same = (event.kind is step.event.kind for event in step.life if event.ordinal == corrects)
    return step.event.kind in PAPERWORK or any(same)


def may_have_been_before(step: Step) -> bool:
    """Whether an event surely lies before the present state: an old event learned late. Source: the rule that asks."""
    return step.event.happened.surely_before(step.state.since)
