"""Licensing: what was seen on a shelf against what is on record."""

import pytest

from salwa.contexts.licensing.models import Seen
from salwa.contexts.licensing.public import stock_take, take_stock
from salwa.contexts.licensing.queries.stock import compared
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_every_letter_and_digit_counts_and_signs_do_not(cast: Cast) -> None:
    shop = l.dealer(cast.licensing_officer)
    l.held(cast.registrar, shop, "BKS 012")
    assert [one.outcome for one in compared(cast.inspector, shop.pk, ["bks-012"])] == [Seen.FOUND]
    assert [one.outcome for one in compared(cast.inspector, shop.pk, ["BKSO12"])] == [Seen.EXTRA, Seen.MISSING]
    assert [one.outcome for one in compared(cast.inspector, shop.pk, [])] == [Seen.MISSING]


def test_a_stock_take_of_another_authority_is_none(cast: Cast) -> None:
    shop = l.dealer(cast.licensing_officer)
    row = take_stock(actor=cast.inspector, holder=shop.pk, serials=["A1"], taken_on=l.today())
    view = stock_take(cast.registrar, row.pk)
    assert (view.count(Seen.EXTRA), view.count(Seen.FOUND), view.by) == (1, 0, "inspector")
    with pytest.raises(NotFound):
        stock_take(cast.outside_registrar, row.pk)
