"""Identity, queries: who somebody is, now and at another time."""

import dataclasses
from datetime import timedelta

import pytest
from django.utils import timezone

from salwa.contexts.identity.actions.tokens import issue_token
from salwa.contexts.identity.actions.users import end_role
from salwa.contexts.identity.models import Agency, RoleAssignment, User
from salwa.contexts.identity.queries import (
    actor_by_name,
    actor_by_token,
    actor_for,
    agency_by_name,
    agency_name,
    agency_names,
    missing_at_founding,
    sees_all_agencies,
    user_by_name,
    users_with_roles,
)
from salwa.contexts.identity.rules import Role
from salwa.platform.errors import NotAllowed, NotFound, NotSignedIn


def test_an_actor_holds_the_roles_that_are_in_force(cast):
    assert actor_by_name(" Registrar ").roles == {Role.REGISTRAR}
    user = user_by_name("registrar")
    assert actor_for(user, now=timezone.now() - timedelta(days=1)).roles == frozenset()
    end_role(actor=cast.administrator, username="registrar", role=Role.REGISTRAR)
    assert actor_by_name("registrar").roles == frozenset()


def test_a_role_held_in_another_agency_is_not_held_in_ones_own(cast):
    elsewhere = Agency.objects.get(name="Harbour police")
    held = {"user_id": cast.registrar.actor_id, "agency": elsewhere, "held_from": timezone.now(), "entry": 1}
    RoleAssignment.objects.create(role=Role.AUDITOR, **held)
    assert actor_by_name("registrar").roles == {Role.REGISTRAR}


def test_a_user_that_may_no_longer_sign_in_is_no_actor(cast):
    User.objects.filter(username="registrar").update(is_active=False)
    with pytest.raises(NotSignedIn):
        actor_by_name("registrar")


def test_an_unknown_user_is_told_by_name(db):
    with pytest.raises(NotFound, match="There is no user nobody"):
        actor_by_name("nobody")


def test_a_token_stands_for_its_user_until_it_expires(cast):
    issued = issue_token(actor=cast.analyst, username="analyst", days=1)
    assert actor_by_token(issued.secret).actor_name == "analyst"
    with pytest.raises(NotSignedIn):
        actor_by_token(issued.secret, now=issued.expires_at)


@pytest.mark.parametrize("secret", ["", "salwa_", "x" * 10_000, "\x00", "\ud800"])
def test_an_unknown_token_is_refused(db, secret):
    with pytest.raises(NotSignedIn):
        actor_by_token(secret)


def test_those_who_serve_the_whole_state_see_all_agencies(cast):
    told = {name: sees_all_agencies(getattr(cast, name)) for name in cast.__dataclass_fields__}
    assert {name for name, sees in told.items() if sees} == {"registrar", "tracing_officer", "auditor"}


def test_an_actor_of_unknown_kind_sees_its_own_agency_only(cast):
    @dataclasses.dataclass(frozen=True)
    class Service:
        actor_id: int = 1
        actor_name: str = "service"
        agency_id: int = 1
        roles: frozenset[str] = frozenset({Role.REGISTRAR})
        opens_every_record: bool = True

    assert not sees_all_agencies(Service())


def test_users_are_listed_with_roles_for_those_who_may(cast):
    listed = {user.username: user for user in users_with_roles(cast.auditor)}
    assert listed["outsider"].agency == "Harbour police"
    assert listed["outsider"].roles == ("tracing_officer",)
    assert not listed["outsider"].has_password
    with pytest.raises(NotAllowed):
        users_with_roles(cast.registrar)


def test_users_are_listed_in_three_queries_however_many_there_are(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        users_with_roles(cast.administrator)


def test_agencies_are_found_by_name_and_told_by_number(cast):
    agency = agency_by_name("Harbour police")
    assert agency_name(agency.pk) == "Harbour police" == agency_names()[agency.pk]
    with pytest.raises(NotFound):
        agency_by_name("Nowhere")
    with pytest.raises(NotFound):
        agency_name(0)


def test_a_new_node_lacks_all_that_it_begins_with(db):
    assert {"National registry", "Tracing desk", "registrar", "administrator"} <= missing_at_founding()
