"""Registry, queries: findings, for whom."""

import pytest

from salwa.contexts.registry.public import close_finding
from salwa.contexts.registry.queries.findings import finding, findings, findings_about, open_findings, view_of
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b

LIFE = (b.event(EventKind.DESTRUCTION, b.year(2011)), b.event(EventKind.FIND, b.year(2015)))


def test_only_those_about_records_one_may_open(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=LIFE)
    (told,) = findings(cast.auditor)
    assert told.id is not None
    assert finding(cast.auditor, told.id).firearm_id == row.pk
    assert findings(cast.outsider) == findings(cast.administrator) == ()
    assert [one.kind for one in findings_about(cast.auditor, [row.pk])] == ["seen_after_destruction"]
    assert findings_about(cast.outsider, [row.pk]) == ()
    with pytest.raises(NotFound):
        finding(cast.outsider, told.id)


def test_open_findings_come_page_by_page_the_oldest_first(cast: Cast) -> None:
    for at in range(3):
        b.firearm(cast.registrar, f"BKS01{at}", life=LIFE)
    every = [one.id for one in findings(cast.registrar)]
    first = open_findings(cast.registrar, most=2)
    assert [one.id for one in first] == every[:2]
    assert [one.id for one in open_findings(cast.registrar, after=first[-1].id or 0, most=2)] == every[2:]
    closed = finding(cast.registrar, every[0] or 0)
    close_finding(actor=cast.registrar, finding=closed, reason="date misread")
    assert every[0] not in [one.id for one in open_findings(cast.registrar)]
    assert view_of(cast.registrar, finding(cast.registrar, every[0] or 0)).kind == "seen_after_destruction"
    assert open_findings(cast.outsider) == ()
