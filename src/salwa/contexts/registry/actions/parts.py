"""Registry, actions, ¶64: register a loose part; take a part out of a weapon, fit one, exchange one; take all apart."""

from dataclasses import replace

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import check_firearm
from salwa.contexts.registry.actions._moving import (
    Host,
    Moved,
    check_host,
    check_move,
    end_identity,
    ends,
    follow,
    host,
    put,
    seat_of_record,
    shared,
    state_of,
    take_apart,
    take_out,
    tell_moved,
)
from salwa.contexts.registry.actions._new_records import write_record
from salwa.contexts.registry.actions._recording import lock_all, locked, record, settle, write_life
from salwa.contexts.registry.drafts import NewEvent, NewFirearm, NewPart
from salwa.contexts.registry.events import FirearmRegistered
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import (
    CalibreOf,
    ComponentKind,
    ComponentMaterial,
    Firearm,
    Holder,
    Material,
    Part,
    SuccessionReason,
)
from salwa.contexts.registry.policies import may_fit, may_keep, may_register
from salwa.contexts.registry.queries._placed import Name, Seat
from salwa.contexts.registry.rules.parts import CONTROL_KINDS
from salwa.kernel.lifecycle import UNKNOWN_TIME, EventKind, Happened
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict


@action("registry.record_part", may=may_register)
def record_part(
    *,
    actor: Actor,
    part: NewPart,
    holder: Holder | None = None,
    happened: Happened = UNKNOWN_TIME,
    reason: str = "",
) -> Firearm:
    """Register a part that sits in no weapon, with a record of its own; the actor's agency keeps it.

    Raises:
        Refused: what was handed in cannot be kept; every fault is named.
    """
    new = NewFirearm(
        make=part.make,
        model=part.model,
        calibre=part.calibre,
        type=part.type,
        country=part.country,
        year=part.year,
        components=(part.kind,),
        marks=tuple(replace(mark, component=1) for mark in part.marks),
    )
    check_firearm(new)
    row = write_record(actor.agency_id, new)
    entry = this_entry().id
    Part.objects.create(record=row, of=row, ordinal=1, entry_id=entry)
    if part.material is not ComponentMaterial.UNKNOWN:
        Material.objects.create(firearm=row, component=1, material=part.material, entry_id=entry)
    write_life(row, [NewEvent(kind=EventKind.REGISTRATION, happened=happened, holder=holder)])
    settle(row.pk)
    add_delta([row.pk])
    this_entry().note(record=row.pk, part=ComponentKind(part.kind).name.lower(), marks=len(part.marks))
    this_entry().announce(FirearmRegistered(row.pk))
    return row


@action("registry.remove_component", may=may_keep)
def remove_component(*, actor: Actor, firearm: Firearm, part: Name, happened: Happened, reason: str = "") -> Moved:
    """Take a part out of a weapon: it has a record of its own from then on, where it goes on under its holder.

    Where the part carries the weapon's identity, the country pack decides whether the identity ends with it; the
    record of the part follows the weapon's then, and the other parts lie loose. Where the weapon goes under that
    part's own record, the record stays the part's: the other parts come out.

    Raises:
        NotFound: the weapon has no such part.
        Conflict: the part lies loose in its own record already.
        Refused: a rule is broken (the weapon is stolen, held as evidence, or destroyed).
    """
    weapon = host(locked(actor, firearm))
    seat = weapon.seat(part)
    check_move(weapon, happened, moved=seat.since)
    if weapon.goes_under(seat):
        return _strip(weapon, seat, happened)
    record(weapon.row, NewEvent(kind=EventKind.COMPONENT_REMOVED, happened=happened))
    out = take_out(weapon, seat, happened)
    has_ended = seat.is_control and ends(actor, happened)
    touched = [out]
    if has_ended:
        touched += [take_out(weapon, one, happened) for one in weapon.seats if one != seat]
        end_identity(weapon.row, happened, [(out, SuccessionReason.CONTROL_REMOVED)])
    tell_moved(weapon, touched, part=out.pk, has_ended=has_ended)
    return Moved(weapon=out if has_ended else weapon.row, out=out, ended=weapon.row if has_ended else None)


@action("registry.fit_component", may=may_fit)
def fit_component(
    *, actor: Actor, firearm: Firearm, part: Firearm | NewPart, happened: Happened, reason: str = ""
) -> Moved:
    """Fit a loose part into a weapon, or to a loose frame, receiver or chassis, which becomes a weapon by it.

    ``part`` is the part's own record, or a part that is registered with this. Where the part is recorded in another
    weapon, nothing is moved and a finding shows both.

    Raises:
        Refused: a rule is broken (the part is lost, stolen or destroyed, or the weapon has such a part).
        Conflict: the part sits in this weapon already, or other parts are fitted to it.
    """
    own = _registered(actor, part, firearm, happened)
    lock_all([firearm, own])
    weapon = host(locked(actor, firearm))
    check_host(weapon)
    seat = seat_of_record(own)
    if _is_elsewhere(weapon, seat):
        return Moved(weapon=weapon.row, finding=shared(weapon.row, seat))
    control = weapon.control
    _check_coming(weapon, seat, own, happened, control=None if control is None else control.kind)
    record(weapon.row, NewEvent(kind=EventKind.COMPONENT_FITTED, happened=happened))
    is_control = control is None and ComponentKind(seat.kind).name in CONTROL_KINDS
    _come_in(weapon.row, seat, own, EventKind.COMPONENT_FITTED, happened, is_control=is_control)
    tell_moved(weapon, [own], part=own.pk)
    return Moved(weapon=weapon.row)


@action("registry.exchange_component", may=may_fit)
def exchange_component(
    *, actor: Actor, firearm: Firearm, out: Name, part: Firearm | NewPart, happened: Happened, reason: str = ""
) -> Moved:
    """Put one part of a weapon in the place of another.

    Where the part that comes out carries the weapon's identity, the country pack decides. Either the record goes on
    and the new part carries its identity; or the identity ends, and the record of the new part is the weapon's from
    then on, with all other parts.

    Raises as :func:`remove_component` and :func:`fit_component` do.
    """
    own = _registered(actor, part, firearm, happened)
    lock_all([firearm, own])
    weapon = host(locked(actor, firearm))
    leaving, coming = weapon.seat(out), seat_of_record(own)
    if _is_elsewhere(weapon, coming):
        return Moved(weapon=weapon.row, finding=shared(weapon.row, coming))
    check_move(weapon, happened, moved=leaving.since)
    control = None if leaving.is_control or weapon.control is None else weapon.control.kind
    _check_coming(weapon, coming, own, happened, control=control, must_control=leaving.is_control)
    record(weapon.row, NewEvent(kind=EventKind.COMPONENT_EXCHANGED, happened=happened))
    if weapon.goes_under(leaving):
        _begin_around(weapon, leaving, own, happened)
        follow(weapon.row, [(own, SuccessionReason.CONTROL_EXCHANGED)])
        tell_moved(weapon, [own], out=weapon.row.pk, part=own.pk, has_ended=False)
        return Moved(weapon=own, out=weapon.row)
    taken = take_out(weapon, leaving, happened)
    if leaving.is_control and ends(actor, happened):
        _begin_around(weapon, leaving, own, happened)
        followers = [(own, SuccessionReason.CONTROL_EXCHANGED), (taken, SuccessionReason.CONTROL_REMOVED)]
        end_identity(weapon.row, happened, followers)
        tell_moved(weapon, [own, taken], out=taken.pk, part=own.pk, has_ended=True)
        return Moved(weapon=own, out=taken, ended=weapon.row)
    kind = EventKind.COMPONENT_EXCHANGED
    _come_in(weapon.row, coming, own, kind, happened, is_control=leaving.is_control)
    tell_moved(weapon, [own, taken], out=taken.pk, part=own.pk, has_ended=False)
    return Moved(weapon=weapon.row, out=taken)


@action("registry.dismantle_firearm", may=may_keep)
def dismantle_firearm(*, actor: Actor, firearm: Firearm, happened: Happened, reason: str = "") -> Moved:
    """Record that a weapon was taken apart: each part lies loose, under a record of its own.

    Whether the weapon's identity ends with that, the country pack says. Raises Refused where a rule is broken.
    """
    weapon = host(locked(actor, firearm))
    check_move(weapon, happened)
    record(weapon.row, NewEvent(kind=EventKind.DISMANTLING, happened=happened))
    return take_apart(actor, weapon, happened)


def _registered(actor: Actor, part: Firearm | NewPart, weapon: Firearm, happened: Happened) -> Firearm:
    """Give the record of a part, registered now where it was not; a part that is new is of the weapon's make."""
    if isinstance(part, Firearm):
        return part
    known = ("make", "model", "calibre", "type") if not (part.make or part.model) else ("calibre", "type")
    filled = replace(part, **{name: getattr(part, name) or getattr(weapon, name) for name in known})
    return record_part(actor=actor, part=filled, happened=happened)


def _is_elsewhere(weapon: Host, coming: Seat) -> bool:
    """Whether a part is recorded in another weapon. Raises Conflict where it sits in this one."""
    if any(seat.name == coming.name for seat in weapon.seats):
        raise Conflict(gettext("This part sits in this weapon already."))
    return not coming.is_loose


def _check_coming(
    weapon: Host, coming: Seat, own: Firearm, happened: Happened, *, control: int | None, must_control: bool = False
) -> None:
    if len(host(own).seats) > 1:
        raise Conflict(gettext("Other parts are fitted to this one: it is a weapon. Take them out of it first."))
    check_move(
        weapon,
        happened,
        kind=ComponentKind(coming.kind).name,
        part=state_of(own.pk),
        control="" if control is None else ComponentKind(control).name,
        must_control=must_control,
        comes_in=True,
        moved=coming.since,
    )


def _come_in(
    weapon: Firearm, seat: Seat, own: Firearm, kind: EventKind, happened: Happened, *, is_control: bool
) -> None:
    record(own, NewEvent(kind=EventKind.COMPONENT_FITTED, happened=happened))
    put(seat, weapon, kind, happened, is_control=is_control)


def _strip(weapon: Host, own: Seat, happened: Happened) -> Moved:
    """Take everything off the part under whose record a weapon goes."""
    others = [seat for seat in weapon.seats if seat != own]
    if not others:
        raise Conflict(gettext("This part lies loose already: this is its own record."))
    record(weapon.row, NewEvent(kind=EventKind.COMPONENT_REMOVED, happened=happened))
    tell_moved(weapon, [take_out(weapon, seat, happened) for seat in others], part=weapon.row.pk, has_ended=False)
    return Moved(weapon=weapon.row, out=weapon.row)


def _begin_around(weapon: Host, leaving: Seat, own: Firearm, happened: Happened) -> None:
    """Go on with the record of the part that carries the identity now, with all parts that stayed."""
    for seat in weapon.seats:
        if seat != leaving:
            put(seat, own, EventKind.COMPONENT_FITTED, happened, is_control=False)
    record(own, NewEvent(kind=EventKind.COMPONENT_FITTED, happened=happened))
    if weapon.holder is not None and state_of(own.pk).holder is None:
        record(own, NewEvent(kind=EventKind.REGISTRATION, happened=happened, holder=weapon.holder))
    if weapon.row.calibre and not own.calibre:
        CalibreOf.objects.create(firearm=own, calibre=weapon.row.calibre, entry_id=this_entry().id)
