"""Platform, action: one transaction, one policy, one entry."""

from salwa.contexts.identity.models import Agency
from salwa.platform.models import Entry


def test_each_action_of_the_cast_left_an_entry(cast):
    assert Entry.objects.filter(action="identity.add_agency").count() == Agency.objects.count() == 3
