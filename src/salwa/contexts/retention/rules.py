"""Retention, rules, ¶29: what is kept for how long, and who decides. Pure; a rule's docstring is what the user reads.

Nothing of a firearm is ever erased, only who persons were. A person's name is due when every rule that covers a record
in which it stands has run out: the last one decides. A kind of record for which the State's pack has no rule is kept.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from salwa.kernel.lifecycle import EventKind, Happened
from salwa.kernel.packs import Counting, Pack, RecordKind

SOON: Final = 90
"""Days before their day in which things are told as due soon."""
MOST_AT_ONCE: Final = 100_000
"""Things of one proposal: what one person can be asked to answer for."""

FALLS_UNDER: Final[Mapping[RecordKind, tuple[EventKind, ...]]] = {
    RecordKind.MANUFACTURE: (EventKind.MANUFACTURE,),
    RecordKind.MARKING: (EventKind.MARKING, EventKind.PROOF),
    RecordKind.INTERNATIONAL_TRANSFER: (
        EventKind.IMPORT,
        EventKind.EXPORT,
        EventKind.TRANSIT,
        EventKind.TEMPORARY_IMPORT,
    ),
    RecordKind.TRANSFER: (EventKind.TRANSFER, EventKind.SALE, EventKind.INHERITANCE),
    RecordKind.POSSESSION: (
        EventKind.REGISTRATION,
        EventKind.TRANSFER,
        EventKind.SALE,
        EventKind.STORAGE,
        EventKind.STATED_BY_SOURCE,
        EventKind.REPAIR,
        EventKind.CONVERSION,
        EventKind.DEACTIVATION,
        EventKind.REACTIVATION,
        EventKind.DISMANTLING,
        EventKind.REASSEMBLY,
        EventKind.INHERITANCE,
        EventKind.LOAN,
        EventKind.RETURN,
        EventKind.COMPONENT_EXCHANGED,
        EventKind.COMPONENT_REMOVED,
        EventKind.COMPONENT_FITTED,
        EventKind.IDENTITY_ENDED,
        EventKind.CORRECTION,
    ),
    RecordKind.LOSS_OR_THEFT: (EventKind.LOSS, EventKind.THEFT),
    RecordKind.CUSTODY: (
        EventKind.FIND,
        EventKind.SEIZURE,
        EventKind.SURRENDER,
        EventKind.EVIDENCE,
        EventKind.FORFEITURE,
        EventKind.RETENTION,
    ),
    RecordKind.DESTRUCTION: (EventKind.DESTRUCTION,),
    RecordKind.LICENCE: (EventKind.LICENCE,),
}
"""Under which kinds of record an event falls that names a person. Every kind of event is here: none falls through."""

ERASED_HERE: Final = (RecordKind.PERSON, RecordKind.ENTRY)
"""Kinds whose personal data this context erases itself; licences are erased by the context that keeps them."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a person's name is kept for what stands in records of one kind; ``years`` None without end."""

    kind: RecordKind
    events: tuple[int, ...]
    years: int | None
    counted: Counting


def keepings(pack: Pack) -> tuple[Keeping, ...]:
    """Give for each kind of record of a firearm how long it keeps the name of a person in it.

    A kind that the pack leaves out, or of which it erases nothing, keeps the name without end. Source: the pack's own.
    """
    found = []
    for kind, events in FALLS_UNDER.items():
        rule = pack.kept(kind)
        years = rule.years if rule is not None and rule.erases != "nothing" else None
        counted = rule.counted if rule is not None else Counting.RECORDED
        found.append(Keeping(kind, tuple(int(event) for event in events), years, counted))
    return tuple(found)


def years_of(pack: Pack, kind: RecordKind) -> int | None:
    """Give the years after which something of a kind goes; None where it never does. Source: the pack's own."""
    rule = pack.kept(kind)
    return rule.years if rule is not None and rule.erases != "nothing" else None


def last_day_due(years: int, day: date) -> date:
    """Give the last day from which ``years`` have passed on ``day``; of 29 February the 28th of a common year.

    Source: the pack's rule; years are counted by the calendar.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class Rule:
    """A check with a name. Source: each rule names its own."""

    source: ClassVar[str] = ""

    @classmethod
    def text(cls) -> str:
        """Give the sentence for the user."""
        return " ".join((cls.__doc__ or "").split("Source:")[0].split())


class FourEyesRule(Rule):
    """A check of who decides. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def is_kept(cls, first: int, second: int) -> bool:
        """Whether the second person may do what the first began."""


class AnotherPersonErases(FourEyesRule):
    """Nobody erases what they proposed themselves. Ask an auditor or another registrar to carry it out.

    Source: the mission's must-never 7: nothing is deleted quietly.
    """

    source = "must never 7"

    @classmethod
    def is_kept(cls, first: int, second: int) -> bool:
        return first != second


class AnotherPersonLifts(FourEyesRule):
    """Nobody lifts a hold that they placed themselves. Ask an auditor or another registrar to lift it.

    Source: the mission's must-never 7: nothing is destroyed while a hold is open.
    """

    source = "must never 7"

    @classmethod
    def is_kept(cls, first: int, second: int) -> bool:
        return first != second


class HoldIsReviewedLater(Rule):
    """A hold is looked at again on a day to come, within two years at most: a hold that nobody reviews never ends.

    Source: the same term for all holds, so that none is forgotten (the number is ours).
    """

    source = "house rule"
    most_days: ClassVar[int] = 731

    @classmethod
    def is_kept(cls, today: date, review: date) -> bool:
        """Whether the day of review lies ahead, and not too far."""
        return 0 < (review - today).days <= cls.most_days


class HeldIsNotEnded(Rule):
    """Records of this firearm are held for a case: it is not destroyed, changed, given away or returned meanwhile.

    Ask the registry which hold it is. Another person lifts it when the case no longer needs it.

    Source: the mission's must-never 7: nothing is destroyed while a hold is open.
    """

    source = "must never 7"

    @classmethod
    def is_kept(cls, kind: EventKind, happened: Happened, since: date) -> bool:
        """Whether an event that ends or leads away may be recorded: only what surely was before, and no destruction."""
        was_before = happened.last is not None and happened.last < since
        return was_before and kind is not EventKind.DESTRUCTION


class ClosedInThePast(Rule):
    """A maker or dealer closes first, and its records are taken over then: the day of closing is not to come.

    Source: International Tracing Instrument, paragraphs 12 and 13: records of those that cease go to the State.
    """

    source = "ITI 13"

    @classmethod
    def is_kept(cls, today: date, ceased: date) -> bool:
        """Whether the day of closing has come."""
        return ceased <= today


def unnamed_events() -> frozenset[EventKind]:
    """Give the kinds of event that fall under no kind of record: none, or a name could outlive every rule.

    Source: tracing.md section 2, events to model.
    """
    return frozenset(EventKind) - {event for events in FALLS_UNDER.values() for event in events}
