"""Registry, queries: what an officer can do with a record now."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import HoldReason
from salwa.contexts.registry.queries.desks import desk_of, hold, holds_on, line_of, offers
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_desk_knows_the_holder_the_version_and_what_stands_in_the_way(cast: Cast) -> None:
    owner = b.company(cast.registrar, "Hill Arms")
    row = b.firearm(cast.registrar, life=(b.event(EventKind.REGISTRATION, b.year(2005), holder=owner),))
    before = desk_of(cast.registrar, row)
    assert (before.holder, before.holder_id, before.may_correct) == ("Hill Arms", owner.pk, True)
    registry.place_hold(actor=cast.registrar, firearm=row, kind=HoldReason.CASE, reference="C 1")
    registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2020))
    after = desk_of(cast.registrar, row)
    assert int(after.version) > int(before.version)
    assert [one.reference for one in after.holds] == ["C 1"]
    assert hold(cast.registrar, after.holds[0].id).firearm == row
    with pytest.raises(NotFound):
        hold(cast.outside_registrar, after.holds[0].id)
    assert holds_on(cast.outside_registrar, row) == ()
    assert desk_of(cast.auditor, row).kinds == frozenset()


def test_what_is_offered_follows_the_role_and_the_state(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.MANUFACTURE, b.year(2004)),))
    offered = {offer.kind: offer.forbidden for offer in offers(cast.registrar, row)}
    assert offered[EventKind.SALE] == ()
    assert offered[EventKind.MANUFACTURE]
    assert offered[EventKind.RETURN]
    assert offered[EventKind.REGISTRATION] == ()
    registry.record_registration(
        actor=cast.registrar, firearm=row, holder=b.company(cast.registrar), happened=b.year(2005)
    )
    offered = {offer.kind: offer.forbidden for offer in offers(cast.registrar, row)}
    assert "Another holder is on record" in offered[EventKind.REGISTRATION][0]
    assert EventKind.SALE not in {offer.kind for offer in offers(cast.tracing_officer, row)}


def test_with_a_record_that_is_shown_under_another_nothing_is_done(cast: Cast) -> None:
    row, other = b.firearm(cast.registrar), b.firearm(cast.registrar, "BKS799")
    registry.merge_firearms(actor=cast.registrar, survivor=row, absorbed=other, reason="one")
    assert desk_of(cast.registrar, other).kinds == frozenset()


def test_a_line_is_given_with_its_holder_while_it_is_in_force(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    owner, taker = b.company(cast.registrar, "Hill Arms"), b.company(cast.registrar, "Vale Arms")
    sale = b.told(b.year(2020), holder=taker, details=registry.Details(giver=owner))
    registry.record_sale(actor=cast.registrar, firearm=row, told=sale)
    line, holder, giver = line_of(cast.registrar, row, 1)
    assert (line.kind, holder, giver) == (EventKind.SALE, taker, owner)
    registry.correct_event(actor=cast.registrar, firearm=row, ordinal=1, right=None, reason="no")
    for ordinal in (1, 2, 9):
        with pytest.raises(NotFound):
            line_of(cast.registrar, row, ordinal)
