"""Licensing, rules, ¶37 ¶64: what may follow what in the life of a licence."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Final

from salwa.contexts.licensing.rules.life import ENDS, GIVES_TERMS, Event, EventKind, Standing, State, standing
from salwa.contexts.licensing.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An event about to be recorded. ``held``: firearms the holder has now; ``grounds``: the code of the reason."""

    state: State
    event: Event
    today: date
    held: int = 0
    grounds: str = ""


class StepRule(Rule):
    """A check of one event against what the licence is. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def is_kept(cls, step: Step) -> bool:
        """Whether the event may be recorded."""


class EndedStaysEnded(StepRule):
    """This licence was revoked, surrendered or used up, so nothing more can happen to it. Take in a new application.

    Source: tracing.md section 2: a record is not reopened silently.
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.state.ended is None


class DecidedWhenItHappens(StepRule):
    """What happens to a licence is recorded on the day it is decided or later, not before.

    Source: the register records what happened (tracing.md section 2).
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.event.day <= step.today


class NothingOutOfOrder(StepRule):
    """The day lies before what was recorded of this licence last. Check the day.

    Source: tracing.md section 2: what is decided rests on what the licence was on that day.
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.state.since is None or step.event.day >= step.state.since


class EndsAfterItBegins(StepRule):
    """The last day of the licence lies before its first.

    Source: ISO 8601-2:2019, intervals run forward.
    """

    source = "ISO 8601-2"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        event = step.event
        if event.kind not in GIVES_TERMS or event.valid_to is None:
            return True
        return event.valid_from is not None and event.valid_from <= event.valid_to


class SuspendedOnce(StepRule):
    """Only a licence in force, or one that is to begin, can be suspended.

    Source: EU 2021/555, article 5: a licence is in force, or it is not.
    """

    source = "EU 2021/555 article 5"
    unverified = True

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        if step.event.kind is not EventKind.SUSPENDED:
            return True
        return standing(step.state, step.event.day) in (Standing.IN_FORCE, Standing.NOT_YET) and not (
            step.state.is_suspended
        )


class ReinstatedAfterSuspension(StepRule):
    """This licence is not suspended, so it cannot be put into force again.

    Source: EU 2021/555, article 5: a licence is in force, or it is not.
    """

    source = "EU 2021/555 article 5"
    unverified = True

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.event.kind is not EventKind.REINSTATED or step.state.is_suspended


class SuspendedIsNotRenewed(StepRule):
    """This licence is suspended. Put it into force again, or revoke it, before it is renewed.

    Source: EU 2021/555, article 5: whoever has a licence meets what it rests on all the time.
    """

    source = "EU 2021/555 article 5"
    unverified = True

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.event.kind is not EventKind.RENEWED or not step.state.is_suspended


class GroundsAreGiven(StepRule):
    """Say on what grounds: the holder may ask, and a court may.

    Source: issue 3 of this project, point 5: refusals and revocations with reasons.
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        asks = step.event.kind in (EventKind.SUSPENDED, EventKind.REVOKED)
        return not asks or bool(step.grounds)


class ArmsAreSpokenFor(StepRule):
    """The holder has firearms. Say until when they are to be handed in or passed on.

    Source: issue 3 of this project, point 5: what happens with the arms of a revoked licence.
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        asks = step.event.kind in (EventKind.REVOKED, EventKind.SURRENDERED) and step.held > 0
        return not asks or step.event.hand_in_by is not None


STEP_RULES: Final[tuple[type[StepRule], ...]] = (
    EndedStaysEnded,
    DecidedWhenItHappens,
    NothingOutOfOrder,
    EndsAfterItBegins,
    SuspendedOnce,
    ReinstatedAfterSuspension,
    SuspendedIsNotRenewed,
    GroundsAreGiven,
    ArmsAreSpokenFor,
)
"""Rules that refuse an event, in the order they are told."""


def broken_steps(step: Step) -> tuple[type[StepRule], ...]:
    """Give the rules that the event breaks; of a licence that has ended only that. Source: the rules' own."""
    if not EndedStaysEnded.is_kept(step):
        return (EndedStaysEnded,)
    return tuple(rule for rule in STEP_RULES if not rule.is_kept(step))


def ends(kind: EventKind) -> bool:
    """Whether nothing more happens to a licence after an event. Source: :mod:`.life`."""
    return kind in ENDS
