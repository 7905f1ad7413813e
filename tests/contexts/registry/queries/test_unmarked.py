"""Registry, tests: what the marking of firearms asks of the register."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.queries.unmarked import cards_of, firearms_of_source, seized_and_kept
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.model import MarkKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b

LIFE = (b.event(EventKind.SEIZURE, b.year(2020)), b.event(EventKind.RETENTION, b.year(2021)))


def test_cards_of_several_come_at_once(cast: Cast) -> None:
    rows = [b.firearm(cast.registrar, "ENT101"), b.firearm(cast.registrar, "ENT102")]
    assert [card.serial for card in cards_of(cast.registrar, rows).values()] == ["ENT101", "ENT102"]
    assert cards_of(cast.registrar, []) == {}


def test_the_records_of_a_source_are_those_of_the_own_agency(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "ENT101", external_id="X1")
    b.firearm(cast.outside_registrar, "ENT102", external_id="X1")
    assert firearms_of_source(cast.registrar, "Old register", most=10) == [row]


def test_a_seized_firearm_that_is_kept_is_told_until_the_state_marked_it(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "ENT101", life=LIFE)
    b.firearm(cast.registrar, "ENT102")
    (told,) = seized_and_kept(cast.registrar, most=10)
    assert (told.card.id, told.has_serial, told.has_state_mark) == (row.pk, True, False)
    assert seized_and_kept(cast.outside_registrar, most=10) == []
    mark = registry.NewMark(kind=MarkKind.STATE_STOCK, text="XC G4 22223")
    registry.add_mark(actor=cast.registrar, firearm=row, mark=mark)
    assert seized_and_kept(cast.registrar, most=10) == []


def test_the_list_is_read_along_the_index_of_what_is_kept(cast: Cast) -> None:
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        registry.seized_and_kept(cast.registrar, most=50)
        (listed,) = [one["sql"] for one in asked if "registry_firearm_state" in one["sql"]]
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = on")
        cursor.execute(f"EXPLAIN {listed}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "registry_state_kept" in plan
