"""Registry, action, ¶29: correct what was recorded of a life, without overwriting it."""

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NewEvent
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_keep
from salwa.kernel.lifecycle import EventKind
from salwa.platform.action import action
from salwa.platform.actor import Actor


@action("registry.correct_event", may=may_keep)
def correct_event(*, actor: Actor, firearm: Firearm, ordinal: int, right: NewEvent | None, reason: str) -> Event:
    """Put the right event in the place of a wrong one, or withdraw it (``right`` None).

    ``ordinal`` is that of the line of life as the history shows it. The wrong event stays readable and is left out of
    the state. ``right.corrects`` is set here.

    Raises:
        Refused: there is no such line, it was corrected already, or the right event breaks a rule.
    """
    held = locked(actor, firearm)
    kind = EventKind.CORRECTION if right is None else right.kind
    new = right or NewEvent(kind=kind)
    event = record(
        held,
        NewEvent(
            kind=kind,
            happened=new.happened,
            country=new.country,
            place=new.place,
            holder=new.holder,
            status=new.status,
            corrects=ordinal,
        ),
    )
    add_delta([held.pk])
    return event
