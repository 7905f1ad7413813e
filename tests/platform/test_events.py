"""Platform, events: news reaches every subscriber of its kind, and a failing one harms nobody."""

from dataclasses import dataclass

import pytest

from salwa.platform import events


@dataclass(frozen=True)
class Moved:
    place: str


@dataclass(frozen=True)
class MovedFar(Moved):
    pass


@pytest.fixture
def subscribed():
    kept = []

    def subscribe(kind, subscriber):
        events.subscribe(kind, subscriber)
        kept.append((kind, subscriber))

    yield subscribe
    for kind, subscriber in kept:
        events.unsubscribe(kind, subscriber)


def test_a_subscriber_gets_the_events_of_its_kind_once(subscribed):
    received = []
    subscribed(Moved, received.append)
    subscribed(Moved, received.append)
    events.deliver(Moved("depot"))
    events.deliver(MovedFar("abroad"))
    assert received == [Moved("depot")]


def test_a_failing_subscriber_is_logged_without_its_words_and_the_others_still_hear(subscribed, caplog):
    received = []

    def fail(event):
        raise ValueError(f"secret serial at {event.place}")

    subscribed(Moved, fail)
    subscribed(Moved, received.append)
    events.deliver(Moved("depot"))
    assert received == [Moved("depot")]
    assert caplog.records[-1].msg["event"] == "event.subscriber_failed"


def test_one_that_no_longer_listens_hears_nothing():
    received = []
    events.subscribe(Moved, received.append)
    events.unsubscribe(Moved, received.append)
    events.unsubscribe(Moved, received.append)
    events.deliver(Moved("depot"))
    assert received == []
