"""Retention: what is shown of rows names no holder."""

from datetime import UTC, datetime, timedelta

from salwa.contexts.retention.models import HoldKind
from salwa.contexts.retention.public import NewHold, holds, place_hold
from salwa.contexts.retention.queries._views import hold_view
from tests.conftest import Cast
from tests.contexts.retention.conftest import gone


def test_a_hold_names_a_holder_by_the_identifier_only(cast: Cast) -> None:
    left = gone(cast.registrar)
    review = (datetime.now(UTC) + timedelta(days=30)).date()
    new = NewHold(kind=HoldKind.HOLDER, holder=str(left.holder.uuid), authority="Court", review=review)
    row = place_hold(actor=cast.registrar, hold=new, reason="trace")
    ((_, view),) = holds(cast.auditor)
    assert view.about == str(left.holder.uuid)
    assert "Aldovar" not in repr(view)
    assert row.uuid == view.uuid
    assert hold_view.__name__ == "hold_view"
