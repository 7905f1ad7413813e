"""Marking, actions, ¶28 ¶63: the register of machines, what was done with them, and who operated them."""

from datetime import date

from django.utils.translation import gettext

from salwa.contexts.identity.public import units_of, user_number
from salwa.contexts.marking.actions._checking import faults_of_text, refuse
from salwa.contexts.marking.drafts import NewMachine
from salwa.contexts.marking.models import Job, Machine, MachineNote, NoteKind, OperatorSpell
from salwa.contexts.marking.policies import may_end_spell, may_keep_machine, may_keep_machines
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, Refused


@action("marking.register_machine", may=may_keep_machines)
def register_machine(*, actor: Actor, machine: NewMachine, reason: str = "") -> Machine:
    """Put a machine of the actor's agency on record. Raises Refused, Conflict where it is on record already."""
    refuse(
        [
            *faults_of_text("maker", machine.maker, 100, is_needed=True),
            *faults_of_text("serial", machine.serial, 60, is_needed=True),
            *faults_of_text("software", machine.software, 100),
            *_faults_of_day("since", machine.since),
            *_faults_of_unit(actor, machine.unit_id),
        ]
    )
    maker, serial = machine.maker.strip(), machine.serial.strip()
    if Machine.objects.filter(agency_id=actor.agency_id, maker=maker, serial=serial).exists():
        raise Conflict(gettext("This machine is on record already: open it."))
    row = Machine.objects.create(
        agency_id=actor.agency_id,
        unit_id=machine.unit_id,
        kind=machine.kind,
        maker=maker,
        serial=serial,
        software=machine.software.strip(),
        since=machine.since,
        entry_id=this_entry().id,
    )
    this_entry().note(machine=row.pk)
    return row


@action("marking.note_machine", may=may_keep_machine)
def note_machine(
    *, actor: Actor, machine: Machine, kind: NoteKind, day: date, text: str = "", reason: str = ""
) -> MachineNote:
    """Write a line into the log of a machine: serviced, repaired, out of order, taken out of service."""
    refuse([*faults_of_text("text", text, 300), *_faults_of_day("day", day)])
    this_entry().note(machine=machine.pk, kind=NoteKind(kind).name.lower())
    return MachineNote.objects.create(machine=machine, kind=kind, day=day, text=text.strip(), entry_id=this_entry().id)


@action("marking.begin_spell", may=may_keep_machine)
def begin_spell(
    *, actor: Actor, machine: Machine, username: str, for_job: Job | None = None, reason: str = ""
) -> OperatorSpell:
    """Record that somebody operates a machine from now on, perhaps for one job.

    Raises Refused where there is no such user, Conflict where the machine is out of service or the user is at it.
    """
    user = user_number(username)
    if user is None:
        text = gettext("there is no user %(name)s: type the sign-in name")
        raise Refused([Fault(0, "username", text % {"name": username})])
    if machine.notes.filter(kind=NoteKind.WITHDRAWN).exists():
        raise Conflict(gettext("This machine was taken out of service."))
    if OperatorSpell.objects.filter(machine=machine, user_id=user, ended_at=None).exists():
        raise Conflict(gettext("This user is at the machine already."))
    row = OperatorSpell.objects.create(
        machine=machine,
        user_id=user,
        job=for_job,
        began_at=this_entry().recorded_at,
        entry_id=this_entry().id,
    )
    this_entry().note(machine=machine.pk, user=user, spell=row.pk)
    return row


@action("marking.end_spell", may=may_end_spell)
def end_spell(*, actor: Actor, spell: OperatorSpell, reason: str = "") -> OperatorSpell:
    """Record that somebody left a machine now. Raises Conflict where that is on record already."""
    if not OperatorSpell.objects.filter(pk=spell.pk, ended_at=None).update(ended_at=this_entry().recorded_at):
        raise Conflict(gettext("It is on record already that this user left the machine."))
    this_entry().note(machine=spell.machine_id, user=spell.user_id, spell=spell.pk)
    spell.refresh_from_db()
    return spell


def _faults_of_unit(actor: Actor, unit: int | None) -> list[Fault]:
    if unit is None or unit in units_of(actor):
        return []
    return [Fault(0, "unit", gettext("this unit is none of your agency"))]


def _faults_of_day(column: str, day: date) -> list[Fault]:
    if day > this_entry().recorded_at.date():
        return [Fault(0, column, gettext("this day has not come yet"))]
    return []
