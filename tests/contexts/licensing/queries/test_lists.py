"""Licensing: what is due, counted and listed page by page."""

from dataclasses import replace

import pytest

from salwa.contexts.licensing.models import CheckKind, CheckOutcome
from salwa.contexts.licensing.public import (
    Asked,
    List,
    NewCheck,
    counts,
    listed,
    record_check,
    revoke,
    suspend,
    take_stock,
)
from salwa.contexts.licensing.queries.lists import NAMES, STEPS
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def told(cast: Cast, wanted: List, within: int = 60) -> list[str]:
    rows = listed(cast.auditor, wanted, Asked(l.today(), within))
    assert counts(cast.auditor, Asked(l.today(), within))[wanted] == len(rows)
    return [one.what for one in rows]


def test_every_list_has_a_name_and_a_next_step() -> None:
    assert set(NAMES) == set(STEPS) == set(List)


def test_licences_stand_on_the_list_of_what_they_need(cast: Cast) -> None:
    officer = cast.licensing_officer
    ann, bob, carl = (l.person(officer, name) for name in ("Quillfeather", "Okonjo-Test", "Third"))
    ending = l.granted(officer, ann, given=l.terms(40, since=3))
    l.held(cast.registrar, ann, "BKS012")
    assert told(cast, List.EXPIRING) == ["Possession licence"]
    assert told(cast, List.EXPIRING, 30) == []
    later = Asked(l.ahead(41))
    assert [one.held for one in listed(cast.auditor, List.EXPIRED, later)] == [1]
    assert listed(cast.auditor, List.EXPIRED, Asked(l.ahead(39))) == ()
    suspend(actor=officer, licence=l.granted(officer, bob), measure=l.measure("inquiry"))
    assert told(cast, List.SUSPENDED) == ["Possession licence"]
    revoked = l.granted(officer, carl)
    gun = l.held(cast.registrar, carl, "BKS799")
    revoke(actor=officer, licence=revoked, measure=l.measure("storage", 14))
    assert told(cast, List.HAND_IN) == ["Possession licence"]
    l.passes(cast.registrar, gun, bob, l.today().isoformat())
    assert told(cast, List.HAND_IN) == []
    assert ending.holder == ann


def test_inspections_checks_tasks_and_applications(cast: Cast) -> None:
    officer = cast.licensing_officer
    shop = l.dealer(officer)
    l.asked(officer, shop, "D1", l.Category.DEALER)
    assert told(cast, List.WAITING) == ["Dealer’s licence"]
    l.inspection(officer, shop, 5)
    l.inspection(officer, shop, -5)
    assert told(cast, List.INSPECTIONS) == ["premises"]
    assert told(cast, List.OVERDUE) == ["premises"]
    take_stock(actor=cast.inspector, holder=shop.pk, serials=["ZZZ999"], taken_on=l.today())
    assert told(cast, List.TASKS) == ["on the shelf and not in the book"]
    check = NewCheck(kind=CheckKind.STORAGE, outcome=CheckOutcome.PASSED, made_on=l.ago(300), valid_to=l.ahead(20))
    record_check(actor=officer, holder=shop.pk, check=check)
    assert told(cast, List.CHECKS) == ["safe storage"]
    record_check(actor=officer, holder=shop.pk, check=replace(check, made_on=l.ago(1), valid_to=l.ahead(300)))
    assert told(cast, List.CHECKS) == []


@pytest.mark.parametrize("wanted", [List.WAITING, List.INSPECTIONS, List.TASKS])
def test_a_list_goes_on_after_its_last_line(cast: Cast, wanted: List) -> None:
    officer = cast.licensing_officer
    shops = [l.dealer(officer, name) for name in ("One", "Two", "Three")]
    for shop in shops:
        l.asked(officer, shop, "D1", l.Category.DEALER)
        l.inspection(officer, shop)
        take_stock(actor=cast.inspector, holder=shop.pk, serials=["ZZZ999"], taken_on=l.today())
    asked, seen = Asked(l.today()), []
    for _page in range(3):
        (one,) = listed(cast.auditor, wanted, asked, most=1)
        seen.append(one.holder.name)
        asked = replace(asked, after=one.after)
    assert seen == ["One", "Two", "Three"]
    assert listed(cast.auditor, wanted, asked) == ()
    assert len(listed(cast.auditor, wanted, replace(asked, after="nonsense"))) == 3


def test_lists_are_for_readers_and_of_one_s_own_agency(cast: Cast) -> None:
    l.asked(cast.licensing_officer, l.dealer(cast.licensing_officer), "D1", l.Category.DEALER)
    assert counts(cast.outside_registrar, Asked(l.today()))[List.WAITING] == 0
    for other in (cast.analyst, cast.administrator):
        with pytest.raises(NotAllowed):
            counts(other, Asked(l.today()))
        with pytest.raises(NotAllowed):
            listed(other, List.TASKS, Asked(l.today()))
