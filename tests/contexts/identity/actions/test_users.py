"""Identity, actions: users are added, given roles and passwords, and every step is on record."""

import pytest
from django.contrib.auth import authenticate

from salwa.contexts.identity.actions.tokens import issue_token
from salwa.contexts.identity.actions.users import (
    add_user,
    assign_role,
    block_user,
    choose_language,
    end_role,
    set_password,
    unblock_user,
)
from salwa.contexts.identity.models import Agency, RoleAssignment, Unit, User
from salwa.contexts.identity.queries import actor_by_name, actor_by_token
from salwa.contexts.identity.rules import Role
from salwa.platform.errors import Conflict, NotAllowed, NotFound, NotSignedIn, Refused
from salwa.platform.models import Entry

PHRASE = "a long enough phrase 42"


@pytest.fixture
def desk(cast):
    return Agency.objects.get(name="Tracing desk")


def test_everybody_chooses_the_own_language_and_nobody_another_s(cast):
    choose_language(actor=cast.analyst, username="analyst", language="ar")
    assert actor_by_name("analyst").language == "ar"
    with pytest.raises(Refused, match="no such language"):
        choose_language(actor=cast.analyst, username="analyst", language="tlh")
    with pytest.raises(NotAllowed):
        choose_language(actor=cast.administrator, username="analyst", language="fr")


def test_a_new_user_holds_its_roles_and_cannot_sign_in_yet(cast, desk):
    user = add_user(
        actor=cast.administrator, username=" A.Tarek ", display_name="A. Tarek", agency=desk, roles=[Role.ANALYST] * 2
    )
    assert actor_by_name("a.tarek").roles == {Role.ANALYST}
    assert not user.has_usable_password()
    assert authenticate(username="a.tarek", password="") is None
    held = RoleAssignment.objects.get(user=user)
    assert Entry.objects.get(pk=held.entry).action == "identity.add_user"


def test_every_fault_of_a_new_user_is_told_at_once(cast, desk):
    elsewhere = Unit.objects.create(agency=Agency.objects.get(name="Harbour police"), name="Pier")
    with pytest.raises(Refused) as refused:
        add_user(actor=cast.administrator, username="1", display_name="", agency=desk, unit=elsewhere)
    assert [fault.column for fault in refused.value.faults] == ["username", "display_name", "unit"]


def test_a_name_that_is_taken_is_refused(cast, desk):
    with pytest.raises(Conflict, match="already a user analyst"):
        add_user(actor=cast.administrator, username="Analyst", display_name="X", agency=desk)


def test_with_the_password_that_was_set_one_signs_in(cast):
    set_password(actor=cast.analyst, username="analyst", password=PHRASE)
    assert authenticate(username="Analyst", password=PHRASE).pk == cast.analyst.actor_id
    entry = Entry.objects.get(action="identity.set_password")
    assert entry.summary == {"user": cast.analyst.actor_id, "withdrawn": 0}
    assert PHRASE not in User.objects.get(username="analyst").password


@pytest.mark.parametrize("password", ["", "x1!", "password1234", "tracing_officer1"])
def test_a_weak_password_is_refused_with_the_reason(cast, password):
    with pytest.raises(Refused) as refused:
        set_password(actor=cast.tracing_officer, username="tracing_officer", password=password)
    assert refused.value.faults[0].column == "password"
    assert not password or password not in str(refused.value)


def test_nobody_sets_anothers_password_but_the_administrator(cast):
    with pytest.raises(NotAllowed):
        set_password(actor=cast.registrar, username="analyst", password=PHRASE)
    set_password(actor=cast.administrator, username="analyst", password=PHRASE)
    assert authenticate(username="analyst", password=PHRASE) is not None


def test_a_role_is_given_once_and_ended_without_losing_that_it_was_held(cast):
    assign_role(actor=cast.administrator, username="analyst", role=Role.AUDITOR)
    assert actor_by_name("analyst").roles == {Role.ANALYST, Role.AUDITOR}
    with pytest.raises(Conflict):
        assign_role(actor=cast.administrator, username="analyst", role=Role.AUDITOR)
    end_role(actor=cast.administrator, username="analyst", role=Role.AUDITOR)
    assert actor_by_name("analyst").roles == {Role.ANALYST}
    assert RoleAssignment.objects.filter(user_id=cast.analyst.actor_id, role=Role.AUDITOR).count() == 1
    with pytest.raises(NotFound):
        end_role(actor=cast.administrator, username="analyst", role=Role.AUDITOR)


def test_nobody_gives_the_own_user_a_role(cast):
    with pytest.raises(NotAllowed):
        assign_role(actor=cast.analyst, username="analyst", role=Role.ADMINISTRATOR)
    assert actor_by_name("analyst").roles == {Role.ANALYST}


def test_an_unknown_user_is_told(cast):
    with pytest.raises(NotFound):
        assign_role(actor=cast.administrator, username="nobody", role=Role.ANALYST)


def test_a_new_password_ends_the_tokens_that_the_old_one_may_have_given_away(cast):
    issued = issue_token(actor=cast.administrator, username="registrar")
    assert actor_by_token(issued.secret)
    set_password(actor=cast.administrator, username="registrar", password=PHRASE)
    with pytest.raises(NotSignedIn):
        actor_by_token(issued.secret)


def test_a_blocked_user_gets_in_no_more(cast):
    set_password(actor=cast.administrator, username="registrar", password=PHRASE)
    issued = issue_token(actor=cast.administrator, username="registrar")
    block_user(actor=cast.administrator, username="registrar")
    assert authenticate(username="registrar", password=PHRASE) is None
    with pytest.raises(NotSignedIn):
        actor_by_token(issued.secret)


def test_only_an_administrator_blocks(cast):
    with pytest.raises(NotAllowed):
        block_user(actor=cast.registrar, username="analyst")


def test_an_unblocked_user_signs_in_again_and_has_no_token_left(cast):
    set_password(actor=cast.analyst, username="analyst", password=PHRASE)
    secret = issue_token(actor=cast.analyst, username="analyst").secret
    block_user(actor=cast.administrator, username="analyst")
    assert authenticate(username="analyst", password=PHRASE) is None
    with pytest.raises(NotAllowed):
        unblock_user(actor=cast.registrar, username="analyst")
    unblock_user(actor=cast.administrator, username="analyst")
    assert authenticate(username="analyst", password=PHRASE).pk == cast.analyst.actor_id
    assert actor_by_name("analyst").roles == {Role.ANALYST}
    with pytest.raises(NotSignedIn):
        actor_by_token(secret)
    with pytest.raises(Conflict, match="not blocked"):
        unblock_user(actor=cast.administrator, username="analyst")
