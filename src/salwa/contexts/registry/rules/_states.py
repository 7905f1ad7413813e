"""Registry, rules, ¶24 ¶25 ¶29 ¶64: what can happen to a firearm as it is now, each rule with its source."""

from abc import abstractmethod
from typing import ClassVar, Final

from salwa.contexts.registry.rules._base import Step, StepRule, may_have_been_before, sets_right
from salwa.kernel.lifecycle import EventKind, Status
from salwa.kernel.lifecycle.kinds import AS_LIVE, PASSES_ON, SIGHTINGS, WORKS

_PASSES: Final = PASSES_ON - {EventKind.IMPORT}
_ENTERS: Final = frozenset({EventKind.IMPORT, EventKind.TEMPORARY_IMPORT, EventKind.TRANSIT})
_MISSES: Final = frozenset({EventKind.LOSS, EventKind.THEFT})
_PAST: Final = frozenset({EventKind.MANUFACTURE, EventKind.LICENCE, EventKind.CORRECTION, EventKind.STATED_BY_SOURCE})
_TITLE_WITHOUT_THE_THING: Final = frozenset({EventKind.INHERITANCE})
_SINCE_THE_PARTS: Final = frozenset(range(40, 50))
"""Kinds of the lives of parts, which have rules of their own."""


class StateRule(StepRule):
    """A check that rests on the present state. What is set right, and what lies before that state, is let pass.

    Source: each rule names its own.
    """

    states: ClassVar[frozenset[Status]] = frozenset()

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        """Whether the event may be recorded."""
        if step.state.status not in cls.states or sets_right(step) or may_have_been_before(step):
            return True
        return step.event.kind in _SINCE_THE_PARTS or cls.admits(step.event.kind)

    @classmethod
    @abstractmethod
    def admits(cls, kind: EventKind) -> bool:
        """Whether an event of this kind can come next in one of these states."""


class AbroadComesBackFirst(StateRule):
    """This firearm is recorded as having left the country, or as passing through it.

    Record its import, or its temporary import, before anything else is done with it here.

    Source: Firearms Protocol, article 10: imports, exports and transit are permitted and recorded one by one.
    """

    source = "Firearms Protocol 10"
    states = frozenset({Status.EXPORTED, Status.IN_TRANSIT})

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        return kind in _ENTERS | SIGHTINGS | _MISSES | _PAST | {EventKind.EXPORT}


class EvidenceStaysEvidence(StateRule):
    """This firearm is held as evidence: nobody deals with it, works on it or destroys it while the case is open.

    Record its return, its forfeiture or its storage when the case has let it go.

    Source: Salwa, what it must never do, 7: never destroy, edit or re-circulate an arm while a case is open.
    """

    source = "Salwa, must never 7"
    states = frozenset({Status.EVIDENCE})

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        released = {EventKind.RETURN, EventKind.FORFEITURE, EventKind.STORAGE, EventKind.MARKING}
        return kind in SIGHTINGS | _MISSES | _PAST | _TITLE_WITHOUT_THE_THING | released


class LentComesBackFirst(StateRule):
    """This firearm is on loan, or with its repairer. Record its return first: then it can be dealt with.

    Source: EU 2021/555, article 4(5): who has a firearm is kept, with the dates, until it passes on.
    """

    source = "EU 2021/555 article 4(5)"
    states = frozenset({Status.ON_LOAN, Status.IN_REPAIR})

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        outside = _PASSES | _ENTERS | {EventKind.EXPORT, EventKind.LOAN, EventKind.RETENTION, EventKind.DESTRUCTION}
        return kind not in outside - _TITLE_WITHOUT_THE_THING


class DeactivatedIsNotLive(StateRule):
    """This firearm is recorded as deactivated: it is not proved, licensed, converted or repaired as one that fires.

    If somebody made it fire again, record "Reactivated": it is kept beside the deactivation for a person to look at.

    Source: EU 2021/555, article 1(1)(6): a deactivated firearm is permanently unfit for use; MOSAIC 05.55.
    """

    source = "EU 2021/555 article 1(1)(6); MOSAIC 05.55"
    unverified = True
    states = frozenset({Status.DEACTIVATED})

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        return kind not in AS_LIVE


class ReactivatedIsTakenFirst(StateRule):
    """This firearm was found to fire again after its deactivation: nobody deals with it as it is.

    Record its seizure, its surrender or its deactivation anew.

    Source: Firearms Protocol, article 9: a deactivated firearm that was reactivated is an illicit one.
    """

    source = "Firearms Protocol 9"
    states = frozenset({Status.REACTIVATED})

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        passes = _PASSES - _TITLE_WITHOUT_THE_THING
        return kind not in passes | {EventKind.EXPORT, EventKind.IMPORT, EventKind.LOAN, EventKind.PROOF}


class DismantledIsReassembledFirst(StateRule):
    """This firearm is recorded as taken apart. Record its reassembly before it is dealt with or worked on as a whole.

    Source: tracing.md section 2: dismantling and reassembly are events of their own in the German register.
    """

    source = "German weapons register"
    states = frozenset({Status.DISMANTLED})

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        whole = WORKS - {EventKind.REASSEMBLY, EventKind.MARKING}
        return kind not in whole | {EventKind.LOAN, EventKind.LICENCE}


class OnlyWhatIsAwayReturns(StateRule):
    """This firearm is not away: it is on record neither as lent, in repair, in store, found, taken nor as evidence.

    Say first where it was; then record its return.

    Source: EU 2021/555, article 4(5): who has a firearm is kept, with the dates, until it passes on.
    """

    source = "EU 2021/555 article 4(5)"
    states = frozenset(Status) - {
        Status.ON_LOAN,
        Status.IN_REPAIR,
        Status.STORED,
        Status.EVIDENCE,
        Status.FOUND,
        Status.SEIZED,
        Status.SURRENDERED,
        Status.UNKNOWN,
    }

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        return kind is not EventKind.RETURN


class OnlyWhatIsApartIsReassembled(StateRule):
    """This firearm is not on record as taken apart. Record its dismantling first.

    Source: tracing.md section 2: dismantling and reassembly are events of their own in the German register.
    """

    source = "German weapons register"
    states = frozenset(Status) - {Status.DISMANTLED, Status.UNKNOWN}

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        return kind is not EventKind.REASSEMBLY


class NotTwice(StateRule):
    """The record says so already. If that entry is wrong, correct it: "This line is wrong".

    Source: tracing.md section 2: each event is recorded once, a correction names the entry that it replaces.
    """

    source = "Salwa, house rule"
    states = frozenset({Status.LOST, Status.STOLEN, Status.DEACTIVATED, Status.DISMANTLED, Status.TEMPORARILY_IMPORTED})
    said_by: ClassVar[dict[EventKind, Status]] = {
        EventKind.LOSS: Status.LOST,
        EventKind.THEFT: Status.STOLEN,
        EventKind.DEACTIVATION: Status.DEACTIVATED,
        EventKind.DISMANTLING: Status.DISMANTLED,
        EventKind.TEMPORARY_IMPORT: Status.TEMPORARILY_IMPORTED,
    }

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        same = cls.said_by.get(step.event.kind) is step.state.status
        return not same or sets_right(step) or may_have_been_before(step)

    @classmethod
    def admits(cls, kind: EventKind) -> bool:
        return kind not in cls.said_by
