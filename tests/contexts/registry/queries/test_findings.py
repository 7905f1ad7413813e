"""Registry, queries: findings, for whom."""

import pytest

from salwa.contexts.registry.queries.findings import finding, findings, findings_about
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
