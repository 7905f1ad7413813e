"""Registry, actions: what other contexts ask before something is recorded, without the registry knowing them.

A context above says once, as it starts, what it requires: :func:`requires`. What it finds is told beside what the
registry's own rules say, and nothing is recorded.
"""

from collections.abc import Callable
from datetime import date

from salwa.contexts.registry.drafts import NewEvent
from salwa.contexts.registry.models import Firearm
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault

Requirement = Callable[[Actor, Firearm, NewEvent, date], list[Fault]]
"""Asked with the actor, the locked record, the event that is about to be written, and today; gives what is missing."""

_required: list[Requirement] = []


def requires(check: Requirement) -> Requirement:
    """Have ``check`` asked before any event is recorded by hand. Told twice, it is asked once."""
    if check not in _required:
        _required.append(check)
    return check


def no_longer_requires(check: Requirement) -> None:
    """Have ``check`` asked no more."""
    if check in _required:
        _required.remove(check)


def missing(actor: Actor, firearm: Firearm, new: NewEvent, today: date) -> list[Fault]:
    """Give everything that other contexts find missing."""
    return [fault for check in tuple(_required) for fault in check(actor, firearm, new, today)]
