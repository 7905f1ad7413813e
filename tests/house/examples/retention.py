"""The house, checked: an example of each action of retention. A new action is given one here."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import (
    HolderKind,
)
from salwa.contexts.retention import public as retention
from salwa.contexts.retention.queries import due as due_queries
from salwa.kernel.packs import RecordKind
from tests.contexts.registry import builders as b
from tests.contexts.retention.conftest import short
from tests.house.stage import Stage

SOON = (datetime.now(UTC) + timedelta(days=30)).date()
YEARS = timedelta(days=800)


def held(on: Stage) -> retention.Hold:
    new = retention.NewHold(kind=retention.HoldKind.CASE, reference="7/2026", authority="Court", review=SOON)
    return retention.place_hold(actor=on.cast.registrar, hold=new, reason="case")


def due_for_erasure(on: Stage) -> retention.Proposal:
    """A person whose time is over, by a pack that keeps nobody long."""
    b.person(on.cast.registrar)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("salwa.contexts.retention.queries._packs.pack_of", lambda *_: short(entry=None))
        ask = due_queries._due
        patch.setattr(due_queries, "_due", lambda kind, of, asked: ask(kind, of, asked._replace(by=asked.by + YEARS)))
        return retention.propose_erasure(actor=on.cast.registrar, kind=RecordKind.PERSON, reason="round")


def taken_over(on: Stage) -> retention.HandOver:
    company = registry.NewHolder(kind=HolderKind.LEGAL_PERSON, name="Closed Arms")
    new = retention.NewHandOver(
        company=company, ceased=date(2020, 3, 31), carrier=retention.Carrier.PAPER, pieces=3, kept_at="Archive"
    )
    return retention.take_over_records(actor=on.cast.registrar, hand_over=new, reason="closed")


def attach(on: Stage) -> object:
    """Any entry in the place of an import's, which the loader alone could write."""
    hand_over = taken_over(on)
    load = hand_over.entry_id
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("salwa.contexts.retention.actions.handovers._IMPORT", "retention.take_over_records")
        return retention.attach_import(actor=on.cast.registrar, hand_over=hand_over, load=load)


EXAMPLES: dict[str, Callable[[Stage], object]] = {
    "retention.attach_import": attach,
    "retention.carry_out_erasure": lambda on: retention.carry_out_erasure(
        actor=on.cast.auditor, proposal=due_for_erasure(on), reason="seen"
    ),
    "retention.lift_hold": lambda on: retention.lift_hold(actor=on.cast.auditor, hold=held(on), reason="done"),
    "retention.place_hold": held,
    "retention.propose_erasure": due_for_erasure,
    "retention.review_hold": lambda on: retention.review_hold(
        actor=on.cast.auditor, hold=held(on), review=SOON, reason="still open"
    ),
    "retention.take_over_records": taken_over,
    "retention.turn_down_erasure": lambda on: retention.turn_down_erasure(
        actor=on.cast.auditor, proposal=due_for_erasure(on), reason="not yet"
    ),
}
