"""Registry, action, ¶29: correct what was recorded of a life, without overwriting it."""

from dataclasses import replace

from django.utils.translation import gettext

from salwa.contexts.registry.actions._recording import locked, record
from salwa.contexts.registry.drafts import NewEvent
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.policies import may_keep
from salwa.contexts.registry.queries._lives import Life, Stored, lives
from salwa.contexts.registry.queries._seen import agencies_to_ask, hidden_in, without
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.lifecycle.kinds import MOVES
from salwa.platform.action import action
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict


@action("registry.correct_event", may=may_keep)
def correct_event(
    *, actor: Actor, firearm: Firearm, ordinal: int, right: NewEvent | None, reason: str, seen: str = ""
) -> Event:
    """Put the right event in the place of a wrong one, or withdraw it (``right`` None).

    ``ordinal`` is that of the line of life as the history shows it. The wrong event stays readable and is left out of
    the state. ``right.corrects`` is set here. ``seen`` is the version of the life that lay before whoever corrects.

    Raises:
        Refused: there is no such line, it was corrected already, or the right event breaks a rule.
        Stale: something was recorded since ``seen``.
        Conflict: the line stands in a merged record that the actor may not open.
    """
    held = locked(actor, firearm)
    whole = lives([held.pk])[held.pk]
    _check_line(actor, held, whole, ordinal)
    _check_no_move(whole, ordinal)
    kind = EventKind.CORRECTION if right is None else right.kind
    new = right or NewEvent(kind=kind)
    details = replace(new.details, seen=seen or new.details.seen)
    event = record(held, replace(new, kind=kind, corrects=ordinal, details=details))
    add_delta([held.pk])
    return event


def _check_no_move(whole: Life[Stored], ordinal: int) -> None:
    """A part that was moved in error is moved back: where parts sit follows from moves, the last of which counts."""
    moves = MOVES | {EventKind.IDENTITY_ENDED}
    if any(event.ordinal == ordinal and event.kind in moves for event in whole.events):
        raise Conflict(
            gettext(
                "A move of a part is not withdrawn. Move the part back, and say in the reason that it was an error."
            )
        )


def _check_line(actor: Actor, firearm: Firearm, whole: Life[Stored], ordinal: int) -> None:
    """A line of a record that one may not open is corrected by those who keep it."""
    hidden = hidden_in(actor, [firearm.pk]).get(firearm.pk, ())
    if not hidden:
        return
    seen = {event.ordinal for event in without(whole, hidden).events}
    if ordinal not in seen and any(event.ordinal == ordinal for event in whole.events):
        text = gettext("This line stands in a record of %(agency)s: ask there.")
        raise Conflict(text % {"agency": ", ".join(agencies_to_ask(hidden))})
