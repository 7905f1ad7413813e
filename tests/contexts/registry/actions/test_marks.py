"""Registry, actions: add_mark and correct_mark."""

from dataclasses import replace

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions import parts
from salwa.contexts.registry.actions.marks import add_component, add_mark, correct_mark
from salwa.contexts.registry.models import ComponentKind
from salwa.contexts.registry.public import PartName
from salwa.kernel.marks.model import MarkKind
from salwa.platform.errors import NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_an_added_mark_is_found_and_stands_on_its_part(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111")
    add_mark(actor=cast.registrar, firearm=row, mark=b.serial("SLYDE99", component=2))
    found = registry.candidates(cast.registrar, b.asked("SLYDE99")).found
    assert [one.card.id for one in found if one.card] == [row.pk]
    told = registry.history(cast.registrar, registry.record_of(row))
    assert [[mark.text for mark in part.marks] for part in told.components] == [["AAA111"], ["SLYDE99"]]


def test_a_misread_serial_stays_readable_beside_the_right_one(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111")
    correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=b.serial("AAA117"), reason="worn")
    told = registry.history(cast.registrar, registry.record_of(row))
    assert [(mark.text, mark.is_withdrawn) for mark in told.components[0].marks] == [
        ("AAA111", True),
        ("AAA117", False),
    ]
    assert told.card.serial == "AAA117"
    with pytest.raises(NotFound):
        correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=None, reason="again")


def test_a_mark_on_a_part_from_another_weapon_is_corrected_where_it_is_now(cast: Cast) -> None:
    weapon = b.firearm(cast.registrar, "AAA121", components=(ComponentKind.FRAME,))
    slide = b.part(cast.registrar, ComponentKind.SLIDE, "SLD60122")
    fitted = {"actor": cast.registrar, "firearm": weapon, "part": slide, "happened": b.year(2021)}
    parts.fit_component(**fitted)
    with pytest.raises(Refused, match="Say why it is corrected"):
        correct_mark(actor=cast.registrar, firearm=weapon, ordinal=1, owner=slide.pk, mark=None, reason=" ")
    right = b.serial("SLD60127")
    correct_mark(actor=cast.registrar, firearm=weapon, ordinal=1, owner=slide.pk, mark=right, reason="misread")
    told = registry.history(cast.registrar, registry.record_of(weapon))
    on_slide = next(part for part in told.components if part.kind == ComponentKind.SLIDE)
    assert [(mark.text, mark.is_withdrawn) for mark in on_slide.marks] == [("SLD60122", True), ("SLD60127", False)]
    other = b.firearm(cast.registrar, "AAA122")
    with pytest.raises(NotFound, match="no such part"):
        correct_mark(actor=cast.registrar, firearm=other, ordinal=2, owner=slide.pk, mark=None, reason="misread")


def test_a_mark_on_a_part_that_went_into_another_weapon_is_corrected_there(cast: Cast) -> None:
    first = b.firearm(cast.registrar, "AAA131", b.serial("SLD60131", component=2))
    other = b.firearm(cast.registrar, "AAA132", components=(ComponentKind.FRAME,))
    out = parts.remove_component(actor=cast.registrar, firearm=first, part=PartName(first.pk, 2), happened=b.year(2021))
    parts.fit_component(actor=cast.registrar, firearm=other, part=out.out, happened=b.year(2022))
    right = b.serial("SLD60137", component=2)
    with pytest.raises(NotFound, match="no such part"):
        correct_mark(actor=cast.registrar, firearm=first, ordinal=2, mark=right, reason="misread")
    correct_mark(actor=cast.registrar, firearm=other, ordinal=2, owner=first.pk, mark=right, reason="misread")
    found = registry.candidates(cast.registrar, b.asked("SLD60137")).found
    assert [one.card.id for one in found if one.card] == [other.pk]


def test_a_mark_that_cannot_be_kept_withdraws_nothing(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111")
    with pytest.raises(Refused):
        correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=b.serial("???"), reason="worn")
    assert registry.card(cast.registrar, registry.record_of(row)).serial == "AAA111"


def test_an_added_part_is_found_by_its_number_and_said_to_be_a_part(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111", components=(ComponentKind.FRAME,))
    part = add_component(
        actor=cast.registrar, firearm=row, kind=ComponentKind.BARREL, marks=[b.serial("BRL50122")], reason="seen apart"
    )
    assert part.ordinal == 2
    answer = registry.candidates(cast.registrar, b.asked("BRL50122"))
    assert [one.card.id for one in answer.found if one.card] == [row.pk]
    record = registry.record_of(row)
    assert [(one.kind, one.record, one.text) for one in answer.findings] == [
        ("component_serial", record, "BRL50122 is on the barrel.")
    ]
    assert registry.candidates(cast.registrar, b.asked("AAA111")).findings == ()


def test_a_part_with_a_mark_that_cannot_be_kept_is_not_added(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111", components=(ComponentKind.FRAME,))
    with pytest.raises(Refused):
        add_component(actor=cast.registrar, firearm=row, kind=ComponentKind.SLIDE, marks=[b.serial("???")])
    assert len(registry.history(cast.registrar, registry.record_of(row)).components) == 1


def test_a_firearm_has_only_so_many_parts(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111", components=(ComponentKind.FRAME, *[ComponentKind.OTHER] * 49))
    with pytest.raises(Refused, match="at most 50 parts"):
        add_component(actor=cast.registrar, firearm=row, kind=ComponentKind.SLIDE)


def test_only_registrars_change_marks(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(NotAllowed):
        add_mark(actor=cast.tracing_officer, firearm=row, mark=b.serial("A1"))
    with pytest.raises(NotAllowed):
        add_component(actor=cast.outsider, firearm=row, kind=ComponentKind.SLIDE)
    with pytest.raises(NotAllowed):
        correct_mark(actor=cast.licensing_officer, firearm=row, ordinal=1, mark=None, reason="no")


def test_a_mark_on_a_part_that_was_fitted_is_added_where_the_part_is_now(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2))
    slide = b.part(cast.registrar, ComponentKind.SLIDE, "LSE70707")
    moved = registry.exchange_component(
        actor=cast.registrar, firearm=row, out=PartName(row.pk, 2), part=slide, happened=b.day("2024-03-05")
    )
    proof = registry.NewMark(kind=MarkKind.PROOF, text="NP 2024")
    added = add_mark(actor=cast.registrar, firearm=row, mark=proof, part=PartName(slide.pk, 1))
    assert added.firearm_id == slide.pk
    told = registry.history(cast.registrar, registry.record_of(row))
    assert [[mark.text for mark in part.marks] for part in told.components] == [["AAA11101"], ["LSE70707", "NP 2024"]]
    for gone in ({"part": PartName(row.pk, 2)}, {}):
        with pytest.raises(NotFound):
            add_mark(actor=cast.registrar, firearm=row, mark=replace(proof, component=2), **gone)
    assert moved.out is not None
    add_mark(actor=cast.registrar, firearm=moved.out, mark=proof)
    out = registry.history(cast.registrar, registry.record_of(moved.out))
    assert [mark.text for mark in out.components[0].marks] == ["SLD50101", "NP 2024"]


def test_a_mark_of_the_weapon_stands_on_the_part_that_carries_its_identity_now(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "ends", lambda *_asked, **_more: False)
    row = b.firearm(cast.registrar, "AAA11101")
    frame = b.part(cast.registrar, ComponentKind.FRAME, "FRM88123")
    registry.exchange_component(
        actor=cast.registrar, firearm=row, out=PartName(row.pk, 1), part=frame, happened=b.day("2024-03-05")
    )
    imported = registry.NewMark(kind=MarkKind.NUMBER, text="XC 24 00017")
    assert add_mark(actor=cast.registrar, firearm=row, mark=imported).firearm_id == frame.pk
    card = registry.card(cast.registrar, registry.record_of(row))
    assert card.serial == "FRM88123"
