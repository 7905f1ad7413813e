"""Identity, actions: a node begins with the same agencies and users, once."""

import pytest

from salwa.contexts.identity.actions.founding import Founder, found
from salwa.contexts.identity.models import Agency, User
from salwa.contexts.identity.queries import actor_by_name, missing_at_founding
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry


def test_a_node_is_founded_with_users_that_cannot_sign_in_from_outside(db):
    found(actor=Founder())
    assert set(Agency.objects.values_list("name", flat=True)) == {"National registry", "Tracing desk"}
    assert {user.username for user in User.objects.all()} == {"registrar", "tracing_officer", "administrator"}
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert actor_by_name("registrar").roles == {"registrar", "tracing_officer"}
    assert Entry.objects.filter(action="identity.found", actor_id=0).count() == 1


def test_what_is_there_is_left_as_it_is(cast):
    before = Agency.objects.count(), User.objects.count()
    assert missing_at_founding() == frozenset()
    found(actor=Founder())
    assert (Agency.objects.count(), User.objects.count()) == before


def test_others_may_not(cast):
    with pytest.raises(NotAllowed):
        found(actor=cast.registrar)
