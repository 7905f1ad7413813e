"""Identity, policies: what every role may do with users, agencies and tokens."""

import dataclasses

import pytest

from salwa.contexts.identity.actions.agencies import add_agency
from salwa.contexts.identity.actions.founding import Founder
from salwa.contexts.identity.actions.users import add_user, assign_role
from salwa.contexts.identity.models import Agency
from salwa.contexts.identity.policies import (
    administers_all,
    agencies_of,
    may_add_agency,
    may_administer,
    may_administer_agency,
    may_administer_user,
    may_choose_language,
    may_give_role,
    may_issue_token,
    may_keep_the_gate,
    may_list_users,
    may_set_password,
)
from salwa.contexts.identity.queries import actor_by_name, users_with_roles
from salwa.contexts.identity.rules import NATIONAL_KINDS, AgencyKind, Role
from salwa.platform.errors import NotAllowed

CAST = ["registrar", "tracing_officer", "licensing_officer", "armourer", "analyst", "auditor", "administrator"]
OTHERS = ["outsider", "outside_registrar"]


@pytest.mark.parametrize("name", CAST + OTHERS)
def test_only_the_administrator_administers(cast, name):
    assert may_administer(getattr(cast, name)) is (name == "administrator")


@pytest.mark.parametrize("name", CAST + OTHERS)
def test_users_are_listed_for_the_administrator_and_the_auditor(cast, name):
    assert may_list_users(getattr(cast, name)) is (name in {"administrator", "auditor"})


@pytest.fixture
def local(cast):
    """An administrator of the harbour police, which has a pier station as a part."""
    harbour = Agency.objects.get(pk=cast.outsider.agency_id)
    add_agency(actor=cast.administrator, name="Pier station", kind=AgencyKind.POLICE, parent=harbour)
    add_user(
        actor=cast.administrator,
        username="pier.clerk",
        display_name="Clerk",
        agency=Agency.objects.get(name="Pier station"),
    )
    add_user(
        actor=cast.administrator,
        username="harbour.it",
        display_name="Invented",
        agency=harbour,
        roles=[Role.ADMINISTRATOR],
    )
    return actor_by_name("harbour.it")


@pytest.mark.parametrize("policy", [may_set_password, may_issue_token, may_administer_user, may_give_role])
def test_an_administrator_of_an_agency_administers_it_and_its_parts_and_no_other(cast, local, policy):
    assert policy(local, " Pier.Clerk ")
    assert policy(local, "outside_registrar")
    for name in ("registrar", "administrator", "tracing_officer"):
        assert not policy(local, name)
        assert policy(cast.administrator, name) is (policy is not may_give_role or name != "administrator")


def test_nobody_gives_a_role_to_oneself(cast, local):
    for actor in (local, cast.administrator):
        assert not may_give_role(actor, f" {actor.actor_name.upper()} ")
        with pytest.raises(NotAllowed):
            assign_role(actor=actor, username=actor.actor_name, role=Role.REGISTRAR)


def test_no_agency_for_the_whole_state_grows_out_of_a_local_one(cast, local):
    own, desk = Agency.objects.get(pk=local.agency_id), Agency.objects.get(name="Tracing desk")
    assert may_add_agency(local, AgencyKind.POLICE, own)
    assert not may_add_agency(local, AgencyKind.POLICE, None)
    assert not may_add_agency(local, AgencyKind.POLICE, desk)
    for kind in NATIONAL_KINDS:
        assert not may_add_agency(local, kind, own)
        assert may_add_agency(cast.administrator, kind, None)
    assert may_administer_agency(local, own)
    assert not may_administer_agency(local, desk)
    assert may_administer_agency(cast.administrator, own)


def test_users_of_other_agencies_are_not_listed_for_a_local_administrator(cast, local):
    assert {one.agency for one in users_with_roles(local)} == {"Harbour police", "Pier station"}
    assert {one.agency for one in users_with_roles(cast.administrator)} > {"Tracing desk", "Pier station"}
    pier = Agency.objects.get(name="Pier station")
    assert agencies_of(local) == {local.agency_id, pier.pk}
    assert agencies_of(cast.administrator) == {cast.administrator.agency_id}
    assert [administers_all(one) for one in (cast.administrator, local, cast.registrar, Founder())] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("name", CAST)
def test_everybody_chooses_the_own_language_and_nobody_that_of_another(cast, name):
    assert may_choose_language(getattr(cast, name), name)
    assert not any(may_choose_language(getattr(cast, name), other) for other in CAST if other != name)


@pytest.mark.parametrize("name", CAST + OTHERS)
@pytest.mark.parametrize("policy", [may_set_password, may_issue_token])
def test_everybody_sets_the_own_password_and_token_and_nobody_elses(cast, name, policy):
    actor = getattr(cast, name)
    assert policy(actor, f" {name.upper()} ")
    assert policy(actor, "somebody") is (name == "administrator")


def test_a_person_without_a_role_administers_nothing(cast):
    nobody = dataclasses.replace(cast.administrator, roles=frozenset())
    assert not may_administer(nobody)
    assert not may_list_users(nobody)


@pytest.mark.parametrize("name", CAST + OTHERS)
def test_nobody_but_the_node_counts_refused_sign_ins(cast, name):
    assert not may_keep_the_gate(getattr(cast, name))
