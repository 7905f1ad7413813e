"""Registry, actions: record_part, remove_component, fit_component, exchange_component, dismantle_firearm."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions import _moving
from salwa.contexts.registry.drafts import NewPart
from salwa.contexts.registry.models import (
    ComponentKind,
    ComponentMaterial,
    Finding,
    FindingKind,
    Firearm,
    Fitting,
    Part,
    Succession,
)
from salwa.contexts.registry.queries._placed import Name, Seat, seats, sitting_in
from salwa.kernel.identification.model import Role
from salwa.kernel.lifecycle import EventKind, Status
from salwa.kernel.packs import Pack, pack_of
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused, SalwaError
from tests.conftest import Cast
from tests.contexts.registry import builders as b

DAY = b.day("2024-03-05")
LATER = b.day("2025-06-01")


def goes_by(monkeypatch: pytest.MonkeyPatch, control: str, dismantled: str = "stays") -> None:
    """Let the State go by a rule of identity."""
    plain = pack_of("XX", DAY.first)  # type: ignore[arg-type]  # a day
    pack: Pack = replace(plain, identity=replace(plain.identity, control_exchanged=control, dismantled=dismantled))
    monkeypatch.setattr(_moving, "pack_now", lambda _actor, _day: pack)


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_by(monkeypatch, "ends", "ends")


@pytest.fixture
def stays(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_by(monkeypatch, "stays")


def weapon(cast: Cast, text: str = "AAA11101", slide: str = "SLD50101") -> Firearm:
    return b.firearm(cast.registrar, text, b.serial(slide, component=2))


def loose(cast: Cast, kind: ComponentKind = ComponentKind.SLIDE, text: str = "LSE70707") -> Firearm:
    return b.part(cast.registrar, kind, text)


def slide_of(row: Firearm) -> Name:
    return Name(row.pk, 2)


def in_it(row: Firearm) -> list[tuple[int, int, bool]]:
    return [(one.of, one.ordinal, one.is_control) for one in sitting_in([row.pk])]


def found(cast: Cast, text: str) -> list[tuple[int, Role]]:
    answer = registry.candidates(cast.registrar, b.asked(text))
    return [(one.card.id, one.candidate.role) for one in answer.found if one.card]


def test_a_loose_part_has_a_record_of_its_own_and_is_found_by_its_number(cast: Cast) -> None:
    holder = b.company(cast.registrar)
    part = NewPart(
        kind=ComponentKind.FRAME,
        make=b.make("Glock"),
        material=ComponentMaterial.POLYMER,
        marks=(b.serial("FRM88123"),),
    )
    row = registry.record_part(actor=cast.registrar, part=part, holder=holder, happened=DAY)
    card = registry.card(cast.registrar, registry.record_of(row))
    assert (card.part, card.serial, card.make) == (ComponentKind.FRAME, "FRM88123", "Glock")
    assert row.state.holder_id == holder.pk
    assert found(cast, "FRM88123") == [(row.pk, Role.CONTROL_SERIAL)]


def test_a_part_that_cannot_be_kept_is_not_registered(cast: Cast) -> None:
    with pytest.raises(Refused):
        registry.record_part(actor=cast.registrar, part=NewPart(kind=ComponentKind.SLIDE, marks=(b.serial("???"),)))
    with pytest.raises(NotAllowed):
        registry.record_part(actor=cast.analyst, part=NewPart(kind=ComponentKind.SLIDE, marks=(b.serial("A1"),)))


def test_a_slide_that_is_taken_out_goes_on_under_its_own_number(cast: Cast) -> None:
    row, holder = weapon(cast), b.company(cast.registrar)
    registry.record_registration(actor=cast.registrar, firearm=row, holder=holder, happened=b.year(2005))
    moved = registry.remove_component(actor=cast.registrar, firearm=row, part=slide_of(row), happened=DAY)
    assert moved.out is not None
    assert moved.ended is None
    assert moved.weapon == row
    assert in_it(row) == [(row.pk, 1, True)]
    assert in_it(moved.out) == [(row.pk, 2, True)]
    card = registry.card(cast.registrar, registry.record_of(moved.out))
    assert (card.part, card.serial) == (ComponentKind.SLIDE, "SLD50101")
    assert (moved.out.state.status, moved.out.state.holder_id) == (Status.REGISTERED, holder.pk)
    assert found(cast, "SLD50101") == [(moved.out.pk, Role.CONTROL_SERIAL)]
    assert [line.kind for line in registry.history(cast.registrar, registry.record_of(row)).lines][-1] is (
        EventKind.COMPONENT_REMOVED
    )


def test_a_slide_that_moved_names_the_weapon_it_is_in_and_the_one_it_came_from(cast: Cast) -> None:
    one, other = weapon(cast), weapon(cast, "BBB22202", "SLD60202")
    taken = registry.remove_component(actor=cast.registrar, firearm=other, part=slide_of(other), happened=DAY).out
    out = registry.remove_component(actor=cast.registrar, firearm=one, part=slide_of(one), happened=DAY).out
    assert taken is not None
    assert out is not None
    registry.fit_component(actor=cast.registrar, firearm=other, part=out, happened=LATER)
    assert found(cast, "SLD50101") == [(other.pk, Role.COMPONENT_SERIAL)]
    answer = registry.candidates(cast.registrar, b.asked("SLD50101"))
    moved = [finding for finding in answer.findings if finding.kind == "component_moved"]
    assert [(finding.record, finding.other) for finding in moved] == [
        (registry.record_of(other), registry.record_of(one))
    ]
    registry.rebuild_index(actor=cast.registrar)
    assert found(cast, "SLD50101") == [(other.pk, Role.COMPONENT_SERIAL)]
    assert [first for first, _ in found(cast, "AAA11101")] == [one.pk]


def test_exchanging_a_slide_leaves_the_weapon_what_it_is(cast: Cast, ends: None) -> None:
    row, part = weapon(cast), loose(cast)
    moved = registry.exchange_component(
        actor=cast.registrar, firearm=row, out=slide_of(row), part=part, happened=DAY, reason="worn"
    )
    assert (moved.weapon, moved.ended) == (row, None)
    assert in_it(row) == [(row.pk, 1, True), (part.pk, 1, False)]
    assert found(cast, "LSE70707") == [(row.pk, Role.COMPONENT_SERIAL)]
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.REGISTERED


def test_where_the_identity_ends_with_its_part_the_new_part_s_record_goes_on(cast: Cast, ends: None) -> None:
    row, holder = weapon(cast), b.company(cast.registrar)
    registry.record_registration(actor=cast.registrar, firearm=row, holder=holder, happened=b.year(2005))
    new = NewPart(kind=ComponentKind.FRAME, marks=(b.serial("NEW99123"),))
    moved = registry.exchange_component(
        actor=cast.registrar, firearm=row, out=Name(row.pk, 1), part=new, happened=DAY, reason="cracked"
    )
    assert moved.ended == row
    assert moved.out is not None
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.IDENTITY_ENDED
    assert in_it(moved.weapon) == [(moved.weapon.pk, 1, True), (row.pk, 2, False)]
    card = registry.card(cast.registrar, registry.record_of(moved.weapon))
    assert (card.serial, card.make, card.part) == ("NEW99123", "Glock", None)
    assert Firearm.objects.get(pk=moved.weapon.pk).state.holder_id == holder.pk
    followers = set(Succession.objects.filter(earlier=row).values_list("later_id", flat=True))
    assert followers == {moved.weapon.pk, moved.out.pk}
    assert found(cast, "AAA11101") == [(moved.out.pk, Role.CONTROL_SERIAL)]
    assert found(cast, "SLD50101") == [(moved.weapon.pk, Role.COMPONENT_SERIAL)]
    told = registry.history(cast.registrar, registry.record_of(row))
    assert {one.record for one in told.followed_by} == {
        registry.record_of(moved.weapon),
        registry.record_of(moved.out),
    }
    assert [one.record for one in registry.history(cast.registrar, registry.record_of(moved.weapon)).follows] == [
        registry.record_of(row)
    ]
    with pytest.raises(Refused, match="another record follows it"):
        registry.report_loss(actor=cast.registrar, firearm=row, happened=LATER)
    registry.record_find(actor=cast.registrar, firearm=row, happened=LATER)
    kinds = list(Finding.objects.filter(firearm=row).values_list("kind", flat=True))
    assert kinds == [FindingKind.AFTER_IDENTITY_ENDED]


def test_where_the_identity_stays_the_new_part_carries_it(cast: Cast, stays: None) -> None:
    row = weapon(cast)
    frame = loose(cast, ComponentKind.FRAME, "NEW99123")
    moved = registry.exchange_component(
        actor=cast.registrar, firearm=row, out=Name(row.pk, 1), part=frame, happened=DAY
    )
    assert (moved.weapon, moved.ended) == (row, None)
    assert set(in_it(row)) == {(row.pk, 2, False), (frame.pk, 1, True)}
    assert registry.card(cast.registrar, registry.record_of(row)).serial == "NEW99123"
    assert found(cast, "NEW99123") == [(row.pk, Role.CONTROL_SERIAL)]
    assert registry.own_serials(cast.registrar, [row.pk]) == {row.pk: "NEW99123"}
    assert moved.out is not None
    assert found(cast, "AAA11101") == [(moved.out.pk, Role.CONTROL_SERIAL)]
    assert not Succession.objects.exists()


def test_the_identity_s_part_is_exchanged_for_such_a_part_only(cast: Cast, stays: None) -> None:
    row = weapon(cast)
    with pytest.raises(Refused, match="comes another such part"):
        registry.exchange_component(
            actor=cast.registrar, firearm=row, out=Name(row.pk, 1), part=loose(cast), happened=DAY
        )
    frame = loose(cast, ComponentKind.FRAME, "NEW99123")
    with pytest.raises(Refused, match="Exchange it instead"):
        registry.fit_component(actor=cast.registrar, firearm=row, part=frame, happened=DAY)


def test_taking_the_identity_s_part_out_ends_it_and_leaves_the_parts_loose(cast: Cast, ends: None) -> None:
    row = weapon(cast)
    moved = registry.remove_component(actor=cast.registrar, firearm=row, part=Name(row.pk, 1), happened=DAY)
    assert (moved.ended, moved.weapon) == (row, moved.out)
    assert in_it(row) == []
    assert registry.card(cast.registrar, registry.record_of(row)).serial == "AAA11101"
    slide = Part.objects.get(of=row, ordinal=2).record
    with pytest.raises(Refused, match="another record follows it"):
        registry.fit_component(actor=cast.registrar, firearm=row, part=slide, happened=LATER)
    again = registry.fit_component(actor=cast.registrar, firearm=moved.weapon, part=slide, happened=LATER)
    assert in_it(again.weapon) == [(row.pk, 1, True), (row.pk, 2, False)]
    assert registry.card(cast.registrar, registry.record_of(again.weapon)).part is None


@pytest.mark.parametrize(("rule", "status"), [("ends", Status.IDENTITY_ENDED), ("stays", Status.DISMANTLED)])
def test_a_weapon_that_is_taken_apart(cast: Cast, monkeypatch: pytest.MonkeyPatch, rule: str, status: Status) -> None:
    goes_by(monkeypatch, "stays", rule)
    row = weapon(cast)
    moved = registry.dismantle_firearm(actor=cast.registrar, firearm=row, happened=DAY)
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is status
    assert in_it(row) == []
    assert moved.out is not None
    assert in_it(moved.out) == [(row.pk, 1, True)]
    assert Succession.objects.filter(earlier=row, later=moved.out).exists() == (rule == "ends")


@pytest.mark.parametrize("rule", ["ends", "stays"])
def test_a_weapon_built_on_a_loose_frame_leaves_the_frame_its_record(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    goes_by(monkeypatch, rule, rule)
    frame, other = loose(cast, ComponentKind.FRAME, "FRM10101"), loose(cast, ComponentKind.FRAME, "FRM20202")
    slide = loose(cast)
    acting = {"actor": cast.registrar, "happened": DAY}
    registry.fit_component(**acting, firearm=frame, part=slide)
    for one, two in ((frame, other), (other, frame), (frame, other)):
        moved = registry.exchange_component(**acting, firearm=one, out=Name(one.pk, 1), part=two)
        assert (moved.weapon, moved.out, moved.ended) == (two, one, None)
        assert in_it(one) == [(one.pk, 1, True)]
        assert in_it(two) == [(two.pk, 1, True), (slide.pk, 1, False)]
    assert Succession.objects.count() == 2
    moved = registry.remove_component(**acting, firearm=other, part=Name(other.pk, 1))
    assert (moved.weapon, moved.ended, in_it(other)) == (other, None, [(other.pk, 1, True)])
    assert in_it(slide) == [(slide.pk, 1, True)]
    with pytest.raises(Conflict, match="lies loose already"):
        registry.remove_component(**acting, firearm=other, part=Name(other.pk, 1))
    registry.fit_component(**acting, firearm=other, part=slide)
    moved = registry.dismantle_firearm(**acting, firearm=other)
    assert (moved.weapon, moved.ended, in_it(other)) == (other, None, [(other.pk, 1, True)])


def test_a_part_in_two_weapons_at_once_is_a_finding_and_no_move(cast: Cast) -> None:
    one, other, part = weapon(cast), weapon(cast, "BBB22202", "SLD60202"), loose(cast)
    registry.fit_component(actor=cast.registrar, firearm=one, part=part, happened=DAY)
    claimed = registry.fit_component(actor=cast.registrar, firearm=other, part=part, happened=LATER)
    assert claimed.finding is not None
    assert (claimed.finding.kind, claimed.finding.other_id) == (FindingKind.SHARED_COMPONENT, one.pk)
    assert (part.pk, 1, False) in in_it(one)
    assert (part.pk, 1, False) not in in_it(other)
    again = registry.exchange_component(
        actor=cast.registrar, firearm=other, out=slide_of(other), part=part, happened=LATER
    )
    assert again.finding == claimed.finding
    with pytest.raises(Conflict, match="already"):
        registry.fit_component(actor=cast.registrar, firearm=one, part=part, happened=LATER)


def test_what_is_stolen_or_an_exhibit_keeps_its_parts(cast: Cast) -> None:
    row = weapon(cast)
    registry.report_theft(actor=cast.registrar, firearm=row, happened=DAY)
    with pytest.raises(Refused, match="lost or stolen"):
        registry.remove_component(actor=cast.registrar, firearm=row, part=slide_of(row), happened=LATER)


def test_a_part_is_lost_stolen_or_destroyed_by_its_own_record(cast: Cast) -> None:
    row, part = weapon(cast), loose(cast)
    registry.report_theft(actor=cast.registrar, firearm=part, happened=DAY)
    answer = registry.candidates(cast.registrar, b.asked("LSE70707"))
    assert "stolen" in [one.kind for one in answer.findings]
    with pytest.raises(Refused, match="lost, stolen or destroyed"):
        registry.fit_component(actor=cast.registrar, firearm=row, part=part, happened=LATER)
    registry.record_find(actor=cast.registrar, firearm=part, happened=LATER)
    registry.fit_component(actor=cast.registrar, firearm=row, part=part, happened=LATER)
    with pytest.raises(Conflict, match="sits in a weapon"):
        registry.record_destruction(actor=cast.registrar, firearm=part, happened=LATER)


def test_moves_happen_in_their_order_and_are_not_withdrawn(cast: Cast) -> None:
    row, part = weapon(cast), loose(cast)
    registry.fit_component(actor=cast.registrar, firearm=row, part=part, happened=LATER)
    with pytest.raises(Refused, match="after that day"):
        registry.remove_component(actor=cast.registrar, firearm=row, part=Name(part.pk, 1), happened=DAY)
    line = registry.history(cast.registrar, registry.record_of(row)).lines[-1]
    with pytest.raises(Conflict, match="Move the part back"):
        registry.correct_event(actor=cast.registrar, firearm=row, ordinal=line.ordinal, right=None, reason="no")


def test_a_part_goes_with_its_holder(cast: Cast) -> None:
    row, dealer = weapon(cast), b.company(cast.registrar)
    registry.record_registration(actor=cast.registrar, firearm=row, holder=dealer, happened=b.year(2005))
    part = NewPart(kind=ComponentKind.BARREL, marks=(b.serial("BRL50122"),))
    own = registry.record_part(actor=cast.registrar, part=part, holder=b.company(cast.registrar, "Hill Arms"))
    with pytest.raises(Refused, match="transfer of the part first"):
        registry.fit_component(actor=cast.registrar, firearm=row, part=own, happened=DAY)


def test_a_record_of_a_firearm_is_no_part_and_a_part_no_weapon(cast: Cast) -> None:
    row, part = weapon(cast), loose(cast)
    with pytest.raises(Refused, match="record of a firearm"):
        registry.fit_component(actor=cast.registrar, firearm=row, part=weapon(cast, "BBB22202"), happened=DAY)
    barrel = loose(cast, ComponentKind.BARREL, "BRL50122")
    with pytest.raises(Conflict, match="record of a part"):
        registry.fit_component(actor=cast.registrar, firearm=part, part=barrel, happened=DAY)
    with pytest.raises(NotFound):
        registry.remove_component(actor=cast.registrar, firearm=row, part=Name(part.pk, 1), happened=DAY)


def test_only_registrars_move_parts_that_they_may_open(cast: Cast) -> None:
    row, part = weapon(cast), loose(cast)
    for act in (
        lambda: registry.remove_component(actor=cast.tracing_officer, firearm=row, part=slide_of(row), happened=DAY),
        lambda: registry.fit_component(actor=cast.outside_registrar, firearm=row, part=part, happened=DAY),
        lambda: registry.exchange_component(
            actor=cast.licensing_officer, firearm=row, out=slide_of(row), part=part, happened=DAY
        ),
        lambda: registry.dismantle_firearm(actor=cast.analyst, firearm=row, happened=DAY),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Fitting.objects.exists()


STEPS = st.lists(st.tuples(st.sampled_from(["fit", "remove", "exchange"]), st.integers(0, 2), st.integers(0, 5)))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS.filter(lambda steps: len(steps) <= 6), rule=st.sampled_from(["ends", "stays"]))
def test_whatever_is_moved_each_part_is_in_one_place_and_each_weapon_has_its_parts(
    cast: Cast, steps: list[tuple[str, int, int]], rule: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        goes_by(patch, rule)
        weapons = [weapon(cast, f"AAA1110{at}", f"SLD5010{at}") for at in range(2)]
        parts = [loose(cast, ComponentKind.FRAME, "LSE70701"), loose(cast, ComponentKind.SLIDE, "LSE70702")]
        for what, at, which in steps:
            row = (*weapons, parts[0])[at]
            names = sorted({one.name for one in seats([one.pk for one in (*weapons, *parts)])})
            own = Part.objects.order_by("pk")[which % Part.objects.count()].record
            try:
                move(cast, what, row, names[which % len(names)], own)
            except SalwaError:
                continue
    placed = {one.name: one for one in seats(Firearm.objects.values_list("pk", flat=True))}
    assert all(one == derived(one.name) for one in placed.values())
    for row in Firearm.objects.all():
        own = {one.name for one in sitting_in([row.pk])}
        assert own == {one.name for one in placed.values() if one.firearm == row.pk}
        assert sum(one.is_control for one in sitting_in([row.pk])) <= 1


def move(cast: Cast, what: str, row: Firearm, name: Name, own: Firearm) -> None:
    if what == "fit":
        registry.fit_component(actor=cast.registrar, firearm=row, part=own, happened=DAY)
    elif what == "remove":
        registry.remove_component(actor=cast.registrar, firearm=row, part=name, happened=DAY)
    else:
        registry.exchange_component(actor=cast.registrar, firearm=row, out=name, part=own, happened=DAY)


def derived(name: Name) -> Seat:
    """Where a part sits, told by what was moved one after the other."""
    last = Fitting.objects.filter(of=name.of, ordinal=name.ordinal).order_by("pk").last()
    (seat,) = [one for one in seats([name.of]) if one.name == name]
    assert seat.firearm == (name.of if last is None else last.firearm_id)
    return seat
