"""Marking, tests: firearms are put together that are to be marked."""

import pytest

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions.consignments import add_to_consignment, open_consignment
from salwa.contexts.marking.models import ConsignmentLine
from salwa.contexts.registry import public as registry
from salwa.platform.errors import Conflict, NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b


def test_a_consignment_keeps_what_a_firearm_is_called_on_the_bench(cast: Cast) -> None:
    rows = m.firearms(cast.registrar, "ENT101")
    held = m.consignment(cast.registrar, rows)
    (line,) = marking.lines(cast.registrar, held)
    assert line.record == registry.record_of(rows[0])
    assert "Glock" in line.described
    assert "ENT101" in line.described


def test_a_firearm_is_in_it_once(cast: Cast) -> None:
    rows = m.firearms(cast.registrar, "ENT101")
    held = m.consignment(cast.registrar, rows)
    record = registry.record_of(rows[0])
    assert add_to_consignment(actor=cast.registrar, consignment=held, records=[record, record]) == 0
    assert ConsignmentLine.objects.count() == 1


def test_all_records_of_a_source_come_in_at_once(cast: Cast) -> None:
    for number in range(3):
        b.firearm(cast.registrar, f"ENT10{number}", external_id=f"X{number}")
    new = marking.NewConsignment(use=marking.Use.IMPORT, reference="IMP-1")
    held = open_consignment(actor=cast.registrar, consignment=new)
    assert add_to_consignment(actor=cast.registrar, consignment=held, source="Old register") == 3
    with pytest.raises(Refused, match="no records of the source"):
        add_to_consignment(actor=cast.registrar, consignment=held, source="Nowhere")


def test_records_that_are_not_found_are_named_by_their_line_and_none_is_added(cast: Cast) -> None:
    own = b.firearm(cast.registrar, "ENT101")
    foreign = b.firearm(cast.outside_registrar, "ENT102")
    held = m.consignment(cast.outside_registrar, [foreign])
    names = [registry.record_of(foreign), registry.record_of(own), "nonsense"]
    with pytest.raises(Refused) as caught:
        add_to_consignment(actor=cast.outside_registrar, consignment=held, records=names)
    assert [fault.line for fault in caught.value.faults] == [2, 3]
    assert ConsignmentLine.objects.count() == 1


def test_nothing_is_no_addition(cast: Cast) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    with pytest.raises(Refused, match="Name 1 to"):
        add_to_consignment(actor=cast.registrar, consignment=held)


def test_a_reference_is_needed_and_used_once(cast: Cast) -> None:
    new = marking.NewConsignment(use=marking.Use.IMPORT, reference="IMP-1")
    open_consignment(actor=cast.registrar, consignment=new)
    with pytest.raises(Conflict, match="IMP-1"):
        open_consignment(actor=cast.registrar, consignment=new)
    for faulty in ("", " ", "IMP\u202e1"):
        with pytest.raises(Refused):
            open_consignment(
                actor=cast.registrar, consignment=marking.NewConsignment(use=marking.Use.IMPORT, reference=faulty)
            )
    with pytest.raises(Refused, match="no country"):
        open_consignment(
            actor=cast.registrar,
            consignment=marking.NewConsignment(use=marking.Use.IMPORT, reference="IMP-2", country=1),
        )


def test_only_registrars_open_one(cast: Cast) -> None:
    for actor in (cast.armourer, cast.auditor, cast.analyst, cast.administrator):
        with pytest.raises(NotAllowed):
            open_consignment(actor=actor, consignment=marking.NewConsignment(use=marking.Use.IMPORT, reference="IMP-1"))
