"""Registry, questions: each kind that is recorded by hand has one sheet that says what it means and what comes next."""

import pytest

from salwa.contexts.registry.policies import RECORDED_BY
from salwa.contexts.registry.questions import SHEETS, Ask, Sheet, sheet_of, slug_of
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import NotFound

NOT_BY_HAND = {EventKind.LICENCE, EventKind.CORRECTION, EventKind.STATED_BY_SOURCE}
PARTS = range(40, 50)


def test_every_kind_has_its_sheet_and_its_roles() -> None:
    kinds = {kind for kind in EventKind if kind not in NOT_BY_HAND and kind not in PARTS}
    assert {sheet.kind for sheet in SHEETS} == set(RECORDED_BY) == kinds
    assert len({slug_of(sheet.kind) for sheet in SHEETS}) == len(SHEETS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.kind.name)
def test_a_sheet_says_what_it_means_and_what_to_do_next(sheet: Sheet) -> None:
    assert sheet_of(slug_of(sheet.kind)) is sheet
    assert str(sheet.says).endswith(".")
    assert str(sheet.after).endswith(".")
    assert sheet.required <= set(sheet.asks)
    assert set(sheet.labels) <= set(sheet.asks)
    assert Ask.PLACE in sheet.asks or Ask.HOLDER in sheet.asks


def test_what_is_not_recorded_by_hand_is_not_there() -> None:
    for name in ("licence", "explosion", ""):
        with pytest.raises(NotFound):
            sheet_of(name)
