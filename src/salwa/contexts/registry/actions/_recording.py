"""Registry, actions: lock a record, write what happened, derive the state, keep the findings."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.db import connection
from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_code, faults_of_text, refuse, refuse_broken
from salwa.contexts.registry.actions._details import certified_on, faults_of_details, write_details
from salwa.contexts.registry.actions._requirements import missing
from salwa.contexts.registry.drafts import NewEvent, NewMark
from salwa.contexts.registry.events import LifeRecorded
from salwa.contexts.registry.models import (
    OWN_TEXT,
    Event,
    Finding,
    FindingKind,
    Firearm,
    FirearmState,
    Hold,
    Holder,
    Mark,
    MarkKindCode,
    Place,
    Proposal,
)
from salwa.contexts.registry.policies import CLOSING_FINDINGS, visible_to
from salwa.contexts.registry.queries._lives import ConflictKey, Life, Stored, families, lives, survivors
from salwa.contexts.registry.queries._seen import told_name
from salwa.contexts.registry.queries._versions import check_fresh
from salwa.contexts.registry.queries.packs import transfer_rule
from salwa.contexts.registry.rules import Step, broken_steps
from salwa.contexts.registry.scripts import script_of
from salwa.kernel.lifecycle import Event as LifeEvent
from salwa.kernel.lifecycle import EventKind, State, Status, conflicts, derive
from salwa.kernel.marks.folding import folded
from salwa.platform.action import this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotFound

LONGEST_PLACE: Final = 300


def locked(actor: Actor, firearm: Firearm) -> Firearm:
    """Lock a record that the actor may open, until the action ends.

    Raises:
        NotFound: there is no such record for this actor.
        Conflict: the record is shown under another; the sentence names it, or whom to ask.
    """
    found = visible_to(actor).select_for_update(of=("self",)).filter(pk=firearm.pk).first()
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
    life = lives([firearm.pk])[firearm.pk]
    check_fresh(new.details.seen, life)
    before = derive(life.events)
    step = _step(firearm, life, new, today)
    if agreed is None and _lacks_consent(actor, step):
        step = replace(step, lacks_consent=True)
    refuse_broken(broken_steps(step))
    refuse(missing(actor, firearm, new, today))
    row = _write(firearm, life, new)
    write_details(row, new.details)
    after = settle(firearm.pk)
    ordinal = step.event.ordinal
    this_entry().note(
        record=firearm.pk, ordinal=ordinal, kind=new.kind.name.lower(), before=_told(before), after=_told(after)
    )
    this_entry().announce(LifeRecorded(firearm.pk, ordinal, int(new.kind)))
    return row


def _step(firearm: Firearm, life: Life[Stored], new: NewEvent, today: date) -> Step:
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
        is_held=Hold.objects.filter(firearm__in=families([firearm.pk])[firearm.pk], lifted=None).exists(),
    )


def _lacks_consent(actor: Actor, step: Step) -> bool:
    """Whether the State asks for consents or days first; a line that is set right was agreed when it was written."""
    if step.event.corrects is not None:
        return False
    return transfer_rule(actor, step.event.kind, step.today) is not None


def write_life(firearm: Firearm, events: Sequence[NewEvent]) -> None:
    """Write the first events of a new record in the order given; what does not fit together becomes a finding."""
    today = this_entry().recorded_at.date()
    for new in events:
        refuse([*faults_of_text("place", new.place, LONGEST_PLACE)])
        refuse([*faults_of_code("countries", new.country, "country")])
        refuse([*faults_of_details(this_entry().actor, new, today)])
    rows = Event.objects.bulk_create([_row(firearm.pk, at, new) for at, new in enumerate(events, start=1)])
    for row, new in zip(rows, events, strict=True):
        write_details(row, new.details)


def settle(firearm: int) -> State:
    """Derive the state of a record from its whole life, keep it, and keep the findings about its conflicts."""
    life = lives([firearm])[firearm]
    state = derive(life.events)
    FirearmState.objects.update_or_create(
        firearm_id=firearm,
        defaults={"status": state.status, "event": state.event or 0, "holder_id": state.holder},
    )
    _keep_findings(firearm, life)
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
        place=_place(new),
        holder=new.holder,
    )


def _place(new: NewEvent) -> Place | None:
    text = " ".join(new.place.split())
    return Place.objects.get_or_create(text=text, country=0)[0] if text else None


def _keep_findings(firearm: int, life: Life[Stored]) -> None:
    """Open a finding for each conflict that has none; close those whose conflict is gone.

    One that a person has closed stays closed; one that closed because its conflict was gone opens anew with it. A
    finding names the events as stored, so it means the same before, during and after a merge.
    """
    now = {life.key_of(one) for one in conflicts(life.events)}
    members = {firearm, *(row.firearm_id for row in life.rows)}
    about = Finding.objects.filter(firearm__in=members, kind__lt=FindingKind.DUPLICATE)
    still_open = {
        ConflictKey(*row): pk for pk, *row in about.filter(closed=None).values_list("pk", *ConflictKey._fields)
    }
    settled = about.filter(closed__action=CLOSING_FINDINGS).values_list(*ConflictKey._fields)
    fresh = now - still_open.keys() - {ConflictKey(*row) for row in settled}
    for key in sorted(fresh, key=lambda one: (one.kind, one.firearm_id, one.first, one.second)):
        Finding.objects.create(**key._asdict(), opened_id=this_entry().id)
    gone = [pk for key, pk in still_open.items() if key not in now]
    about.filter(pk__in=gone).update(closed_id=this_entry().id)


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
