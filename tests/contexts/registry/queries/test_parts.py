"""Registry, queries: which part and which mark somebody means, and what a history tells of parts."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import ComponentKind
from salwa.contexts.registry.queries._placed import Name
from salwa.contexts.registry.queries.parts import mark_named, part_named, version_of
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b

DAY = b.day("2024-03-05")
BARREL = registry.NewPart(kind=ComponentKind.BARREL, marks=(b.serial("BRL50122"),))


def test_a_part_is_named_by_its_ordinal_or_by_its_place_among_those_from_elsewhere(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2))
    registry.fit_component(actor=cast.registrar, firearm=row, part=BARREL, happened=DAY)
    told = registry.history(cast.registrar, registry.record_of(row))
    assert [part.key for part in told.components] == ["1", "2", "+1"]
    assert part_named(cast.registrar, row, "2") == Name(row.pk, 2)
    barrel = part_named(cast.registrar, row, "+1")
    assert barrel.of != row.pk
    assert mark_named(cast.registrar, row, "+1", 1) == Name(barrel.of, 1)
    for actor, key in ((cast.registrar, "9"), (cast.registrar, ""), (cast.outsider, "2")):
        with pytest.raises(NotFound):
            part_named(actor, row, key)


def test_a_version_changes_with_what_happens(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101")
    before = version_of(cast.registrar, row)
    registry.fit_component(actor=cast.registrar, firearm=row, part=BARREL, happened=DAY)
    assert version_of(cast.registrar, row) != before
    assert version_of(cast.outsider, row) == ""


def test_a_history_tells_where_each_part_came_from_and_went(cast: Cast) -> None:
    one = b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2))
    other = b.firearm(cast.registrar, "BBB22202")
    out = registry.remove_component(actor=cast.registrar, firearm=one, part=Name(one.pk, 2), happened=DAY).out
    assert out is not None
    registry.fit_component(actor=cast.registrar, firearm=other, part=out, happened=b.day("2025-01-01"))
    first, second, own = (registry.record_of(row) for row in (one, other, out))
    told = registry.history(cast.registrar, first)
    assert [(gone.number, gone.now_in, gone.is_loose) for gone in told.gone] == [(own, second, False)]
    assert [(move.number, move.comes_in) for move in told.lines[-1].moves] == [(own, False)]
    (moved,) = [part for part in registry.history(cast.registrar, second).components if part.record]
    assert (moved.record, moved.number, str(moved.since)) == (first, own, "2025-01-01")
    stays = registry.history(cast.registrar, own).stays
    assert [(stay.record, stay.is_loose) for stay in stays] == [(first, False), (own, True), (second, False)]


def test_a_weapon_that_may_not_be_opened_is_told_by_whom_to_ask(cast: Cast) -> None:
    theirs = b.firearm(cast.outside_registrar, "AAA11101", b.serial("SLD50101", component=2))
    moved = registry.remove_component(
        actor=cast.outside_registrar, firearm=theirs, part=Name(theirs.pk, 2), happened=DAY
    )
    assert moved.out is not None
    ours = b.firearm(cast.registrar, "BBB22202")
    registry.fit_component(actor=cast.registrar, firearm=ours, part=moved.out, happened=DAY)
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    (part,) = [one for one in registry.history(cast.registrar, registry.record_of(ours)).components if one.ask]
    assert (part.record, part.ask) == ("", "Harbour police")
    answer = registry.candidates(cast.registrar, b.asked("SLD50101"))
    moves = [one for one in answer.findings if one.kind == "component_moved"]
    assert [(one.other, one.ask) for one in moves] == [(None, "Harbour police")]
