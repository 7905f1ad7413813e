"""That evidence is given is recorded with recipient and reason, or it is not given."""

import pytest

from salwa.contexts.registry.actions.evidence import give_evidence
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.models import Entry
from tests.contexts.registry import builders as b

pytestmark = pytest.mark.django_db


def test_to_whom_evidence_is_given_stands_in_the_entry(cast):
    firearm = b.firearm(cast.registrar)
    number = give_evidence(actor=cast.tracing_officer, firearm=firearm, recipient="Court of XD ", reason="Request 12")
    entry = Entry.objects.get(pk=number)
    assert (entry.reason, entry.summary["holders"]) == ("Court of XD: Request 12", False)
    assert b"Court" not in bytes(entry.body)


def test_who_may_not_open_the_record_gives_no_evidence_of_it(cast):
    firearm = b.firearm(cast.registrar)
    with pytest.raises(NotAllowed):
        give_evidence(actor=cast.outsider, firearm=firearm, recipient="Court of XD", reason="Request 12")
    with pytest.raises(Refused, match="to whom"):
        give_evidence(actor=cast.registrar, firearm=firearm, recipient="", reason="Request 12")
