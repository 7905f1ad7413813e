"""Registry, actions: measure_mark and state_material."""

from datetime import date
from decimal import Decimal

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.measures import measure_mark, state_material
from salwa.contexts.registry.drafts import NewMark, NewMeasure
from salwa.contexts.registry.models import ComponentMaterial, Firearm, MarkMeasure
from salwa.contexts.registry.queries._placed import Name
from salwa.kernel.marks.model import MarkKind
from salwa.platform.errors import NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b

GHANA = NewMark(kind=MarkKind.IMPORT, text="GHA 2016", country=288, year=2016)
ON_PLATE = NewMeasure(on_plate=True)


def marks(cast: Cast, row: Firearm) -> dict[str, tuple[str, ...]]:
    told = registry.history(cast.registrar, registry.record_of(row))
    return {mark.text: mark.advice for part in told.components for mark in part.marks}


def test_an_import_mark_on_a_polymer_frame_is_advised_about_until_it_stands_on_a_plate(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", GHANA)
    assert marks(cast, row) == {"AAA11101": (), "GHA 2016": ()}
    state_material(actor=cast.registrar, firearm=row, part=Name(row.pk, 1), material=ComponentMaterial.POLYMER)
    assert "metal plate" in marks(cast, row)["GHA 2016"][0]
    measure_mark(actor=cast.registrar, firearm=row, mark=Name(row.pk, 2), measure=ON_PLATE)
    assert marks(cast, row)["GHA 2016"] == ()


def test_a_metal_part_may_bear_the_import_mark_a_second_time(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", GHANA)
    again = NewMark(kind=MarkKind.IMPORT, text="GHA 16", country=288, year=2016, component=2)
    registry.add_mark(actor=cast.registrar, firearm=row, mark=again)
    state_material(actor=cast.registrar, firearm=row, part=Name(row.pk, 1), material=ComponentMaterial.POLYMER)
    assert marks(cast, row)["GHA 2016"] != ()
    state_material(actor=cast.registrar, firearm=row, part=Name(row.pk, 2), material=ComponentMaterial.STEEL)
    assert marks(cast, row)["GHA 2016"] == ()


def test_a_mark_is_measured_again_and_both_measurements_stay(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101")
    for height in ("1.20", "1.80"):
        new = NewMeasure(height=Decimal(height), measured_on=date(2024, 3, 5), instrument="gauge 7")
        measure_mark(actor=cast.registrar, firearm=row, mark=Name(row.pk, 1), measure=new)
    told = registry.history(cast.registrar, registry.record_of(row))
    measure = told.components[0].marks[0].measure
    assert measure is not None
    assert (measure.height, measure.instrument) == (Decimal("1.80"), "gauge 7")
    assert MarkMeasure.objects.count() == 2
    assert marks(cast, row)["AAA11101"] == ()


@pytest.mark.parametrize(
    "measure",
    [
        NewMeasure(),
        NewMeasure(depth=Decimal(9)),
        NewMeasure(height=Decimal(0)),
        NewMeasure(depth=Decimal("0.125")),
        NewMeasure(on_plate=True, measured_on=date(2999, 1, 1)),
        NewMeasure(on_plate=True, instrument="x" * 61),
    ],
)
def test_what_cannot_have_been_measured_is_refused(cast: Cast, measure: NewMeasure) -> None:
    row = b.firearm(cast.registrar, "AAA11101")
    with pytest.raises(Refused):
        measure_mark(actor=cast.registrar, firearm=row, mark=Name(row.pk, 1), measure=measure)


def test_only_a_registrar_of_the_record_measures_marks_it_has(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101")
    with pytest.raises(NotAllowed):
        measure_mark(actor=cast.tracing_officer, firearm=row, mark=Name(row.pk, 1), measure=ON_PLATE)
    with pytest.raises(NotAllowed):
        state_material(actor=cast.analyst, firearm=row, part=Name(row.pk, 1), material=ComponentMaterial.STEEL)
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=None, reason="misread")
    for ordinal in (1, 9):
        with pytest.raises(NotFound):
            measure_mark(actor=cast.registrar, firearm=row, mark=Name(row.pk, ordinal), measure=ON_PLATE)
    with pytest.raises(NotFound):
        state_material(actor=cast.registrar, firearm=row, part=Name(row.pk, 9), material=ComponentMaterial.STEEL)
