"""Registry, queries: the records that an actor may open, by what is known of them, page by page."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import ComponentKind
from salwa.contexts.registry.queries import searches
from salwa.contexts.registry.queries.searches import Page, Sought, search
from salwa.kernel.lifecycle import Happened, Status
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def pages(actor: Actor, sought: Sought, most: int = 2) -> list[Page]:
    found = [search(actor, sought, most=most)]
    while found[-1].after:
        found.append(search(actor, sought, after=found[-1].after, most=most))
    return found


def serials(found: list[Page]) -> list[str]:
    return [one.card.serial for page in found for one in page.listings]


def test_every_record_that_the_actor_may_open_stands_on_one_page(cast: Cast) -> None:
    for at in (2, 1, 3):
        b.firearm(cast.registrar, f"BKS01{at}", external_id=f"INV-{at}")
    b.firearm(cast.registrar, "BKS020")
    b.firearm(cast.outside_registrar, "HRB77123")
    assert serials(pages(cast.registrar, Sought())) == ["BKS011", "BKS012", "BKS013", "BKS020", "HRB77123"]
    assert serials(pages(cast.outside_registrar, Sought())) == ["HRB77123"]
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    assert "HRB77123" not in serials(pages(cast.registrar, Sought()))
    assert serials(pages(cast.outside_registrar, Sought())) == ["HRB77123"]


def test_only_who_goes_through_records_gets_a_list_and_others_find_one_by_its_number(cast: Cast) -> None:
    one = b.firearm(cast.registrar, "BKS012", external_id="INV-1")
    for nobody in (cast.tracing_officer, cast.analyst, cast.armourer):
        with pytest.raises(NotAllowed):
            search(nobody, Sought(make="Glock"))
    with pytest.raises(NotAllowed):
        search(cast.administrator, Sought(serial="BKS012"))
    for sought in (Sought(serial="bks 012"), Sought(external_id="INV-1")):
        assert [found.card.id for found in search(cast.tracing_officer, sought).listings] == [one.pk]


def test_a_serial_is_found_on_the_firearm_and_on_a_part_and_says_whom_to_ask(cast: Cast) -> None:
    one = b.firearm(cast.registrar, "BKS012")
    other = b.firearm(cast.registrar, "BKS013", b.serial("BKS-012", component=2))
    b.firearm(cast.outside_registrar, "BKS012")
    b.firearm(cast.registrar, "BKSO12")
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    found = search(cast.registrar, Sought(serial="BKS 012"))
    assert [(each.card.id, each.part, each.part_serial) for each in found.listings] == [
        (one.pk, None, ""),
        (other.pk, ComponentKind.SLIDE, "BKS-012"),
    ]
    assert found.ask == ("Harbour police",)
    assert [len(page.listings) for page in pages(cast.registrar, Sought(serial="BKS 012"), most=1)] == [1, 1]


def test_make_status_and_source_narrow_the_list(cast: Cast) -> None:
    lost = b.firearm(cast.registrar, "BKS012", external_id="INV-1")
    registry.report_loss(actor=cast.registrar, firearm=lost, happened=Happened())
    b.firearm(cast.registrar, "BKS013")
    new = registry.NewFirearm(make=b.make("Beretta"), marks=(b.serial("A4412"),))
    registry.register_firearm(actor=cast.registrar, firearm=new)
    assert serials(pages(cast.registrar, Sought(make="beretta"))) == ["A4412"]
    assert serials(pages(cast.registrar, Sought(make="Glock"))) == ["BKS012", "BKS013"]
    assert serials(pages(cast.registrar, Sought(status=Status.LOST))) == ["BKS012"]
    assert serials(pages(cast.registrar, Sought(source="Old register"))) == ["BKS012"]
    assert serials(pages(cast.registrar, Sought(external_id="INV-1", make="Beretta"))) == []
    assert serials(pages(cast.registrar, Sought(serial="BKS012", status=Status.REGISTERED))) == []


def test_what_is_seldom_is_looked_for_stretch_by_stretch_and_no_record_is_lost(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "SCANNED", 2)
    for at in range(5):
        b.firearm(cast.registrar, f"BKS01{at}", external_id=f"INV-{at}" if at % 2 else "")
    new = registry.NewFirearm(
        make=b.make("Beretta"), marks=(b.serial("A4412"),), external_id="Z", source="Old register"
    )
    registry.register_firearm(actor=cast.registrar, firearm=new)
    told = pages(cast.registrar, Sought(make="Beretta"))
    assert serials(told) == ["A4412"]
    assert len(told) > 2
    assert sorted(serials(pages(cast.registrar, Sought(make="Glock")))) == [f"BKS01{at}" for at in range(5)]


def test_a_make_that_is_not_understood_is_refused_and_not_taken_for_none(cast: Cast) -> None:
    with pytest.raises(Refused, match="“Glokkk Inc 99” is not understood"):
        search(cast.registrar, Sought(make="Glokkk Inc 99"))


def test_a_merged_record_says_under_which_it_is_shown(cast: Cast) -> None:
    one, other = b.firearm(cast.registrar, "BKS012"), b.firearm(cast.registrar, "BKS013")
    registry.merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="the same")
    found = search(cast.registrar, Sought())
    assert {each.card.serial: each.merged_into for each in found.listings} == {
        "BKS012": "",
        "BKS013": registry.record_of(one),
    }
