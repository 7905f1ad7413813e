"""Retention: a root over the lines of a certificate, which anybody can reckon again."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from salwa.contexts.retention.models import Decision, Erased, KindCode, Outcome, Proposal
from salwa.contexts.retention.queries.certificates import certificate, lines, root_of
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry
from tests.conftest import Cast


def erased(cast: Cast) -> Proposal:
    entry, day = Entry.objects.latest("pk"), datetime.now(UTC).date()
    row = Proposal.objects.create(kind=KindCode.PERSON, day=day, rule="r", pack="XC 2", count=3, entry=entry)
    decision = Decision.objects.create(proposal=row, outcome=Outcome.CARRIED_OUT, entry=entry)
    Erased.objects.create(proposal=decision, subject=2, entry=0)
    Erased.objects.create(proposal=decision, subject=1, entry=entry.pk, commitment="ab" * 32)
    return row


def test_the_root_is_reckoned_over_lines_by_number(cast: Cast) -> None:
    row = erased(cast)
    entry = row.entry_id
    text = f"1 {entry} {'ab' * 32}\n2 0 -\n"
    assert root_of(cast.auditor, row.pk) == sha256(text.encode()).hexdigest()
    assert list(lines(cast.auditor, row)) == [(1, entry, "ab" * 32), (2, 0, "")]


def test_a_line_that_no_entry_bears_out_is_named(cast: Cast) -> None:
    found = certificate(cast.auditor, erased(cast))
    assert (found.erased, found.spared, found.bare, found.faults) == (2, 1, 1, (1,))
    assert not found.is_root_right
    assert not found.is_right


def test_others_see_no_certificate(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        certificate(cast.licensing_officer, erased(cast))
