"""Registry, actions: what other contexts ask before something is recorded, and do with it, unknown to the registry.

A context above says once, as it starts, what it requires: :func:`requires`. What it finds is told beside what the
registry's own rules say, and nothing is recorded. What must hold together with the record it does in the same
transaction: :func:`follows`; what may come later hears of it as an event.
"""

from collections.abc import Callable
from datetime import date

from salwa.contexts.registry.drafts import NewEvent
from salwa.contexts.registry.events import LifeRecorded
from salwa.contexts.registry.models import Firearm
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault

Requirement = Callable[[Actor, Firearm, NewEvent, date], list[Fault]]
"""Asked with the actor, the locked record, the event that is about to be written, and today; gives what is missing."""

Consequence = Callable[[LifeRecorded], None]
"""Done with what was recorded, in its transaction; what it raises undoes the record."""

_required: list[Requirement] = []
_following: list[Consequence] = []


def requires(check: Requirement) -> Requirement:
    """Have ``check`` asked before any event is recorded by hand. Told twice, it is asked once."""
    if check not in _required:
        _required.append(check)
    return check


def no_longer_requires(check: Requirement) -> None:
    """Have ``check`` asked no more."""
    if check in _required:
        _required.remove(check)


def follows(act: Consequence) -> Consequence:
    """Have ``act`` done with whatever is recorded of a firearm by hand. Told twice, it is done once."""
    if act not in _following:
        _following.append(act)
    return act


def follows_no_longer(act: Consequence) -> None:
    """Have ``act`` done no more."""
    if act in _following:
        _following.remove(act)


def carry_on(recorded: LifeRecorded) -> None:
    """Do what follows in other contexts from something that was recorded."""
    for act in tuple(_following):
        act(recorded)


def missing(actor: Actor, firearm: Firearm, new: NewEvent, today: date) -> list[Fault]:
    """Give everything that other contexts find missing."""
    return [fault for check in tuple(_required) for fault in check(actor, firearm, new, today)]
