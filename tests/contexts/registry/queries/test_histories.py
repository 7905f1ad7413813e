"""Registry, queries: the line of a firearm's life."""

from pytest_django import DjangoAssertNumQueries

from salwa.contexts.identity.public import IdentityActor
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.drafts import NewFirearm
from salwa.contexts.registry.queries.histories import history, history_of
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_lines_stand_in_the_order_things_happened_with_gaps_between(cast: Cast) -> None:
    row = b.firearm(
        cast.registrar,
        life=(
            b.event(EventKind.SALE, b.year(2006), place="Harbour town"),
            b.event(EventKind.MANUFACTURE, b.year(2004)),
            b.event(EventKind.SEIZURE, b.day("2014-05-06")),
        ),
    )
    told = history(cast.registrar, str(row.uuid))
    assert [(line.ordinal, str(line.happened)) for line in told.lines] == [(2, "2004"), (1, "2006"), (3, "2014-05-06")]
    assert [(gap.after, gap.before, gap.months) for gap in told.gaps] == [(2, 1, 12), (1, 3, 88)]
    assert told.lines[1].place == "Harbour town"
    assert {line.recorded_by for line in told.lines} == {"registrar"}


def test_an_analyst_sees_the_firearm_and_not_its_holder(cast: Cast) -> None:
    row, holder = b.firearm(cast.registrar), b.company(cast.registrar, "Harbour Arms")
    registry.record_registration(actor=cast.registrar, firearm=row, holder=holder, happened=b.year(2010))
    registry.record_transfer(actor=cast.registrar, firearm=row, holder=b.person(cast.registrar), happened=b.year(2011))
    analyst = IdentityActor(99, "analyst", cast.registrar.agency_id, frozenset({"analyst"}))
    assert [line.holder for line in history(cast.registrar, str(row.uuid)).lines] == ["Harbour Arms", "person"]
    assert [line.holder for line in history(analyst, str(row.uuid)).lines] == ["", ""]


def test_remarks_of_the_source_are_kept_verbatim(cast: Cast) -> None:
    new = NewFirearm(make=b.make("Glock"), remarks=(("Farbe", "schwarz  <b>"),))
    row = registry.register_firearm(actor=cast.registrar, firearm=new)
    assert [(one.heading, one.text) for one in history(cast.registrar, str(row.uuid)).remarks] == [
        ("Farbe", "schwarz  <b>")
    ]


def test_what_a_record_has_nothing_of_is_not_asked_for(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    life = tuple(b.event(EventKind.LOSS if nth % 2 else EventKind.FIND, b.year(1990 + nth)) for nth in range(20))
    row = b.firearm(cast.registrar, life=life)
    with django_assert_num_queries(5):
        told = history_of(cast.registrar, row)
    assert (len(told.lines), told.agency) == (20, row.agency.name)
    assert (told.findings, told.remarks, told.followed_by, told.follows) == ((), (), (), ())
