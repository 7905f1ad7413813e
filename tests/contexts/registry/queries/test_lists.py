"""Registry, queries: the records of the own agency, page by page, and a record by a number of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Source
from salwa.contexts.registry.queries.lists import PAGE, Listed, Why, records_of, sources_of, with_number
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def pages(actor: Actor, source: Source, most: int = 2) -> list[Listed]:
    found = [records_of(actor, source, most=most)]
    while found[-1].after:
        found.append(records_of(actor, source, after=found[-1].after, most=most))
    return found


def test_every_record_stands_on_one_page_in_one_order(cast: Cast) -> None:
    for at in (3, 1, 5, 2, 4):
        b.firearm(cast.registrar, f"BKS01{at}", external_id=f"INV-{at}")
    (source,) = sources_of(cast.registrar)
    told = pages(cast.registrar, source)
    assert [[card.external_id for card in page.cards] for page in told] == [
        ["INV-1", "INV-2"],
        ["INV-3", "INV-4"],
        ["INV-5"],
    ]


def test_records_without_a_number_at_the_source_come_first_and_none_is_lost_between(cast: Cast) -> None:
    plain = [registry.record_of(b.firearm(cast.registrar, f"BKS01{at}")) for at in range(3)]
    (source,) = sources_of(cast.registrar)
    new = registry.NewFirearm(external_id="OWN-1", source=source.name, marks=(b.serial("BKS019"),))
    last = registry.record_of(registry.register_firearm(actor=cast.registrar, firearm=new))
    told = pages(cast.registrar, source)
    assert [[card.record for card in page.cards] for page in told] == [plain[:2], [plain[2], last]]
    assert [len(page.cards) for page in pages(cast.registrar, source, most=3)] == [3, 1]


def test_only_who_keeps_records_goes_through_those_of_the_own_agency(cast: Cast) -> None:
    b.firearm(cast.outside_registrar, "HRB77123")
    (source,) = sources_of(cast.outside_registrar)
    assert sources_of(cast.registrar) == ()
    with pytest.raises(NotFound):
        records_of(cast.registrar, source)
    for nobody in (cast.tracing_officer, cast.analyst, cast.administrator):
        with pytest.raises(NotAllowed):
            sources_of(nobody)
        with pytest.raises(NotAllowed):
            records_of(nobody, source)


def test_a_page_is_found_along_an_index(cast: Cast) -> None:
    rows = [b.firearm(cast.registrar, f"BKS01{at}", external_id=f"INV-{at}") for at in range(3)]
    b.firearm(cast.registrar, "BKS019")
    here, loaded = sorted(sources_of(cast.registrar), key=lambda one: one.name != "Registered here")
    with CaptureQueriesContext(connection) as asked:
        records_of(cast.registrar, loaded, after=registry.record_of(rows[0]))
        records_of(cast.registrar, here)
    lists = [one["sql"] for one in asked if f"LIMIT {PAGE + 1}" in one["sql"]]
    lists += [one["sql"] for one in asked if f"LIMIT {PAGE}" in one["sql"] and one["sql"] not in lists]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        plans = []
        for statement in lists:
            cursor.execute(f"EXPLAIN {statement}")
            plans.append("\n".join(str(line) for (line,) in cursor.fetchall()))
    assert len(plans) == 3
    assert sum("registry_firearm_external" in plan for plan in plans) == 2
    assert sum("registry_firearm_unnamed" in plan for plan in plans) == 1
    assert not any("Sort" in plan for plan in plans)


def test_a_number_is_looked_for_at_the_source_and_among_serials(cast: Cast) -> None:
    one = b.firearm(cast.registrar, "BKS 012", external_id="INV-1")
    other = b.firearm(cast.registrar, "BKS013", b.serial("BKS-012", component=2))
    b.firearm(cast.registrar, "BKSO12")
    assert [(hit.card.id, hit.why) for hit in with_number(cast.registrar, " INV-1 ").hits if hit.card] == [
        (one.pk, Why.SOURCE)
    ]
    found = {(hit.card.id, hit.why) for hit in with_number(cast.registrar, "bks012").hits if hit.card}
    assert found == {(one.pk, Why.SERIAL), (other.pk, Why.PART)}
    assert with_number(cast.registrar, "BKS0?2").hits == ()


def test_a_serial_of_a_closed_holding_says_whom_to_ask(cast: Cast) -> None:
    b.firearm(cast.outside_registrar, "HRB77123", external_id="H-1")
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    (hit,) = with_number(cast.registrar, "HRB77123").hits
    assert (hit.card, hit.ask) == (None, "Harbour police")
    assert with_number(cast.registrar, "H-1").hits == ()
    with pytest.raises(NotAllowed):
        with_number(cast.administrator, "HRB77123")
