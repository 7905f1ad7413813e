"""Identity, policies: what every role may do with users, agencies and tokens."""

import dataclasses

import pytest

from salwa.contexts.identity.policies import (
    may_administer,
    may_issue_token,
    may_keep_the_gate,
    may_list_users,
    may_set_password,
)

CAST = ["registrar", "tracing_officer", "licensing_officer", "armourer", "analyst", "auditor", "administrator"]
OTHERS = ["outsider", "outside_registrar"]


@pytest.mark.parametrize("name", CAST + OTHERS)
def test_only_the_administrator_administers(cast, name):
    assert may_administer(getattr(cast, name)) is (name == "administrator")


@pytest.mark.parametrize("name", CAST + OTHERS)
def test_users_are_listed_for_the_administrator_and_the_auditor(cast, name):
    assert may_list_users(getattr(cast, name)) is (name in {"administrator", "auditor"})


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
