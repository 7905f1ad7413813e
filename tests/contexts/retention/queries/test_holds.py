"""Retention: holds are found by those who may see them, the most pressing first."""

from datetime import UTC, datetime, timedelta

import pytest

from salwa.contexts.retention.models import HoldKind
from salwa.contexts.retention.public import NewHold, hold, holds, place_hold
from salwa.contexts.retention.queries.holds import to_review
from salwa.platform.errors import NotFound
from tests.conftest import Cast

TODAY = datetime.now(UTC).date()


def held(cast: Cast, reference: str, days: int) -> str:
    new = NewHold(kind=HoldKind.CASE, reference=reference, authority="Court", review=TODAY + timedelta(days=days))
    return str(place_hold(actor=cast.registrar, hold=new, reason="case").uuid)


def test_the_one_to_look_at_first_stands_on_top(cast: Cast) -> None:
    late, soon = held(cast, "1/26", 40), held(cast, "2/26", 4)
    assert [str(view.uuid) for _number, view in holds(cast.auditor)] == [soon, late]
    assert [str(view.uuid) for _number, view in holds(cast.auditor, after=1)] == [late]
    assert to_review(cast.auditor, TODAY + timedelta(days=5)) == 1


@pytest.mark.parametrize("identifier", ["none", "0190f5fe-7c3f-7c3f-8c3f-1234567890ab"])
def test_what_is_no_hold_is_not_found(cast: Cast, identifier: str) -> None:
    with pytest.raises(NotFound):
        hold(cast.auditor, identifier)


def test_others_find_none(cast: Cast) -> None:
    placed = held(cast, "1/26", 40)
    assert holds(cast.licensing_officer) == []
    with pytest.raises(NotFound):
        hold(cast.licensing_officer, placed)
