"""Registry, actions: place_hold and lift_hold; while one is open nobody destroys or gives the firearm away."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.holds import lift_hold, place_hold
from salwa.contexts.registry.models import Hold, HoldReason
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import Conflict, NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_while_a_hold_is_open_the_firearm_is_not_destroyed_or_given_away(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    hold = place_hold(actor=cast.tracing_officer, firearm=row, kind=HoldReason.TRACE, reference=" T  5 ")
    assert hold.reference == "T 5"
    assert place_hold(actor=cast.registrar, firearm=row, kind=HoldReason.TRACE, reference="T 5").pk == hold.pk
    other = b.company(cast.registrar)
    with pytest.raises(Refused, match="is open on this firearm"):
        registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2020))
    with pytest.raises(Refused, match="is open on this firearm"):
        registry.record_transfer(actor=cast.registrar, firearm=row, holder=other, happened=b.year(2020))
    registry.record_seizure(actor=cast.registrar, firearm=row, happened=b.year(2020))
    lift_hold(actor=cast.registrar, hold=hold, reason="answered")
    registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2021))


def test_a_hold_is_not_walked_round_by_a_correction_or_an_old_date(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2020))
    place_hold(actor=cast.registrar, firearm=row, kind=HoldReason.CASE, reference="C 5")
    right = b.told(b.year(2019)).event(EventKind.DESTRUCTION)
    with pytest.raises(Refused, match="is open on this firearm"):
        registry.correct_event(actor=cast.registrar, firearm=row, ordinal=1, right=right, reason="so it was")
    with pytest.raises(Refused):
        registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2010))


def test_a_hold_on_a_merged_record_holds_the_one_that_is_shown(cast: Cast) -> None:
    row, other = b.firearm(cast.registrar), b.firearm(cast.registrar, "BKS799")
    place_hold(actor=cast.registrar, firearm=other, kind=HoldReason.CASE, reference="C 5")
    registry.merge_firearms(actor=cast.registrar, survivor=row, absorbed=other, reason="one")
    with pytest.raises(Refused, match="is open on this firearm"):
        registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2020))


def test_a_hold_says_why_and_is_lifted_once(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(Refused, match="number of the trace"):
        place_hold(actor=cast.registrar, firearm=row, kind=HoldReason.CASE, reference="  ")
    with pytest.raises(Refused, match="no such reason"):
        place_hold(actor=cast.registrar, firearm=row, kind=77, reference="C 1")  # type: ignore[arg-type]  # not a code
    hold = place_hold(actor=cast.registrar, firearm=row, kind=HoldReason.CASE, reference="C 1")
    with pytest.raises(Refused, match="Say why"):
        lift_hold(actor=cast.registrar, hold=hold, reason=" ")
    lift_hold(actor=cast.registrar, hold=hold, reason="closed")
    with pytest.raises(Conflict):
        lift_hold(actor=cast.registrar, hold=hold, reason="closed")
    for who in (cast.licensing_officer, cast.outside_registrar):
        with pytest.raises(NotAllowed):
            place_hold(actor=who, firearm=row, kind=HoldReason.CASE, reference="C 2")
        with pytest.raises(NotAllowed):
            lift_hold(actor=who, hold=Hold.objects.get(), reason="mine")
