"""Kernel, life cycle: kinds of event and of state, with the codes that registers store.

Source of the list of events: tracing.md section 2, "Events to model", drawn from the German weapons register's public
notes, EU 2021/555 article 4(5) and the NCIC manual. A code never changes its meaning and is never given again.
"""

from enum import IntEnum
from typing import Final


class EventKind(IntEnum):
    """What can happen to a firearm."""

    MANUFACTURE = 1
    PROOF = 2
    MARKING = 3
    IMPORT = 4
    TRANSIT = 5
    EXPORT = 6
    REGISTRATION = 7
    TRANSFER = 8
    SALE = 9
    LICENCE = 10
    STORAGE = 11
    LOSS = 12
    THEFT = 13
    FIND = 14
    SEIZURE = 15
    SURRENDER = 16
    EVIDENCE = 17
    FORFEITURE = 18
    RETENTION = 19
    CONVERSION = 20
    DEACTIVATION = 21
    REACTIVATION = 22
    REPAIR = 23
    DISMANTLING = 24
    DESTRUCTION = 25
    CORRECTION = 26
    """Withdraws the event it names; nothing takes that event's place."""
    STATED_BY_SOURCE = 27
    """A source says what the state is, and not what happened: an imported status."""
    INHERITANCE = 28
    TEMPORARY_IMPORT = 29
    """It enters for a time and under a duty to leave again: its maker's marks suffice (Firearms Protocol 8(1)(b))."""
    LOAN = 30
    RETURN = 31
    """It comes back to its holder: from a loan, a repair, the police's store, a find, a seizure or evidence."""
    REASSEMBLY = 32
    COMPONENT_EXCHANGED = 40
    COMPONENT_REMOVED = 41
    """A part was taken out. Told of the weapon, and of the part; there with the holder that the part has from now."""
    COMPONENT_FITTED = 42
    IDENTITY_ENDED = 43
    """The weapon is the same no longer: the part that carried its identity was exchanged or taken out, and this State
    lets the identity end with that. The record stays, and others follow it."""


class Status(IntEnum):
    """What a firearm's record says of it now."""

    UNKNOWN = 0
    REGISTERED = 1
    IN_TRANSIT = 2
    EXPORTED = 3
    STORED = 4
    LOST = 5
    STOLEN = 6
    FOUND = 7
    SEIZED = 8
    SURRENDERED = 9
    EVIDENCE = 10
    FORFEITED = 11
    RETAINED = 12
    DEACTIVATED = 13
    REACTIVATED = 14
    DISMANTLED = 15
    DESTROYED = 16
    ON_LOAN = 17
    IN_REPAIR = 18
    TEMPORARILY_IMPORTED = 19
    IDENTITY_ENDED = 20


LEADS_TO: Final[dict[EventKind, Status]] = {
    EventKind.IMPORT: Status.REGISTERED,
    EventKind.TRANSIT: Status.IN_TRANSIT,
    EventKind.EXPORT: Status.EXPORTED,
    EventKind.REGISTRATION: Status.REGISTERED,
    EventKind.TRANSFER: Status.REGISTERED,
    EventKind.SALE: Status.REGISTERED,
    EventKind.STORAGE: Status.STORED,
    EventKind.LOSS: Status.LOST,
    EventKind.THEFT: Status.STOLEN,
    EventKind.FIND: Status.FOUND,
    EventKind.SEIZURE: Status.SEIZED,
    EventKind.SURRENDER: Status.SURRENDERED,
    EventKind.EVIDENCE: Status.EVIDENCE,
    EventKind.FORFEITURE: Status.FORFEITED,
    EventKind.RETENTION: Status.RETAINED,
    EventKind.DEACTIVATION: Status.DEACTIVATED,
    EventKind.REACTIVATION: Status.REACTIVATED,
    EventKind.DISMANTLING: Status.DISMANTLED,
    EventKind.DESTRUCTION: Status.DESTROYED,
    EventKind.INHERITANCE: Status.REGISTERED,
    EventKind.TEMPORARY_IMPORT: Status.TEMPORARILY_IMPORTED,
    EventKind.LOAN: Status.ON_LOAN,
    EventKind.IDENTITY_ENDED: Status.IDENTITY_ENDED,
}
"""The state an event leaves behind. A kind that is not here changes no state, except that an unknown one becomes
registered, and except for what state.py says of repairs, returns and what passes on a deactivated firearm."""

STANDING: Final = frozenset(
    {Status.REGISTERED, Status.RETAINED, Status.DEACTIVATED, Status.REACTIVATED, Status.TEMPORARILY_IMPORTED}
)
"""What a firearm is for good, and is again when it comes back from where it was for a time."""

RESTORES: Final = frozenset({EventKind.RETURN, EventKind.REASSEMBLY})
"""Events after which a firearm is what it was before it was given away for a time, or taken apart."""

PASSES_ON: Final = frozenset(
    {EventKind.REGISTRATION, EventKind.TRANSFER, EventKind.SALE, EventKind.INHERITANCE, EventKind.IMPORT}
)
"""Events that change who has a firearm or where it is, and not what it is: a deactivated one stays so."""

GIVES_TITLE: Final = frozenset(
    {
        EventKind.REGISTRATION,
        EventKind.TRANSFER,
        EventKind.SALE,
        EventKind.FORFEITURE,
        EventKind.RETENTION,
        EventKind.INHERITANCE,
        EventKind.COMPONENT_REMOVED,
    }
)
"""Events whose holder is the title-holder from then on."""

ENDS_TITLE: Final = frozenset({EventKind.EXPORT, EventKind.DESTRUCTION, EventKind.IDENTITY_ENDED})
"""Events after which the register knows no title-holder."""

SIGHTINGS: Final = frozenset(
    {EventKind.FIND, EventKind.SEIZURE, EventKind.SURRENDER, EventKind.EVIDENCE, EventKind.REACTIVATION}
)
"""Events in which the firearm, or its mark, is seen by an officer. A reactivation is found, never permitted here."""

DEALINGS: Final = frozenset(
    {
        EventKind.IMPORT,
        EventKind.TRANSIT,
        EventKind.EXPORT,
        EventKind.REGISTRATION,
        EventKind.TRANSFER,
        EventKind.SALE,
        EventKind.LICENCE,
        EventKind.TEMPORARY_IMPORT,
        EventKind.LOAN,
        EventKind.RETURN,
    }
)
"""Events that somebody wills and a register permits."""

WORKS: Final = frozenset(
    {
        EventKind.PROOF,
        EventKind.MARKING,
        EventKind.REPAIR,
        EventKind.CONVERSION,
        EventKind.DEACTIVATION,
        EventKind.DISMANTLING,
        EventKind.REASSEMBLY,
    }
)
"""Events in which somebody works on the firearm, so that it lay before him."""

AS_LIVE: Final = frozenset({EventKind.PROOF, EventKind.LICENCE, EventKind.CONVERSION, EventKind.REPAIR})
"""Events that only a firearm which fires can have part in."""

FOR_A_TIME: Final = frozenset({EventKind.LOAN, EventKind.TEMPORARY_IMPORT, EventKind.REPAIR})
"""Events after which the firearm is due back, or due to leave, on a day."""

MOVES: Final = frozenset({EventKind.COMPONENT_EXCHANGED, EventKind.COMPONENT_REMOVED, EventKind.COMPONENT_FITTED})
"""Events in which a part goes into a weapon or comes out of it."""

ENDS_OR_LEAVES: Final = MOVES | {
    EventKind.DESTRUCTION,
    EventKind.DISMANTLING,
    EventKind.DEACTIVATION,
    EventKind.CONVERSION,
    EventKind.EXPORT,
    EventKind.TRANSFER,
    EventKind.SALE,
    EventKind.LOAN,
    EventKind.RETENTION,
    EventKind.RETURN,
}
"""Events by which a firearm is no longer there as it was, its parts included: what a hold forbids."""

PAPERWORK: Final = frozenset({EventKind.CORRECTION, EventKind.STATED_BY_SOURCE})
"""Entries about the record; nothing happens to the firearm in them."""

FINAL: Final = frozenset({Status.DESTROYED, Status.IDENTITY_ENDED})
"""States that no later event changes: it becomes a conflict for a person to look at."""
