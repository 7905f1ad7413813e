"""Marking, tests: machines in service stand before those that are not."""

from datetime import date

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.queries.machines import in_service, machine_view, notes
from tests.conftest import Cast
from tests.contexts.marking import builders as m

DAY = date(2026, 2, 1)


def test_machines_in_service_come_first(cast: Cast) -> None:
    old, new = m.machine(cast.registrar, "A-1"), m.machine(cast.registrar, "B-1")
    marking.note_machine(actor=cast.registrar, machine=old, kind=marking.NoteKind.WITHDRAWN, day=DAY, text="worn")
    assert [one.serial for one in marking.machines(cast.registrar)] == ["B-1", "A-1"]
    assert [one.id for one in in_service(cast.registrar)] == [new.pk]
    assert machine_view(cast.registrar, old).until == DAY
    (note,) = notes(cast.registrar, old)
    assert (note.text, note.noted_by) == ("worn", "registrar")
    assert marking.machines(cast.analyst) == []
