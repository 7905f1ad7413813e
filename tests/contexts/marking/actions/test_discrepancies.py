"""Marking, tests: a person says what came of what does not agree."""

import pytest

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions.discrepancies import close_discrepancy
from salwa.contexts.marking.models import Discrepancy
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m


def test_a_discrepancy_is_closed_once_with_what_came_of_it(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = marking.sheet(cast.registrar, job)
    taken = marking.Taken(mark=first.mark, outcome=marking.Outcome.ENGRAVED, record=second.record)
    marking.take_back(actor=cast.registrar, job=job, taken=[taken])
    row = Discrepancy.objects.get()
    with pytest.raises(NotAllowed):
        close_discrepancy(actor=cast.armourer, discrepancy=row, reason="seen")
    with pytest.raises(NotFound):
        marking.discrepancy(cast.armourer, row.pk)
    with pytest.raises(Refused):
        close_discrepancy(actor=cast.registrar, discrepancy=row, reason=" ")
    close_discrepancy(actor=cast.registrar, discrepancy=row, reason="both looked at")
    assert marking.discrepancies(cast.registrar) == []
    with pytest.raises(Conflict, match="already"):
        close_discrepancy(actor=cast.registrar, discrepancy=row, reason="again")
