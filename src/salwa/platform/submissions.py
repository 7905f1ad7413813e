"""Platform, submissions: what is sent twice is done once, and a form that was overtaken says so.

An entry point gives every form a key (:func:`new_key`), or takes the ``Idempotency-Key`` of a request, and acts
:func:`under` it. The key is written in the transaction of the action: of two that arrive at once the second waits, and
then does nothing.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from django.db import connections
from django.utils.translation import gettext

from salwa.platform.errors import Fault, Refused, Stale

LONGEST: Final = 64
_INSERT: Final = (
    "INSERT INTO platform_submission (actor, key, entry) VALUES (%s, %s, %s) ON CONFLICT (actor, key) DO NOTHING"
)
_FIRST: Final = "SELECT entry FROM platform_submission WHERE actor = %s AND key = %s"


@dataclass(slots=True)
class Submission:
    """What came of something that was sent: the ``entry`` of the action, and whether it had been done already."""

    key: str
    entry: int = 0
    is_repeated: bool = False


class _Repeated(Exception):
    """Leaves the action and its transaction: it was carried out before. Never seen outside this module."""


_running: ContextVar[Submission | None] = ContextVar("salwa_submission", default=None)


def new_key() -> str:
    """Give a key that nobody else has."""
    return secrets.token_hex(16)


@contextmanager
def under(key: str) -> Iterator[Submission]:
    """Carry out the first action inside once for this key and this actor, however often it is sent.

    Where it was carried out before, the body is left at its first action, ``is_repeated`` is True and ``entry`` names
    the entry of then. An empty key asks for nothing. Raises Refused where the key is too long.
    """
    if len(key) > LONGEST or not key.isascii() or "\x00" in key:
        raise Refused([Fault(0, "key", gettext("The key of what was sent is too long, or no plain text."))])
    sent = Submission(key)
    token = _running.set(sent if key else None)
    try:
        yield sent
    except _Repeated:
        sent.is_repeated = True
    finally:
        _running.reset(token)


def take(actor_id: int, entry: int, using: str) -> None:
    """Write down, as the running action begins, that what was sent is carried out in it; only the action layer asks."""
    sent = _running.get()
    if sent is None or sent.entry:
        return
    with connections[using].cursor() as cursor:
        cursor.execute(_INSERT, [actor_id, sent.key, entry])
        if cursor.rowcount == 0:
            cursor.execute(_FIRST, [actor_id, sent.key])
            sent.entry = int(cursor.fetchone()[0])
            raise _Repeated
    sent.entry = entry


def was_done(actor_id: int, key: str) -> bool:
    """Whether an actor's key was carried out before: a form that is sent again was not overtaken, it was done."""
    with connections["default"].cursor() as cursor:
        cursor.execute(_FIRST, [actor_id, key])
        return cursor.fetchone() is not None


def release(entry: int) -> None:
    """Forget that the key was taken in this entry: the action was refused, and its transaction undone."""
    sent = _running.get()
    if sent is not None and sent.entry == entry:
        sent.entry = 0


def check_fresh(seen: str, now: str, *, was: str = "", is_: str = "") -> None:
    """Let pass a form that was filled in from what is recorded now.

    ``seen`` and ``now`` are versions (any text that changes with the record); ``was`` and ``is_`` tell both in words.
    Raises Stale with both where something came between.
    """
    if seen and seen != now:
        raise Stale(was=was or seen, is_=is_ or now)
