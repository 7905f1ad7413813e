"""Registry, rules, ¶29: what can have happened to a firearm at all, each rule with its source."""

from datetime import date
from typing import Final

from salwa.contexts.registry.rules._base import Step, StepRule, brings, may_have_been_before, sets_right
from salwa.kernel.lifecycle import EventKind, Happened, Status, in_force
from salwa.kernel.lifecycle.conflicts import ConflictKind
from salwa.kernel.lifecycle.kinds import DEALINGS, PASSES_ON, SIGHTINGS, WORKS

_BETWEEN_HOLDERS: Final = PASSES_ON - {EventKind.REGISTRATION, EventKind.IMPORT}
_THERE_TOO: Final = frozenset({EventKind.STORAGE, EventKind.FORFEITURE, EventKind.RETENTION, EventKind.DESTRUCTION})
"""Besides dealings and works: for these the firearm has to be there."""


def has_happened(happened: Happened, today: date) -> bool:
    """Whether something can have happened by ``today``: what begins later has not. Source: the rules that ask."""
    return happened.first is None or happened.first <= today


class NotInTheFuture(StepRule):
    """An event is recorded when it has happened, not before.

    Source: the register records what happened (tracing.md section 2, events to model).
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return has_happened(step.event.happened, step.today)


class DestroyedStaysDestroyed(StepRule):
    """This firearm is recorded as destroyed, so nobody can deal with it any more.

    If that record is wrong, correct it first. If the firearm was seen since, record the find, seizure or surrender: it
    is kept beside the destruction as a conflict.

    Source: tracing.md section 6, case 10: a record is not reopened silently.
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return (
            step.state.status is not Status.DESTROYED
            or step.event.kind in SIGHTINGS
            or sets_right(step)
            or may_have_been_before(step)
        )


class EndedStaysEnded(StepRule):
    """The identity of this weapon has ended, and another record follows it: record this there.

    Source: tracing.md section 2: exchanging the leading part, or dismantling, ends the weapon's identity (the German
    weapons register's rule; whether it holds here is said by the country pack).
    """

    source = "German weapons register"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return (
            step.state.status is not Status.IDENTITY_ENDED
            or step.event.kind in SIGHTINGS
            or sets_right(step)
            or may_have_been_before(step)
        )


class NothingBeforeManufacture(StepRule):
    """Nothing happens to a firearm before it is made. Check the date of this event against the date of manufacture.

    Source: tracing.md section 2, events to model; EU 2021/555, article 4(5), dates kept for each firearm.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return not brings(step, ConflictKind.BEFORE_MANUFACTURE)


class MadeOnce(StepRule):
    """A manufacture is recorded already. If that entry is wrong, correct it: "This line is wrong".

    Source: International Tracing Instrument, paragraph 8(a): the mark of manufacture is applied once.
    """

    source = "ITI 8(a)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        if step.event.kind is not EventKind.MANUFACTURE or step.event.corrects is not None:
            return True
        return all(event.kind is not EventKind.MANUFACTURE for event in in_force(step.life))


class MissingIsFoundFirst(StepRule):
    """This firearm is recorded as lost or stolen.

    Record how it came back (find, seizure or surrender) before it is dealt with.

    Source: Firearms Protocol, article 7: records that let lost and stolen firearms be traced.
    """

    source = "Firearms Protocol 7"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        kind = step.event.kind
        if kind in DEALINGS and brings(step, ConflictKind.DEALING_WHILE_MISSING):
            return False
        is_missing = step.state.status in {Status.LOST, Status.STOLEN}
        if not is_missing or sets_right(step) or may_have_been_before(step):
            return True
        return kind not in DEALINGS | WORKS | _THERE_TOO


class OneHolderAtATime(StepRule):
    """Another holder is on record. A firearm passes from one holder to the next by a transfer.

    Source: Firearms Protocol, article 7; EU 2021/555, article 4(5)(e): the holder and each change of holder are kept.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.event.kind is not EventKind.REGISTRATION or not brings(step, ConflictKind.TWO_HOLDERS)


class TransferChangesHolder(StepRule):
    """This holder already has the firearm on record: there is nothing to transfer.

    Source: EU 2021/555, article 4(5): each change of holder is kept.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return (
            step.event.kind not in _BETWEEN_HOLDERS
            or step.event.holder is None
            or step.event.holder != step.state.holder
            or may_have_been_before(step)
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
