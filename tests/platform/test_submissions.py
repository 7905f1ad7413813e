"""Platform, submissions: what is sent twice is done once."""

import threading

import pytest
from django.db import connections

from salwa.platform import submissions
from salwa.platform.action import action, this_entry
from salwa.platform.errors import Refused, Stale
from salwa.platform.models import Entry


def may_always(actor):
    return True


@action("test.send", may=may_always)
def send(*, actor, then=lambda: None, reason=""):
    then()
    return this_entry().id


def refuse():
    raise Refused("no")


def test_what_is_sent_twice_is_done_once(cast) -> None:
    key, done = submissions.new_key(), []
    for _time in range(2):
        with submissions.under(key) as sent:
            done.append(send(actor=cast.registrar))
            assert not sent.is_repeated
    assert len(done) == 1
    assert sent.is_repeated
    assert sent.entry == done[0]
    assert Entry.objects.filter(action="test.send").count() == 1


def test_another_actor_may_use_the_same_key(cast) -> None:
    for actor in (cast.registrar, cast.auditor):
        with submissions.under("k") as sent:
            send(actor=actor)
        assert not sent.is_repeated


def test_what_was_refused_may_be_sent_again(cast) -> None:
    key = submissions.new_key()
    with pytest.raises(Refused), submissions.under(key):
        send(actor=cast.registrar, then=refuse)
    with submissions.under(key) as sent:
        send(actor=cast.registrar)
    assert not sent.is_repeated
    assert sent.entry


def test_an_action_inside_takes_no_key_of_its_own(cast) -> None:
    with submissions.under(submissions.new_key()) as sent:
        outer = send(actor=cast.registrar, then=lambda: send(actor=cast.registrar))
    assert sent.entry == outer
    assert Entry.objects.filter(action="test.send").count() == 2


def test_without_a_key_everything_is_done(cast) -> None:
    for _time in range(2):
        with submissions.under("") as sent:
            send(actor=cast.registrar)
        assert not sent.is_repeated
    assert Entry.objects.filter(action="test.send").count() == 2


@pytest.mark.parametrize("key", ["x" * 65, "é", "a\x00b"])
def test_a_key_that_is_none_is_refused(key) -> None:
    with pytest.raises(Refused), submissions.under(key):
        pass


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_waits_and_does_nothing(cast) -> None:
    begun, go_on, seen = threading.Event(), threading.Event(), []

    def first() -> None:
        with submissions.under("both") as sent:
            send(actor=cast.registrar, then=lambda: (begun.set(), go_on.wait(20)))
        seen.append(sent.is_repeated)
        connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    assert begun.wait(20)
    threading.Timer(0.2, go_on.set).start()
    with submissions.under("both") as sent:
        send(actor=cast.registrar)
    thread.join()
    assert sent.is_repeated
    assert seen == [False]
    assert Entry.objects.filter(action="test.send").count() == 1


def test_a_form_that_was_overtaken_says_both_versions() -> None:
    submissions.check_fresh("3", "3")
    submissions.check_fresh("", "3")
    with pytest.raises(Stale) as told:
        submissions.check_fresh("2", "3", was="registered", is_="lost")
    assert (told.value.was, told.value.is_) == ("registered", "lost")
    assert told.value.status == 409


def test_what_was_carried_out_under_a_key_is_known(cast) -> None:
    actor = cast.registrar
    assert not submissions.was_done(actor.actor_id, "one")
    with submissions.under("one"):
        send(actor=actor)
    assert submissions.was_done(actor.actor_id, "one")
    assert not submissions.was_done(cast.auditor.actor_id, "one")
