"""Identity, actions: refused sign-ins are counted by name and by address, and leave no name behind."""

from datetime import timedelta

import pytest

from salwa.contexts.identity.actions.sign_ins import Gate, refuse_sign_in
from salwa.contexts.identity.models import FailedSignIn
from salwa.contexts.identity.queries import must_wait
from salwa.contexts.identity.rules import FAILURES_OF_A_NAME, FAILURES_OF_AN_ADDRESS, SIGN_IN_WINDOW
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry


def fail(count, name="registrar", address="192.0.2.1"):
    for at in range(count):
        refuse_sign_in(actor=Gate(), username=name.format(at), address=address.format(at))


@pytest.mark.parametrize("name", ["registrar", "nobody of that name"])
def test_a_name_waits_wherever_it_is_tried_from_and_known_or_not(cast, name):
    fail(FAILURES_OF_A_NAME - 1, name, "192.0.2.{}")
    assert not must_wait(name, "192.0.2.200")
    fail(1, f" {name.upper()} ")
    assert must_wait(name, "192.0.2.200")
    assert not must_wait("analyst", "192.0.2.200")


@pytest.mark.parametrize("spelling", ["ｒegistrar", "REGISTRAR", " registrar\t", "regi\u017ftrar"])
def test_another_spelling_of_a_name_waits_with_it(cast, spelling):
    fail(FAILURES_OF_A_NAME, spelling, "192.0.2.{}")
    assert must_wait("registrar", "192.0.2.200")
    assert must_wait(spelling, "192.0.2.200")
    assert (
        Entry.objects.filter(action="identity.refuse_sign_in").latest("pk").summary["user"] == cast.registrar.actor_id
    )


def test_an_address_waits_whatever_name_it_tries(cast):
    fail(FAILURES_OF_AN_ADDRESS, "name{}")
    assert must_wait("analyst", "192.0.2.1")
    assert not must_wait("analyst", "192.0.2.2")


def test_the_wait_ends_and_what_counts_no_more_is_removed(cast):
    fail(FAILURES_OF_A_NAME)
    later = FailedSignIn.objects.latest("pk").failed_at + timedelta(minutes=SIGN_IN_WINDOW, seconds=1)
    assert must_wait("registrar", "192.0.2.9", now=later - timedelta(minutes=1))
    assert not must_wait("registrar", "192.0.2.9", now=later)
    FailedSignIn.objects.all().delete()
    FailedSignIn.objects.create(name=b"", address=b"", failed_at=later - timedelta(days=1))
    fail(1)
    assert FailedSignIn.objects.count() == 1


def test_the_entry_names_a_user_by_number_and_says_when_the_wait_begins(cast):
    fail(FAILURES_OF_A_NAME)
    fail(1, "my own password")
    entries = Entry.objects.filter(action="identity.refuse_sign_in")
    told = [(entry.summary["user"], entry.summary["waits"]) for entry in entries]
    number = cast.registrar.actor_id
    assert told == [(number, False)] * (FAILURES_OF_A_NAME - 1) + [(number, True), (None, False)]
    kept = bytes(FailedSignIn.objects.latest("pk").name)
    assert b"password" not in kept
    assert "password" not in str(entries.latest("id").summary)


def test_only_the_node_counts(cast):
    with pytest.raises(NotAllowed):
        refuse_sign_in(actor=cast.administrator, username="registrar", address="")
