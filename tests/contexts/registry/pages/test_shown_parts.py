"""Registry: parts in words: what a page shows of them, and what a form lets one choose."""

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import ComponentKind
from salwa.contexts.registry.pages.shown_parts import choices_of, marks_of, show_parts
from salwa.contexts.registry.queries._placed import Name
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_parts_are_chosen_by_what_they_are_called(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2))
    told = registry.history(cast.registrar, registry.record_of(row))
    assert list(choices_of(told)) == [("1", "frame AAA11101"), ("2", "slide SLD50101")]
    assert [key for key, _ in marks_of(told)] == ["1.1", "2.2"]


def test_a_part_says_whether_it_is_loose(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2))
    out = registry.remove_component(
        actor=cast.registrar, firearm=row, part=Name(row.pk, 2), happened=b.day("2024-03-05")
    ).out
    assert out is not None
    shown = show_parts(registry.history(cast.registrar, registry.record_of(out)), may_change=True)
    assert (shown.is_part, shown.sits_in, [stay.where for stay in shown.stays]) == (
        True,
        "",
        ["", "loose, under its own number"],
    )
    old = show_parts(registry.history(cast.registrar, registry.record_of(row)), may_change=True)
    assert [(gone.name, gone.where) for gone in old.gone] == [(str(ComponentKind.SLIDE.label), "loose")]
