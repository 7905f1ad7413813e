"""Registry, actions: open_finding and close_finding."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.findings import close_finding, open_finding
from salwa.contexts.registry.models import FindingKind
from salwa.platform.errors import Conflict, NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_doubt_is_opened_once_told_and_closed_with_its_reason(cast: Cast) -> None:
    one, other = b.firearm(cast.registrar, "AAA111"), b.firearm(cast.registrar, "AAA112")
    found = open_finding(actor=cast.tracing_officer, firearm=one, kind=FindingKind.DUPLICATE, other=other, text="same?")
    again = open_finding(actor=cast.registrar, firearm=one, kind=FindingKind.DUPLICATE, other=other)
    assert again == found
    (told,) = registry.findings(cast.registrar)
    assert (told.kind, told.record, told.other, told.text) == (
        "duplicate",
        registry.record_of(one),
        registry.record_of(other),
        "same?",
    )
    with pytest.raises(Refused, match="what came of it"):
        close_finding(actor=cast.registrar, finding=found, reason="")
    close_finding(actor=cast.registrar, finding=found, reason="two weapons")
    assert registry.findings(cast.registrar) == ()
    with pytest.raises(Conflict):
        close_finding(actor=cast.registrar, finding=found, reason="again")


def test_merging_settles_the_doubt(cast: Cast) -> None:
    one, other = b.firearm(cast.registrar, "AAA111"), b.firearm(cast.registrar, "AAA112")
    open_finding(actor=cast.registrar, firearm=one, kind=FindingKind.DUPLICATE, other=other)
    registry.merge_firearms(actor=cast.registrar, survivor=other, absorbed=one, reason="typed twice")
    assert registry.findings(cast.registrar) == ()


def test_conflicts_are_left_to_the_register(cast: Cast) -> None:
    with pytest.raises(Refused, match="by the register itself"):
        open_finding(actor=cast.registrar, firearm=b.firearm(cast.registrar), kind=FindingKind.TWO_HOLDERS)


def test_others_may_not(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(NotAllowed):
        open_finding(actor=cast.analyst, firearm=row, kind=FindingKind.OTHER)
    found = open_finding(actor=cast.registrar, firearm=row, kind=FindingKind.OTHER)
    with pytest.raises(NotAllowed):
        close_finding(actor=cast.tracing_officer, finding=found, reason="no")
    assert registry.findings(cast.outsider) == ()
