"""Registry, action: correct_event."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.corrections import correct_event
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_the_wrong_line_stays_readable_and_counts_no_more(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.SALE, b.year(2005)),))
    registry.report_theft(actor=cast.registrar, firearm=row, happened=b.year(2011))
    correct_event(
        actor=cast.registrar, firearm=row, ordinal=2, right=b.event(EventKind.LOSS, b.year(2011)), reason="found out"
    )
    told = registry.history(cast.registrar, registry.record_of(row))
    assert told.card.status is Status.LOST
    assert [(line.kind.name, line.is_withdrawn, line.corrects) for line in told.lines] == [
        ("SALE", False, None),
        ("THEFT", True, None),
        ("LOSS", False, 2),
    ]


def test_a_destruction_recorded_by_mistake_is_withdrawn(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.SALE, b.year(2005)),))
    registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2011))
    correct_event(actor=cast.registrar, firearm=row, ordinal=2, right=None, reason="another weapon")
    assert b.status_of(row) is Status.REGISTERED
    with pytest.raises(Refused, match="has not been corrected already"):
        correct_event(actor=cast.registrar, firearm=row, ordinal=2, right=None, reason="again")
    with pytest.raises(Refused, match="names an event of this firearm"):
        correct_event(actor=cast.registrar, firearm=row, ordinal=77, right=None, reason="no such line")


def test_only_registrars_correct(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.SALE, b.year(2005)),))
    with pytest.raises(NotAllowed):
        correct_event(actor=cast.licensing_officer, firearm=row, ordinal=1, right=None, reason="no")


def test_a_correction_passes_no_firearm_on_without_the_consents_that_the_state_asks_for(cast: Cast) -> None:
    seller, buyer = b.company(cast.registrar, "Hill Arms"), b.company(cast.registrar, "Vale Arms")
    row = b.firearm(
        cast.registrar,
        life=(b.event(EventKind.PROOF, b.year(2004)), b.event(EventKind.SALE, b.year(2005), holder=seller)),
    )
    sale = b.told(b.year(2006), holder=buyer).event(EventKind.SALE)
    with b.pack(b.ASKING):
        with pytest.raises(Refused, match="consent of both sides"):
            correct_event(actor=cast.registrar, firearm=row, ordinal=1, right=sale, reason="it was a sale")
        correct_event(actor=cast.registrar, firearm=row, ordinal=2, right=sale, reason="misread the year")
