"""Marking, tests: how far consignments are, and what is due."""

from salwa.contexts.identity.public import Role, actor_by_name, add_user, agency_by_name
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.queries.consignments import consignment_view, unmarked, unplanned
from salwa.contexts.registry import public as registry
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b


def test_a_consignment_is_due_until_each_mark_was_read_again(cast: Cast) -> None:
    agency = agency_by_name("National registry")
    add_user(actor=cast.administrator, username="second", display_name="Two", agency=agency, roles=[Role.REGISTRAR])
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101", "ENT102"))
    assert len(unplanned(cast.registrar, held)) == 2
    job = marking.plan_job(actor=cast.registrar, consignment=held)
    assert unplanned(cast.registrar, held) == []
    m.engraved(cast.registrar, job)
    view = consignment_view(cast.registrar, held)
    assert (view.firearms, view.planned, view.marked, view.due) == (2, 2, 0, 2)
    assert [one.id for one in unmarked(cast.registrar, marking.Use.IMPORT)] == [held.pk]
    assert unmarked(cast.registrar, marking.Use.SEIZED) == []
    m.read_again(actor_by_name("second"), job)
    assert consignment_view(cast.registrar, held).due == 0
    assert unmarked(cast.registrar, marking.Use.IMPORT) == []
    assert all(line.is_marked for line in marking.lines(cast.registrar, held))


def test_seized_firearms_that_are_kept_without_a_unique_mark_are_due(cast: Cast) -> None:
    life = (b.event(EventKind.SEIZURE, b.year(2020)), b.event(EventKind.RETENTION, b.year(2021)))
    new = registry.NewFirearm(make=b.make("Glock"))
    bare = registry.register_firearm(actor=cast.registrar, firearm=new, life=life)
    b.firearm(cast.registrar, "ENT101", life=life)
    b.firearm(cast.registrar, "ENT102")
    assert [one.record for one in marking.seized_due(cast.registrar)] == [registry.record_of(bare)]
    assert marking.seized_due(cast.analyst) == []
    assert marking.seized_due(cast.armourer) == []
