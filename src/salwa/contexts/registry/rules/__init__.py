"""Registry, rules, ¶28 ¶29 ¶63: named checks with their source. Pure; a rule's docstring is what the user reads."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from salwa.kernel.lifecycle import Event, EventKind, State, Status, conflicts, in_force
from salwa.kernel.lifecycle.conflicts import ConflictKind
from salwa.kernel.lifecycle.kinds import DEALINGS, SIGHTINGS
from salwa.kernel.marks.folding import plain
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
    """An event about to be recorded, with the life before it and the day on which it is recorded."""

    life: Sequence[Event]
    state: State
    event: Event
    today: date


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


class ITI8a(MarkRule):
    """A firearm is marked at manufacture with the maker's name, the country of manufacture and a serial number.

    Source: International Tracing Instrument, paragraph 8(a); Firearms Protocol, article 8(1)(a).
    """

    source = "ITI 8(a); Firearms Protocol 8(1)(a)"

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        kinds = {mark.kind for mark in marks}
        return MarkKind.SERIAL in kinds and MarkKind.MAKER in kinds and any(mark.country for mark in marks)


class Protocol8ImportMark(MarkRule):
    """An imported firearm carries a mark of the country of import and, where possible, the year of import.

    Source: Firearms Protocol, article 8(1)(b); International Tracing Instrument, paragraph 8(b).
    """

    source = "Firearms Protocol 8(1)(b); ITI 8(b)"

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        return any(mark.kind is MarkKind.IMPORT and mark.country for mark in marks)


class ITI10(MarkRule):
    """The serial number stands on the component without which the weapon cannot be used: frame or receiver.

    Source: International Tracing Instrument, paragraph 10.
    """

    source = "ITI 10"
    unverified = True

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        serials = [mark for mark in marks if mark.kind is MarkKind.SERIAL]
        return not serials or any(mark.on_control for mark in serials)


class SerialSaysSomething(MarkRule):
    """A serial number has at least one letter or digit.

    What cannot be read at all is noted as a remark, not as a serial.

    Source: tracing.md section 3, non-serials in the serial field (German weapons register).
    """

    source = "tracing.md section 3"

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        return all(plain(mark.text).strip("?") for mark in marks if mark.kind is MarkKind.SERIAL)


class NotInTheFuture(StepRule):
    """An event is recorded when it has happened, not before.

    Source: the register records what happened (tracing.md section 2, events to model).
    """

    source = "tracing.md section 2"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        first = step.event.happened.first
        return first is None or first <= step.today


class DestroyedStaysDestroyed(StepRule):
    """This firearm is recorded as destroyed, so nobody can deal with it any more.

    If that record is wrong, correct it first. If the firearm was seen since, record the find, seizure or surrender: it
    is kept beside the destruction as a conflict.

    Source: tracing.md section 6, case 10: a record is not reopened silently.
    """

    source = "tracing.md section 6, case 10"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return (
            step.state.status is not Status.DESTROYED
            or step.event.kind in SIGHTINGS
            or step.event.corrects is not None
            or _may_have_been_before(step)
        )


def _may_have_been_before(step: Step) -> bool:
    """Whether an event surely lies before the end: an old event learned late."""
    return step.event.happened.surely_before(step.state.since)


class EndedStaysEnded(StepRule):
    """The identity of this weapon has ended, and another record follows it: record this there.

    Source: tracing.md section 2: exchanging the leading part, or dismantling, ends the weapon's identity (the German
    weapons register's rule; whether it holds here is said by the country pack).
    """

    source = "tracing.md section 2"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return (
            step.state.status is not Status.IDENTITY_ENDED
            or step.event.kind in SIGHTINGS
            or step.event.corrects is not None
            or _may_have_been_before(step)
        )


class NothingBeforeManufacture(StepRule):
    """Nothing happens to a firearm before it is made. Check the date of this event against the date of manufacture.

    Source: tracing.md section 2, events to model; EU 2021/555, article 4(5), dates kept for each firearm.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return not _brings(step, ConflictKind.BEFORE_MANUFACTURE)


class MissingIsFoundFirst(StepRule):
    """This firearm is recorded as lost or stolen.

    Record how it came back (find, seizure or surrender) before it is dealt with.

    Source: Firearms Protocol, article 7: records that let lost and stolen firearms be traced.
    """

    source = "Firearms Protocol 7"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.event.kind not in DEALINGS or not _brings(step, ConflictKind.DEALING_WHILE_MISSING)


class OneHolderAtATime(StepRule):
    """Another holder is on record. A firearm passes from one holder to the next by a transfer.

    Source: Firearms Protocol, article 7; EU 2021/555, article 4(5)(e): the holder and each change of holder are kept.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.event.kind is not EventKind.REGISTRATION or not _brings(step, ConflictKind.TWO_HOLDERS)


class TransferChangesHolder(StepRule):
    """This holder already has the firearm on record: there is nothing to transfer.

    Source: EU 2021/555, article 4(5): each change of holder is kept.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return (
            step.event.kind is not EventKind.TRANSFER
            or step.event.holder is None
            or step.event.holder != step.state.holder
            or _may_have_been_before(step)
        )


class CorrectionNamesAnEntryInForce(StepRule):
    """A correction names an event of this firearm that has not been corrected already.

    Source: ATF Ruling 2016-1: the wrong entry stays readable and the right one points to it.
    """

    source = "ATF Ruling 2016-1"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        corrects = step.event.corrects
        return corrects is None or corrects in {event.ordinal for event in in_force(step.life)}


STEP_RULES: Final[tuple[type[StepRule], ...]] = (
    NotInTheFuture,
    CorrectionNamesAnEntryInForce,
    DestroyedStaysDestroyed,
    EndedStaysEnded,
    NothingBeforeManufacture,
    MissingIsFoundFirst,
    OneHolderAtATime,
    TransferChangesHolder,
)
"""Rules that refuse an event, in the order they are told."""

REFUSING_MARK_RULES: Final[tuple[type[MarkRule], ...]] = (SerialSaysSomething,)
ADVISING_MARK_RULES: Final[tuple[type[MarkRule], ...]] = (ITI8a, ITI10)
"""Rules that old and foreign firearms may break: told, and never a reason to refuse a record."""


def broken_steps(step: Step) -> tuple[type[StepRule], ...]:
    """Give the rules that the event breaks. Source: the rules' own."""
    return tuple(rule for rule in STEP_RULES if not rule.is_kept(step))


def broken_marks(marks: Sequence[MarkFacts]) -> tuple[type[MarkRule], ...]:
    """Give the rules by which these marks are refused. Source: the rules' own."""
    return tuple(rule for rule in REFUSING_MARK_RULES if not rule.is_kept(marks))


def advice_on(marks: Sequence[MarkFacts], *, is_imported: bool) -> tuple[type[MarkRule], ...]:
    """Give the rules that the record of a firearm's marks does not meet. Source: the rules' own."""
    asked: list[type[MarkRule]] = [*ADVISING_MARK_RULES]
    if is_imported:
        asked.append(Protocol8ImportMark)
    return tuple(rule for rule in asked if not rule.is_kept(marks))


def _brings(step: Step, kind: ConflictKind) -> bool:
    before = set(conflicts(step.life))
    return any(found.kind is kind and found not in before for found in conflicts([*step.life, step.event]))
