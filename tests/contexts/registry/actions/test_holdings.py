"""Registry, action: close_holdings."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.holdings import close_holdings
from salwa.kernel.identification.model import Verdict
from salwa.platform.errors import NotAllowed, NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_closed_holdings_say_whom_to_ask_and_how_well_it_fits_and_nothing_else(cast: Cast) -> None:
    row = b.firearm(cast.outside_registrar, "HRB77123")
    question = b.asked("HRB77123")
    open_answer = registry.candidates(cast.tracing_officer, question)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    closed = registry.candidates(cast.tracing_officer, question)
    assert closed.ranking.verdict is open_answer.ranking.verdict is Verdict.MATCH
    assert closed.found[0].probability == open_answer.found[0].probability
    assert (closed.found[0].card, closed.found[0].ask) == (None, "Harbour police")
    assert "HRB77123" not in str(closed.found)
    assert str(row.pk) not in str(closed.found[0].candidate.record)
    with pytest.raises(NotFound):
        registry.firearm(cast.tracing_officer, registry.record_of(row))
    assert registry.candidates(cast.outsider, question).found[0].card is not None
    close_holdings(actor=cast.outside_registrar, is_closed=False)
    assert registry.candidates(cast.tracing_officer, question).found[0].card is not None


def test_only_an_agency_s_registrar_closes_them(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        close_holdings(actor=cast.outsider, is_closed=True)
