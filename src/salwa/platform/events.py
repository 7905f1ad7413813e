"""Platform, events: news that travels upward, once what it tells of is committed."""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from salwa.platform import logs

E = TypeVar("E")

_subscribers: defaultdict[type, list[Callable[[Any], None]]] = defaultdict(list)
_log = logs.logger(__name__)


def subscribe(kind: type[E], subscriber: Callable[[E], None]) -> None:
    """Have ``subscriber`` called with each event of exactly this kind; the same pair again is kept once.

    Called from an app's ``ready``. A subscriber runs after the commit, in the same process, and may call actions of
    its own; if it fails that is logged, and neither the action nor the other subscribers are touched.
    """
    if subscriber not in _subscribers[kind]:
        _subscribers[kind].append(subscriber)


def unsubscribe(kind: type[E], subscriber: Callable[[E], None]) -> None:
    """Undo ``subscribe``; nothing where it was not subscribed."""
    if subscriber in _subscribers[kind]:
        _subscribers[kind].remove(subscriber)


def deliver(event: object) -> None:
    """Call every subscriber of the event's kind. Only the action layer calls this, on commit."""
    for subscriber in tuple(_subscribers[type(event)]):
        try:
            subscriber(event)
        except Exception as error:  # noqa: BLE001 - news that is not received must not undo what was done
            _log.log(
                logging.ERROR,
                "event.subscriber_failed",
                event_kind=type(event).__name__,
                subscriber=getattr(subscriber, "__qualname__", type(subscriber).__name__),
                exc_info=error,
            )
