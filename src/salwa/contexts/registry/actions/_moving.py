"""Registry, actions, ¶64: put parts where they sit, begin the records that loose parts have, end an identity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import refuse_broken
from salwa.contexts.registry.actions._new_records import write_record
from salwa.contexts.registry.actions._recording import record, settle, write_life
from salwa.contexts.registry.drafts import NewEvent, NewFirearm
from salwa.contexts.registry.events import MarksChanged
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import (
    ComponentKind,
    Finding,
    FindingKind,
    Firearm,
    Fitting,
    Holder,
    Part,
    Succession,
    SuccessionReason,
)
from salwa.contexts.registry.queries._lives import families, lives
from salwa.contexts.registry.queries._placed import Name, Seat, seat_of, sitting_in
from salwa.contexts.registry.queries.packs import pack_now
from salwa.contexts.registry.rules.parts import CONTROL_KINDS, Move, broken_moves
from salwa.kernel.lifecycle import EventKind, Happened, State, derive
from salwa.platform.action import this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotFound, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came of a move.

    ``weapon`` is the record to go on with, ``out`` the record of the part that came out. ``ended`` is the record whose
    identity ended by it, None where it goes on. ``finding``: nothing was moved, because the part is recorded in another
    weapon; a person looks at both.
    """

    weapon: Firearm
    out: Firearm | None = None
    ended: Firearm | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Host:
    """A locked weapon that parts go into or come out of, as it stands."""

    row: Firearm
    state: State
    seats: tuple[Seat, ...]

    @property
    def control(self) -> Seat | None:
        """The part that carries its identity now."""
        return next((seat for seat in self.seats if seat.is_control), None)

    @property
    def holder(self) -> Holder | None:
        """Who has title to it."""
        return None if self.state.holder is None else Holder.objects.get(pk=self.state.holder)

    def goes_under(self, seat: Seat) -> bool:
        """Whether the weapon goes under that part's own record, as one that was built on a loose frame does."""
        return seat.record == self.row.pk

    def seat(self, name: Name) -> Seat:
        """Give the seat of a part that sits in it. Raises NotFound where it has no such part now."""
        found = next((seat for seat in self.seats if seat.name == name), None)
        if found is None:
            raise NotFound(gettext("This weapon has no such part now."))
        return found


def host(firearm: Firearm) -> Host:
    """Read a locked record as one that parts sit in, those of the records merged into it included."""
    return Host(firearm, state_of(firearm.pk), tuple(sitting_in(families([firearm.pk])[firearm.pk])))


def state_of(firearm: int) -> State:
    """Give the state that follows from a record's life."""
    return derive(lives([firearm])[firearm].events)


def seat_of_record(part: Firearm) -> Seat:
    """Give where the part sits whose own record this is. Raises Refused where the record is that of a firearm."""
    found = Part.objects.filter(record=part).values_list("of_id", "ordinal").first()
    seat = None if found is None else seat_of(Name(*found))
    if seat is None:
        raise Refused(gettext("This is the record of a firearm, not of a part. Take the part out of it first."))
    return seat


def check_host(weapon: Host) -> None:
    """See that parts can be fitted into a record: into a weapon, or to a loose part that may carry an identity.

    Raises:
        Conflict: it is the record of another part, or of one that sits in a weapon.
    """
    part = Part.objects.filter(record=weapon.row).exists()
    control = weapon.control
    if part and (control is None or (ComponentKind(control.kind).name not in CONTROL_KINDS and len(weapon.seats) == 1)):
        raise Conflict(
            gettext("This is the record of a part. Parts are fitted to a weapon, a frame, a receiver or a chassis.")
        )


def check_move(weapon: Host, happened: Happened, **more: object) -> None:
    """Raise Refused in the words of the rules that a move breaks."""
    move = Move(weapon=weapon.state, happened=happened, today=today(), **more)  # type: ignore[arg-type]  # Move's own fields
    refuse_broken(broken_moves(move))


def today() -> date:
    """Give the day on which the running action is recorded."""
    return this_entry().recorded_at.date()


def ends(actor: Actor, happened: Happened, *, by_dismantling: bool = False) -> bool:
    """Whether the State lets an identity end with its control component, or by dismantling, on that day."""
    rule = pack_now(actor, happened.last or today()).identity
    return (rule.dismantled if by_dismantling else rule.control_exchanged) == "ends"


def put(seat: Seat, firearm: Firearm, kind: EventKind, happened: Happened, *, is_control: bool) -> None:
    """Write where a part sits from now on."""
    Fitting.objects.create(
        of_id=seat.of,
        ordinal=seat.ordinal,
        firearm=firearm,
        entry_id=this_entry().id,
        happened_from=happened.first,
        happened_to=happened.last,
        kind=kind,
        is_control=is_control,
    )


def take_out(weapon: Host, seat: Seat, happened: Happened) -> Firearm:
    """Put a part into its own record, which begins where it has none, with the holder of the weapon."""
    event = NewEvent(kind=EventKind.COMPONENT_REMOVED, happened=happened, holder=weapon.holder)
    if seat.record is not None:
        own = Firearm.objects.select_for_update().get(pk=seat.record)
        record(own, event)
    else:
        own = _own_record(weapon.row, seat)
        write_life(own, [event])
        settle(own.pk)
    put(seat, own, EventKind.COMPONENT_REMOVED, happened, is_control=True)
    return own


def take_apart(actor: Actor, weapon: Host, happened: Happened) -> Moved:
    """Put every part of a weapon that was dismantled into its own record, and end the identity where the State does.

    The record of a part under which the weapon went stays that part's, and nothing ends with it.
    """
    loose = {seat.name: take_out(weapon, seat, happened) for seat in weapon.seats if not weapon.goes_under(seat)}
    control = weapon.control
    own = None if control is None else loose.get(control.name)
    has_ended = len(loose) == len(weapon.seats) and ends(actor, happened, by_dismantling=True)
    if has_ended:
        end_identity(weapon.row, happened, [] if own is None else [(own, SuccessionReason.DISMANTLED)])
    tell_moved(weapon, list(loose.values()), parts=len(loose), has_ended=has_ended)
    if not has_ended:
        return Moved(weapon=weapon.row, out=own)
    return Moved(weapon=own or weapon.row, out=own, ended=weapon.row)


def tell_moved(weapon: Host, touched: Sequence[Firearm], **facts: int | bool) -> None:
    """Bring the index after the parts, and say in the entry what was done."""
    add_delta([weapon.row.pk, *(one.pk for one in touched)])
    this_entry().note(record=weapon.row.pk, **facts)
    this_entry().announce(MarksChanged(weapon.row.pk))


def _own_record(weapon: Firearm, seat: Seat) -> Firearm:
    """Begin the record of a part: what is known of the weapon it was first registered with is said of it."""
    first = Firearm.objects.get(pk=seat.of)
    known = NewFirearm(
        make=first.make,
        model=first.model,
        calibre=first.calibre,
        type=first.type,
        country=first.country,
        year=first.year if seat.is_control else 0,
        components=(),
    )
    own = write_record(weapon.agency_id, known)
    Part.objects.create(record=own, of_id=seat.of, ordinal=seat.ordinal, entry_id=this_entry().id)
    return own


def end_identity(weapon: Firearm, happened: Happened, followers: Sequence[tuple[Firearm, SuccessionReason]]) -> None:
    """Record that a weapon's identity ended, and what follows it."""
    record(weapon, NewEvent(kind=EventKind.IDENTITY_ENDED, happened=happened))
    follow(weapon, followers)


def follow(weapon: Firearm, followers: Sequence[tuple[Firearm, SuccessionReason]]) -> None:
    """Record what goes on after a record; what is known to follow it already is left as it stands."""
    entry = this_entry().id
    Succession.objects.bulk_create(
        (Succession(earlier=weapon, later=later, reason=reason, entry_id=entry) for later, reason in followers),
        ignore_conflicts=True,
    )


def shared(weapon: Firearm, seat: Seat) -> Finding:
    """Open the finding that a part which is to be fitted here is recorded in another weapon."""
    found, _is_new = Finding.objects.get_or_create(
        firearm=weapon,
        other_id=seat.firearm,
        kind=FindingKind.SHARED_COMPONENT,
        closed=None,
        defaults={"opened_id": this_entry().id},
    )
    this_entry().note(record=weapon.pk, other=seat.firearm, finding=found.pk)
    return found
