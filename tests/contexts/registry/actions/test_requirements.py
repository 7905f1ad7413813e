"""Registry, actions: what other contexts require is asked before anything is recorded."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions._requirements import missing
from salwa.contexts.registry.models import Event, Firearm
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import Fault, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_what_a_context_misses_is_told_and_nothing_is_recorded(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    asked = []

    def licence_covers(actor, firearm: Firearm, new: registry.NewEvent, day) -> list[Fault]:
        asked.append((actor.actor_name, firearm.pk, new.kind, day))
        return [Fault(0, "holder", "the buyer has no licence")] if new.kind is EventKind.SALE else []

    registry.requires(licence_covers)
    registry.requires(licence_covers)
    try:
        sale = b.told(b.year(2020), holder=b.company(cast.registrar))
        with pytest.raises(Refused, match="no licence"):
            registry.record_sale(actor=cast.registrar, firearm=row, told=sale)
        assert not Event.objects.filter(firearm=row).exists()
        assert [one[:3] for one in asked] == [(cast.registrar.actor_name, row.pk, EventKind.SALE)]
        registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2020))
    finally:
        registry.no_longer_requires(licence_covers)
    assert missing(cast.registrar, row, registry.NewEvent(kind=EventKind.SALE), b.year(2020).first) == []


def test_what_follows_is_done_in_the_same_transaction(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    told: list[tuple[int, int]] = []

    def note(recorded: registry.LifeRecorded) -> None:
        told.append((recorded.firearm, recorded.ordinal))
        if recorded.kind == EventKind.THEFT:
            raise Refused([Fault(0, "", "not so")])

    registry.follows(note)
    registry.follows(note)
    try:
        registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2020))
        with pytest.raises(Refused, match="not so"):
            registry.report_theft(actor=cast.registrar, firearm=row, happened=b.year(2021))
    finally:
        registry.follows_no_longer(note)
    assert told == [(row.pk, 1), (row.pk, 2)]
    assert Event.objects.filter(firearm=row).count() == 1
