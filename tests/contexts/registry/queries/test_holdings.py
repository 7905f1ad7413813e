"""Registry: what a holder has now, and everything that ever came to it."""

import pytest

from salwa.contexts.registry.models import Holder
from salwa.contexts.registry.public import (
    Coming,
    close_holdings,
    comings,
    count_held,
    count_titles,
    firearms_held,
    has_arms,
    holders_with_arms,
    holdings_of,
    lives_held,
    lives_of,
    merge_firearms,
    record_registration,
    record_transfer,
    records_of_ids,
    report_loss,
    taken_by,
)
from salwa.contexts.registry.queries.holdings import NOT_AT_HAND
from salwa.kernel.lifecycle import EventKind, Status
from salwa.kernel.marks.model import MarkKind
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.builders import NewMark


def held(cast: Cast, holder: Holder, serial: str) -> object:
    row = b.firearm(cast.registrar, serial, NewMark(kind=MarkKind.IMPORTER, text="QUAY IMPORTS"))
    record_registration(actor=cast.registrar, firearm=row, holder=holder, happened=b.day("2024-03-05"))
    return row


def test_what_is_lost_or_passed_on_is_not_at_hand(cast: Cast) -> None:
    shop, other = b.company(cast.registrar), b.company(cast.registrar, "Quay Arms")
    rows = [held(cast, shop, serial) for serial in ("BKS012", "BKS799", "AAA117")]
    assert count_held(cast.registrar, shop.pk) == 3
    assert count_held(cast.registrar, shop.pk, [77]) == 0
    report_loss(actor=cast.registrar, firearm=rows[0], happened=b.day("2024-05-05"))
    record_transfer(actor=cast.registrar, firearm=rows[1], holder=other, happened=b.day("2024-05-05"))
    assert [one.serial for one in holdings_of(cast.registrar, shop.pk)] == ["AAA117"]
    assert [serial for _, _, serial in firearms_held(cast.registrar, shop.pk)] == ["AAA117"]
    assert holders_with_arms(cast.registrar, [shop.pk, other.pk, 0]) == {shop.pk: 1, other.pk: 1}
    assert Holder.objects.filter(has_arms(cast.registrar, "pk")).count() == 2
    assert Status.REGISTERED not in NOT_AT_HAND


def test_merged_records_count_once(cast: Cast) -> None:
    shop = b.company(cast.registrar)
    one, two = (held(cast, shop, serial) for serial in ("BKS012", "BKSO12"))
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=two, reason="misread")
    assert count_held(cast.registrar, shop.pk) == 1
    (came,) = comings(cast.registrar, shop.pk, Coming())
    assert came.firearm == one.pk
    assert len(lives_of(cast.registrar, [one.pk])[one.pk]) == 2


def test_everything_that_ever_came_is_told_with_its_life(cast: Cast) -> None:
    shop, other = b.company(cast.registrar), b.company(cast.registrar, "Quay Arms")
    row = held(cast, shop, "BKS012")
    record_transfer(actor=cast.registrar, firearm=row, holder=other, happened=b.day("2024-05-05"))
    (came,) = comings(cast.registrar, shop.pk, Coming())
    (life,) = lives_held(cast.registrar, [came.firearm])
    assert comings(cast.registrar, shop.pk, Coming(after=came)) == ()
    assert comings(cast.registrar, shop.pk, Coming(open_only=True)) == ()
    assert (count_titles(cast.registrar, shop.pk), count_titles(cast.registrar, other.pk)) == (0, 1)
    assert [one.kind for one in life.events] == [EventKind.REGISTRATION, EventKind.TRANSFER]
    assert life.importer == "QUAY IMPORTS"
    assert set(life.recorded) == {1, 2}
    assert comings(cast.registrar, 0, Coming()) == ()


def test_who_took_it_is_told_of_an_event_in_force(cast: Cast) -> None:
    shop = b.company(cast.registrar)
    row = held(cast, shop, "BKS012")
    taken = taken_by(cast.registrar, row.pk, 1)
    assert taken is not None
    assert taken.holder == shop.pk
    assert taken_by(cast.registrar, row.pk, 2) is None
    assert taken_by(cast.registrar, 0, 1) is None
    assert taken_by(cast.outsider, row.pk, 1) is None


def test_a_count_is_of_the_whole_state_and_a_list_of_what_one_may_open(cast: Cast) -> None:
    shop = b.company(cast.registrar)
    row = held(cast, shop, "BKS012")
    close_holdings(actor=cast.registrar, is_closed=True)
    assert count_held(cast.outside_registrar, shop.pk) == 1
    assert holdings_of(cast.outside_registrar, shop.pk) == ()
    assert firearms_held(cast.outside_registrar, shop.pk) == ()
    assert comings(cast.outside_registrar, shop.pk, Coming()) == ()
    assert lives_held(cast.outside_registrar, [row.pk]) == ()
    assert count_titles(cast.outside_registrar, shop.pk) == 0
    assert records_of_ids(cast.outside_registrar, [row.pk]) == {}
    assert len(records_of_ids(cast.registrar, [row.pk])) == 1
    assert records_of_ids(cast.registrar, []) == {}
    for asked in (
        lambda: count_held(cast.analyst, shop.pk),
        lambda: has_arms(cast.analyst, "pk"),
        lambda: holders_with_arms(cast.analyst, [shop.pk]),
    ):
        with pytest.raises(NotAllowed):
            asked()
