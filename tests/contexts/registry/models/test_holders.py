"""Registry: what a person is called is bound by a commitment that tells nothing."""

import pytest

from salwa.contexts.registry.models import PersonIdentity
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_the_entry_of_a_person_holds_the_commitment_and_no_name(cast: Cast) -> None:
    row = PersonIdentity.objects.get(holder=b.person(cast.registrar))
    entry = Entry.objects.get(pk=row.entry)
    assert entry.summary["identity"] == row.commitment
    assert row.commitment.encode() in bytes(entry.body)
    assert "Invented" not in str(entry.summary)
    row.family_name = "Other"
    assert entry.summary["identity"] != row.commitment


def test_without_a_salt_there_is_none() -> None:
    with pytest.raises(ValueError, match="salt"):
        _ = PersonIdentity(family_name="Invented").commitment
