"""Registry, actions: lock a record, write what happened, derive the state, keep the findings."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.db import connection
from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_code, faults_of_text, refuse, refuse_broken
from salwa.contexts.registry.actions._details import certified_on, faults_of_details, write_details
from salwa.contexts.registry.actions._keeping import end_proposals, keep_findings, keep_state, place_id
from salwa.contexts.registry.actions._requirements import carry_on, missing
from salwa.contexts.registry.drafts import NewEvent, NewMark
from salwa.contexts.registry.events import LifeRecorded
from salwa.contexts.registry.models import (
    OWN_TEXT,
    Event,
    Firearm,
    Holder,
    Mark,
    MarkKindCode,
    Proposal,
)
from salwa.contexts.registry.policies import OPENED, opening
from salwa.contexts.registry.queries._lives import Life, Stored, life_of, lives, survivors
from salwa.contexts.registry.queries._placed import seat_of
from salwa.contexts.registry.queries._seen import told_name
from salwa.contexts.registry.queries._standing import Standing, standing_of
from salwa.contexts.registry.queries._versions import check_fresh
from salwa.contexts.registry.queries.packs import PROPOSED, transfer_rule
from salwa.contexts.registry.rules import NotInTheFuture, Step, broken_steps, has_happened
from salwa.contexts.registry.scripts import script_of
from salwa.kernel.lifecycle import Event as LifeEvent
from salwa.kernel.lifecycle import EventKind, State, Status, derive
from salwa.kernel.lifecycle.kinds import ENDS_TITLE, MOVES, PAPERWORK, SIGHTINGS
from salwa.kernel.marks.folding import folded
from salwa.platform.action import this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotFound

LONGEST_PLACE: Final = 300
_LOCK: Final = f"""
SELECT f.* FROM registry_firearm f WHERE f.id = %(firearm)s AND {OPENED.format(firearm="f")} FOR UPDATE OF f
"""  # noqa: S608  a policy of our own is put in
_OF_FITTED: Final = MOVES | SIGHTINGS | PAPERWORK | {EventKind.IDENTITY_ENDED}
"""Kinds of event that are told of a part which sits in a weapon."""


def locked(actor: Actor, firearm: Firearm) -> Firearm:
    """Lock a record that the actor may open, until the action ends.

    Raises:
        NotFound: there is no such record for this actor.
        Conflict: the record is shown under another; the sentence names it, or whom to ask.
    """
    found = next(iter(Firearm.objects.raw(_LOCK, {"firearm": firearm.pk, **opening(actor)})), None)
    if found is None:
        raise NotFound(gettext("There is no record of that number that you may open."))
    survivor = survivors([found.pk]).get(found.pk)
    if survivor is not None:
        text = gettext("This record is shown under %(record)s: record it there.")
        raise Conflict(text % {"record": told_name(actor, Firearm.objects.get(pk=survivor))})
    return found


def lock_all(firearms: Iterable[Firearm]) -> None:
    """Lock several records in one order, so that two actions never wait for each other."""
    list(Firearm.objects.select_for_update().filter(pk__in=[one.pk for one in firearms]).order_by("pk"))


def record(firearm: Firearm, new: NewEvent, *, agreed: Proposal | None = None) -> Event:
    """Write an event of a locked record, if the rules admit it, and settle what follows from it.

    ``new.corrects`` counts in the record's whole life, merged records included. ``agreed`` is the proposal, complete
    and due, by which the firearm passes on.

    Raises:
        Refused: a rule is broken, or another context misses something; the sentences are theirs.
        Stale: something was recorded since whoever writes looked (``new.details.seen``).
    """
    actor, today = this_entry().actor, this_entry().recorded_at.date()
    faults = [*faults_of_text("place", new.place, LONGEST_PLACE), *faults_of_code("countries", new.country, "country")]
    refuse([*faults, *faults_of_details(actor, new, today)])
    new = replace(new, holder=on_record(new.holder))
    standing = standing_of(firearm.pk)
    _check_loose(standing, new)
    life = lives([firearm.pk])[firearm.pk]
    check_fresh(new.details.seen, life)
    before = derive(life.events)
    step = _step(life, new, today, is_held=standing.is_held)
    if agreed is None and _lacks_consent(actor, step):
        step = replace(step, lacks_consent=True)
    refuse_broken(broken_steps(step))
    refuse(missing(actor, firearm, new, today))
    row = _write(firearm, life, new)
    write_details(row, new.details)
    # Nobody else writes into this life meanwhile: who would, waits for the record's lock.
    after = _settled(firearm.pk, life_of([*life.rows, _stored(row)]))
    if agreed is None and _overtakes(new, before, after):
        end_proposals(firearm.pk)
    ordinal = step.event.ordinal
    this_entry().note(
        record=firearm.pk, ordinal=ordinal, kind=new.kind.name.lower(), before=_told(before), after=_told(after)
    )
    recorded = LifeRecorded(firearm.pk, ordinal, int(new.kind))
    this_entry().announce(recorded)
    carry_on(recorded)
    return row


def _overtakes(new: NewEvent, before: State, after: State) -> bool:
    """Whether nobody can pass the firearm on as was proposed: it is another's now, or has ended or left.

    An old line that is added or put right, and leaves the holder as it was, overtakes nothing.
    """
    return before.holder != after.holder or (new.kind in ENDS_TITLE and before.status != after.status)


def refuse_impossible(firearm: Firearm, new: NewEvent) -> None:
    """Refuse what the life of a locked record could not take today, without writing it. Raises Refused, as a rule."""
    life, standing = lives([firearm.pk])[firearm.pk], standing_of(firearm.pk)
    refuse_broken(broken_steps(_step(life, new, this_entry().recorded_at.date(), is_held=standing.is_held)))


def _step(life: Life[Stored], new: NewEvent, today: date, *, is_held: bool) -> Step:
    """Give what the rules are asked about; the state is that of the life without the entry that is corrected."""
    state = derive(life.events)
    if new.corrects is not None:
        withdrawn = LifeEvent(len(life.events) + 1, EventKind.CORRECTION, corrects=new.corrects)
        state = derive([*life.events, withdrawn])
    event = LifeEvent(
        ordinal=len(life.events) + 1,
        kind=new.kind,
        happened=new.happened,
        holder=None if new.holder is None else new.holder.pk,
        status=new.status,
        corrects=new.corrects,
    )
    giver = new.details.giver
    return Step(
        life=life.events,
        state=state,
        event=event,
        today=today,
        giver=None if giver is None else giver.pk,
        until=new.details.until,
        certified=certified_on(new.details),
        is_held=is_held,
    )


def _lacks_consent(actor: Actor, step: Step) -> bool:
    """Whether the State asks for consents or days first; a passing on that is set right was agreed when written."""
    if any(event.ordinal == step.event.corrects and event.kind in PROPOSED for event in step.life):
        return False
    return transfer_rule(actor, step.event.kind, step.today) is not None


def _check_loose(standing: Standing, new: NewEvent) -> None:
    """What happens to a part while it sits in a weapon is told of the weapon; but a part may be seen anywhere."""
    if standing.part is None or new.kind in _OF_FITTED or new.corrects is not None:
        return
    seat = seat_of(standing.part)
    if seat is not None and not seat.is_loose:
        raise Conflict(
            gettext("This part sits in a weapon. Record there what happened to it, or take the part out of it first.")
        )


def write_life(firearm: Firearm, events: Sequence[NewEvent]) -> None:
    """Write the first events of a new record in the order given; what does not fit together becomes a finding.

    Raises:
        Refused: an event has not happened yet, or cannot be kept as handed in.
    """
    today = this_entry().recorded_at.date()
    for new in events:
        refuse_broken([] if has_happened(new.happened, today) else [NotInTheFuture])
        refuse([*faults_of_text("place", new.place, LONGEST_PLACE)])
        refuse([*faults_of_code("countries", new.country, "country")])
        refuse([*faults_of_details(this_entry().actor, new, today)])
    rows = Event.objects.bulk_create([_row(firearm.pk, at, new) for at, new in enumerate(events, start=1)])
    for row, new in zip(rows, events, strict=True):
        write_details(row, new.details)


def settle(firearm: int) -> State:
    """Derive the state of a record from its whole life, keep it, and keep the findings about its conflicts."""
    return _settled(firearm, lives([firearm])[firearm])


def _settled(firearm: int, life: Life[Stored]) -> State:
    state = derive(life.events)
    keep_state(firearm, state)
    keep_findings(firearm, life)
    return state


def write_marks(firearm: Firearm, marks: Sequence[NewMark]) -> list[Mark]:
    """Write checked marks of a locked record after those it has."""
    last = Mark.objects.filter(firearm=firearm).order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    rows = []
    for at, mark in enumerate(marks, start=last + 1):
        is_own = MarkKindCode.of(mark.kind) in OWN_TEXT
        rows.append(
            Mark(
                firearm=firearm,
                ordinal=at,
                component=mark.component,
                inscription_id=inscription_of(mark),
                place=mark.place,
                legibility=mark.legibility,
                text=mark.text if is_own else "",
                folded=folded(mark.text) if is_own else "",
            )
        )
    return Mark.objects.bulk_create(rows)


def inscription_of(mark: NewMark) -> int:
    """Give the id of the inscription that a mark shares, writing it where nobody had it before.

    Two actions that need the same new one at once both get the one that was written.
    """
    kind = MarkKindCode.of(mark.kind)
    is_own = kind in OWN_TEXT
    text = "" if is_own else mark.text
    meaning = (mark.code, int(kind), int(mark.method), int(script_of(mark.text)), mark.country, mark.year)
    values: list[int | str] = [*meaning, text]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_inscription (id, code, kind, method, script, country, year, text, folded) "
            "SELECT %s * nextval(pg_get_serial_sequence('registry_inscription', 'id')), %s, %s, %s, %s, %s, %s, %s, %s "
            "WHERE NOT EXISTS (SELECT FROM registry_inscription WHERE (code, kind, method, script, country, year, text)"
            " = (%s, %s, %s, %s, %s, %s, %s)) ON CONFLICT DO NOTHING",
            [-1 if is_own else 1, *values, "" if is_own else folded(mark.text), *values],
        )
        cursor.execute(
            "SELECT id FROM registry_inscription "
            "WHERE (code, kind, method, script, country, year, text) = (%s, %s, %s, %s, %s, %s, %s)",
            values,
        )
        return int(cursor.fetchone()[0])


def _write(firearm: Firearm, life: Life[Stored], new: NewEvent) -> Event:
    """Write the event into the record, or beside the event it corrects."""
    owner, corrected = (firearm.pk, None) if new.corrects is None else life.place_of(new.corrects)
    last = max((row.ordinal for row in life.rows if row.firearm_id == owner), default=0)
    row = _row(owner, last + 1, new)
    row.corrects = corrected
    row.save(force_insert=True)
    return row


def _stored(row: Event) -> Stored:
    """Give an event as :func:`lives` reads it."""
    return Stored(*(getattr(row, name) for name in Stored._fields))


def _row(firearm: int, ordinal: int, new: NewEvent) -> Event:
    return Event(
        firearm_id=firearm,
        entry_id=this_entry().id,
        ordinal=ordinal,
        kind=new.kind,
        happened_from=new.happened.first,
        happened_to=new.happened.last,
        country=new.country or None,
        status=new.status,
        place_id=place_id(new.place),
        holder=new.holder,
    )


def _told(state: State) -> str:
    return Status(state.status).name.lower()


def on_record(holder: Holder | None) -> Holder | None:
    """Give a holder as it stands on record; an agency that has held nothing before is written."""
    if holder is None or holder.pk or holder.agency_id is None:
        return holder
    return holder_of_agency(holder.agency_id)


def holder_of_agency(agency_id: int) -> Holder:
    """Give the holder that stands for an agency, writing it where it has held nothing before."""
    return Holder.objects.get_or_create(agency_id=agency_id, defaults={"kind": 1})[0]
