"""Registry, actions: place_hold and lift_hold; while one is open nobody destroys or gives the firearm away."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.holds import lift_hold, place_hold
from salwa.contexts.registry.models import ComponentKind, Hold, HoldReason
from salwa.contexts.registry.queries.desks import holds_on
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


def test_the_parts_of_a_held_weapon_stay_where_they_are(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2))
    frame = b.part(cast.registrar, ComponentKind.FRAME, "FRM88123")
    slide = b.part(cast.registrar, ComponentKind.SLIDE, "LSE70707")
    place_hold(actor=cast.tracing_officer, firearm=row, kind=HoldReason.TRACE, reference="T 5")
    on = {"actor": cast.registrar, "firearm": row, "happened": b.day("2024-03-05")}
    frame_of, slide_of = registry.PartName(row.pk, 1), registry.PartName(row.pk, 2)
    for move in (
        lambda: registry.exchange_component(**on, out=frame_of, part=frame),
        lambda: registry.remove_component(**on, part=slide_of),
        lambda: registry.fit_component(**on, part=b.part(cast.registrar, ComponentKind.BARREL, "BRL50122")),
        lambda: registry.dismantle_firearm(**on),
    ):
        with pytest.raises(Refused, match="its parts stay where they are"):
            move()
    assert [one.key for one in registry.history(cast.registrar, registry.record_of(row)).components] == ["1", "2"]
    place_hold(actor=cast.tracing_officer, firearm=slide, kind=HoldReason.CASE, reference="C 5")
    other = b.firearm(cast.registrar, "BKS799", components=(ComponentKind.FRAME,))
    with pytest.raises(Refused, match="its parts stay where they are"):
        registry.fit_component(actor=cast.registrar, firearm=other, part=slide, happened=b.day("2024-03-05"))


def test_a_hold_on_a_part_holds_the_weapon_in_which_it_sits(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", components=(ComponentKind.FRAME,))
    slide = b.part(cast.registrar, ComponentKind.SLIDE, "LSE70707")
    registry.fit_component(actor=cast.registrar, firearm=row, part=slide, happened=b.day("2024-03-05"))
    hold = place_hold(actor=cast.tracing_officer, firearm=slide, kind=HoldReason.TRACE, reference="T 5")
    with pytest.raises(Refused, match="or a part of it"):
        registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2025))
    assert [one.reference for one in holds_on(cast.registrar, row)] == ["T 5"]
    assert holds_on(cast.outside_registrar, row) == ()
    lift_hold(actor=cast.registrar, hold=hold, reason="answered")
    registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2025))


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
