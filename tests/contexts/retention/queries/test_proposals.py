"""Retention: proposals are found by those who may decide, open ones oldest first."""

from datetime import UTC, datetime

import pytest

from salwa.contexts.retention.models import KindCode, Proposal
from salwa.contexts.retention.public import proposal, proposals
from salwa.platform.errors import NotFound
from salwa.platform.models import Entry
from tests.conftest import Cast


def made(count: int) -> Proposal:
    entry = Entry.objects.latest("pk")
    day = datetime.now(UTC).date()
    return Proposal.objects.create(kind=KindCode.PERSON, day=day, rule="r", pack="XC 2", count=count, entry=entry)


def test_lists_go_on_by_number(cast: Cast) -> None:
    first, second = made(1), made(2)
    assert [number for number, _ in proposals(cast.auditor)] == [first.pk, second.pk]
    assert [view.count for _, view in proposals(cast.auditor, after=first.pk)] == [2]
    assert proposals(cast.auditor, is_open=False) == []
    assert proposal(cast.auditor, str(first.uuid)) == first


def test_others_find_none(cast: Cast) -> None:
    first = made(1)
    assert proposals(cast.analyst) == []
    for identifier in (str(first.uuid), "none"):
        with pytest.raises(NotFound):
            proposal(cast.analyst, identifier)
