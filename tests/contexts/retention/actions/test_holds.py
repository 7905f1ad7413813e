"""Retention: a hold has a reason, an authority and a day of review, and ends by another hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from salwa.contexts.retention.models import Hold, HoldKind
from salwa.contexts.retention.public import NewHold, holds, is_held, lift_hold, place_hold, review_hold
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b

SOON = (datetime.now(UTC) + timedelta(days=30)).date()


def new(**more: Any) -> NewHold:
    facts = {"kind": HoldKind.CASE, "reference": "12/2026", "authority": "District court", "review": SOON}
    return NewHold(**(facts | more))


def test_a_hold_says_what_by_whose_word_and_why(cast: Cast) -> None:
    place_hold(actor=cast.registrar, hold=new(), reason="Trace open")
    ((_, found),) = holds(cast.auditor)
    assert (found.about, found.authority, found.reason, found.placed_by) == (
        "12/2026", "District court", "Trace open", "registrar",
    )  # fmt: skip
    assert found.is_open
    assert is_held(reference="12/2026")
    assert not is_held(reference="13/2026")


def test_a_firearm_under_a_hold_holds_whoever_had_it(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    place_hold(actor=cast.registrar, hold=new(kind=HoldKind.FIREARM, firearm=str(row.uuid), reference=""), reason="x")
    assert is_held(firearm=row.pk)
    assert not is_held(firearm=row.pk + 1)
    assert not is_held(holder=1)


def test_a_dealer_s_book_is_held_with_the_dealer(cast: Cast) -> None:
    dealer = b.company(cast.registrar)
    place_hold(
        actor=cast.registrar, hold=new(kind=HoldKind.BOOK, holder=str(dealer.uuid), reference="Book 4"), reason="x"
    )
    assert is_held(holder=dealer.pk)


def test_nobody_lifts_their_own_hold_and_another_does_once(cast: Cast) -> None:
    hold = place_hold(actor=cast.registrar, hold=new(), reason="x")
    with pytest.raises(Refused, match="placed themselves"):
        lift_hold(actor=cast.registrar, hold=hold, reason="done")
    lift_hold(actor=cast.auditor, hold=hold, reason="done")
    with pytest.raises(Conflict):
        lift_hold(actor=cast.auditor, hold=hold, reason="done")
    with pytest.raises(Conflict):
        review_hold(actor=cast.auditor, hold=hold, review=SOON, reason="look")
    ((_, found),) = holds(cast.auditor, is_open=False)
    assert (found.lifted_by, found.why_lifted, found.is_open) == ("auditor", "done", False)
    assert not is_held(reference="12/2026")


def test_a_review_lets_it_stand_until_another_day(cast: Cast) -> None:
    hold = place_hold(actor=cast.registrar, hold=new(), reason="x")
    later = SOON + timedelta(days=30)
    review_hold(actor=cast.auditor, hold=hold, review=later, reason="still open")
    ((_, found),) = holds(cast.auditor)
    assert (found.review, found.reviews[0][0]) == (later, "auditor")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, " "),
        ({"authority": ""}, "x"),
        ({"reference": ""}, "x"),
        ({"reference": "1\x00"}, "x"),
        ({"authority": "a" * 201}, "x"),
        ({"review": datetime.now(UTC).date()}, "x"),
        ({"review": SOON + timedelta(days=800)}, "x"),
    ],
)
def test_what_is_missing_or_never_reviewed_is_refused(cast: Cast, more: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused):
        place_hold(actor=cast.registrar, hold=new(**more), reason=reason)
    assert not Hold.objects.exists()


@pytest.mark.parametrize("more", [{"kind": HoldKind.HOLDER, "holder": "x"}, {"kind": HoldKind.FIREARM, "firearm": "x"}])
def test_what_nobody_knows_is_not_held(cast: Cast, more: dict[str, Any]) -> None:
    with pytest.raises((NotFound, Refused)):
        place_hold(actor=cast.registrar, hold=new(**more), reason="x")


@pytest.mark.parametrize("member", ["licensing_officer", "outside_registrar", "administrator", "armourer"])
def test_others_place_no_hold(cast: Cast, member: str) -> None:
    with pytest.raises(NotAllowed):
        place_hold(actor=getattr(cast, member), hold=new(), reason="x")
