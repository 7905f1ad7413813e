"""Licensing: inspections and tasks of one's own authority."""

import pytest

from salwa.contexts.licensing.public import inspection, inspection_view, record_inspection, task, tasks_of
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_an_inspection_tells_what_it_found_and_what_is_left(cast: Cast) -> None:
    row = l.inspection(cast.licensing_officer, l.dealer(cast.licensing_officer))
    assert inspection_view(cast.auditor, inspection(cast.auditor, row.pk)).outcome is None
    record_inspection(actor=cast.inspector, inspection=row, result=l.result("The alarm is silent"))
    view = inspection_view(cast.auditor, inspection(cast.auditor, row.pk))
    assert (view.by, view.done_on) == ("inspector", l.today())
    (left,) = tasks_of(cast.auditor, row)
    assert (left.text, left.is_open) == ("The alarm is silent", True)
    with pytest.raises(NotFound):
        inspection(cast.outside_registrar, row.pk)
    with pytest.raises(NotFound):
        task(cast.outside_registrar, left.id)
