"""Registry, queries: proposals and what is due, for those who may open the firearm."""

from datetime import UTC, date, datetime, timedelta

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Outcome, Party
from salwa.contexts.registry.queries.proposals import due, proposal, proposals, view_of
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def today() -> date:
    """A run may begin before midnight."""
    return datetime.now(UTC).date()


def test_a_proposal_tells_what_is_missing_and_what_became_of_it(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with b.pack(b.ASKING):
        made = b.proposal(cast.registrar, row)
    (shown,) = proposals(cast.registrar)
    assert [(one.party, one.is_given) for one in shown.consents] == [(Party.GIVER, None), (Party.TAKER, None)]
    assert not shown.may_be_carried_out
    assert proposals(cast.outside_registrar) == ()
    with pytest.raises(NotFound):
        proposal(cast.outside_registrar, made.pk)
    registry.withdraw_proposal(actor=cast.registrar, proposal=made, reason="no")
    assert view_of(cast.registrar, proposal(cast.registrar, made.pk)).outcome is Outcome.WITHDRAWN
    assert proposals(cast.registrar) == ()


def test_what_is_due_counts_the_days_that_are_over(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    until = registry.Details(until=today() - timedelta(days=2))
    loan = b.told(b.year(2020), holder=b.company(cast.registrar), details=until)
    registry.record_loan(actor=cast.registrar, firearm=row, told=loan)
    (found,) = due(cast.registrar)
    assert (found.days_over, found.with_whom) == (2, "Harbour Arms")
    assert due(cast.analyst)[:1] == () or due(cast.analyst)[0].with_whom == ""
    assert due(cast.outside_registrar) == ()
