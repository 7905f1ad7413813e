"""Retention: what is held is asked about one thing at a time, too."""

from datetime import UTC, datetime, timedelta

from salwa.contexts.retention.models import HoldKind
from salwa.contexts.retention.public import NewHold, is_held, place_hold
from tests.conftest import Cast
from tests.contexts.retention.conftest import gone

REVIEW = (datetime.now(UTC) + timedelta(days=30)).date()


def test_whoever_had_a_held_firearm_is_held(cast: Cast) -> None:
    left, other = gone(cast.registrar), gone(cast.registrar, "RET55002", "Berrigan")
    new = NewHold(kind=HoldKind.FIREARM, firearm=str(left.firearm.uuid), authority="Court", review=REVIEW)
    place_hold(actor=cast.registrar, hold=new, reason="trace")
    assert is_held(firearm=left.firearm.pk)
    assert is_held(holder=left.holder.pk)
    assert not is_held(holder=other.holder.pk)
    assert not is_held()
