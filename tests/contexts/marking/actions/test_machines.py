"""Marking, tests: the register of machines and of who operated them."""

from datetime import date

import pytest

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions.machines import begin_spell, end_spell, note_machine, register_machine
from salwa.contexts.marking.queries.machines import spell, spells
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m

DAY = date(2026, 2, 1)


def test_a_machine_is_on_record_until_it_is_taken_out_of_service(cast: Cast) -> None:
    machine = m.machine(cast.armourer)
    (one,) = marking.machines(cast.armourer)
    assert (one.agency, one.until) == ("Harbour police", None)
    note_machine(actor=cast.armourer, machine=machine, kind=marking.NoteKind.SERVICED, day=DAY, text="new lens")
    note_machine(actor=cast.armourer, machine=machine, kind=marking.NoteKind.WITHDRAWN, day=DAY)
    assert marking.machines(cast.armourer)[0].until == DAY
    with pytest.raises(Conflict, match="out of service"):
        begin_spell(actor=cast.armourer, machine=machine, username="armourer")


def test_it_is_known_who_operated_a_machine_from_when_to_when(cast: Cast) -> None:
    machine = m.machine(cast.armourer)
    row = begin_spell(actor=cast.armourer, machine=machine, username="armourer")
    assert marking.machines(cast.armourer)[0].operators == ("Armourer",)
    with pytest.raises(Conflict, match="at the machine already"):
        begin_spell(actor=cast.armourer, machine=machine, username="armourer")
    end_spell(actor=cast.armourer, spell=row)
    (told,) = spells(cast.armourer, machine)
    assert told.ended_at is not None
    assert told.ended_at >= told.began_at
    with pytest.raises(Conflict, match="on record already"):
        end_spell(actor=cast.armourer, spell=row)
    with pytest.raises(Refused, match="sign-in name"):
        begin_spell(actor=cast.armourer, machine=machine, username="nobody.here")


def test_a_machine_is_registered_once_and_not_in_the_future(cast: Cast) -> None:
    m.machine(cast.armourer)
    with pytest.raises(Conflict):
        m.machine(cast.armourer)
    faulty = marking.NewMachine(kind=marking.MachineKind.LASER, maker="", serial="1", since=date(2199, 1, 1))
    with pytest.raises(Refused) as caught:
        register_machine(actor=cast.armourer, machine=faulty)
    assert [fault.column for fault in caught.value.faults] == ["maker", "since"]


def test_another_agency_s_machine_is_not_kept(cast: Cast) -> None:
    machine = m.machine(cast.registrar)
    row = begin_spell(actor=cast.registrar, machine=machine, username="registrar")
    with pytest.raises(NotAllowed):
        note_machine(actor=cast.armourer, machine=machine, kind=marking.NoteKind.SERVICED, day=DAY)
    with pytest.raises(NotAllowed):
        begin_spell(actor=cast.armourer, machine=machine, username="armourer")
    with pytest.raises(NotAllowed):
        end_spell(actor=cast.armourer, spell=row)
    with pytest.raises(NotAllowed):
        m.machine(cast.auditor)
    with pytest.raises(NotFound):
        marking.machine(cast.armourer, machine.pk)
    with pytest.raises(NotFound):
        spell(cast.armourer, row.pk)
